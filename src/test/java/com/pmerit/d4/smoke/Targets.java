package com.pmerit.d4.smoke;

import com.pmerit.d4.contract.Expectation;
import com.pmerit.d4.contract.Smoke;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The Worker that these tests ask, and answers that it may give. */
final class Targets {
    static final URI BASE = URI.create("https://chat-staging.example.workers.dev");
    static final String NEW = "11111111-1111-4111-8111-111111111111";
    static final String OLD = "22222222-2222-4222-8222-222222222222";
    static final String THIRD = "33333333-3333-4333-8333-333333333333";
    static final Versions VERSIONS = new Versions(NEW, Optional.of(OLD));
    static final VersionEcho ECHO = new VersionEcho.InJson("version.id");

    private Targets() {}

    static Smoke smoke() {
        return smoke(Map.of("status", new Expectation.Equal("healthy")), Map.of(), Optional.empty());
    }

    static Smoke smoke(Map<String, Expectation> json, Map<String, Expectation> headers, Optional<String> marker) {
        return new Smoke(
                "/health",
                200,
                json.isEmpty() ? Optional.empty() : Optional.of("application/json"),
                json,
                headers,
                marker,
                Optional.empty(),
                Duration.ofSeconds(90),
                Duration.ofSeconds(1),
                Smoke.Latency.WARN);
    }

    static SmokeTarget withEcho() {
        return SmokeTarget.publicUrl(BASE, smoke(), VERSIONS, Optional.of(ECHO));
    }

    static SmokeTarget withoutEcho() {
        return SmokeTarget.publicUrl(BASE, smoke(), VERSIONS, Optional.empty());
    }

    static Answer json(int status, String body) {
        return new Answer(status, body.getBytes(StandardCharsets.UTF_8))
                .with("Content-Type", "application/json; charset=utf-8");
    }

    static Answer html(int status, String body) {
        return new Answer(status, body.getBytes(StandardCharsets.UTF_8)).with("content-type", "text/html");
    }

    static Answer healthy(String version) {
        return json(200, "{\"status\":\"healthy\",\"version\":{\"id\":\"" + version + "\"}}");
    }

    static Answer degraded(String version) {
        return json(503, "{\"status\":\"degraded\",\"version\":{\"id\":\"" + version + "\"}}");
    }
}
