package com.pmerit.d4;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.contract.Assets;
import com.pmerit.d4.contract.Bucket;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Expectation;
import com.pmerit.d4.contract.Script;
import com.pmerit.d4.contract.Smoke;
import com.pmerit.d4.contract.TrafficPortion;
import com.pmerit.d4.contract.Variable;
import com.pmerit.d4.contract.WranglerEnvironment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shop of the tests: an environment as a contract describes it. */
public final class Environments {
    public static final String DATABASE_ID = "e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9";

    private Environments() {}

    /** Staging, with a database whose migrations lie in {@code directory/migrations}. */
    public static Environment staging(Path directory) {
        return staging(directory, Map.of());
    }

    /** Staging, with further keys of the wrangler config. */
    public static Environment staging(Path directory, Map<String, JsonNode> raw) {
        return staging(directory, raw, List.of());
    }

    /** Staging, with further keys of the wrangler config and the schedules among them. */
    public static Environment staging(Path directory, Map<String, JsonNode> raw, List<String> crons) {
        return new Environment(
                "staging",
                Optional.empty(),
                "shop-staging",
                new Script(directory.resolve("src/worker.js"), "2026-04-01", List.of(), true),
                URI.create("https://shop-staging.team.workers.dev"),
                Map.of("DB", database(directory)),
                Map.of("IMAGES", new Bucket("shop-images-staging", Optional.empty())),
                Map.of("ENVIRONMENT", new Variable.Text("staging")),
                smoke(),
                List.of(),
                wrangler(raw, crons));
    }

    /** The same with this bucket bound as {@code IMAGES}. */
    public static Environment withImages(Environment environment, Bucket images) {
        return new Environment(
                environment.name(),
                environment.after(),
                environment.worker(),
                environment.script(),
                environment.url(),
                environment.databases(),
                Map.of("IMAGES", images),
                environment.vars(),
                environment.smoke(),
                environment.traffic(),
                environment.wrangler());
    }

    /** The same with these portions of the traffic on the way to all of it. */
    public static Environment withTraffic(Environment environment, TrafficPortion... portions) {
        return new Environment(
                environment.name(),
                environment.after(),
                environment.worker(),
                environment.script(),
                environment.url(),
                environment.databases(),
                environment.buckets(),
                environment.vars(),
                environment.smoke(),
                List.of(portions),
                environment.wrangler());
    }

    /** The same with static files. */
    public static Environment withAssets(Environment environment, Assets assets) {
        return new Environment(
                environment.name(),
                environment.after(),
                environment.worker(),
                environment.script().with(Optional.of(assets)),
                environment.url(),
                environment.databases(),
                environment.buckets(),
                environment.vars(),
                environment.smoke(),
                environment.traffic(),
                environment.wrangler());
    }

    /** The same under another name, after another environment or none, with other databases. */
    public static Environment like(
            Environment environment, String name, Optional<String> after, Map<String, Database> databases) {
        return new Environment(
                name,
                after,
                environment.worker(),
                environment.script(),
                environment.url(),
                databases,
                environment.buckets(),
                environment.vars(),
                environment.smoke(),
                environment.traffic(),
                environment.wrangler());
    }

    public static Database database(Path directory) {
        return new Database(
                "shop-db-staging", DATABASE_ID, directory.resolve("migrations"), "d1_migrations", Optional.empty());
    }

    /** The same with another Worker, variables of its own and the bucket of this name. */
    public static Environment withWorker(
            Environment environment, String worker, Map<String, Variable> vars, String images) {
        return new Environment(
                environment.name(),
                environment.after(),
                worker,
                environment.script(),
                environment.url(),
                environment.databases(),
                Map.of("IMAGES", new Bucket(images, Optional.empty())),
                vars,
                environment.smoke(),
                environment.traffic(),
                environment.wrangler());
    }

    private static Smoke smoke() {
        return new Smoke(
                "/health",
                200,
                Optional.of("application/json"),
                Map.of("status", new Expectation.Equal("healthy")),
                Map.of(),
                Optional.empty(),
                Optional.of("version"),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Smoke.Latency.WARN);
    }

    private static WranglerEnvironment wrangler(Map<String, JsonNode> raw, List<String> crons) {
        return new WranglerEnvironment(
                Optional.of("staging"),
                Optional.of("shop-staging"),
                Optional.of("src/worker.js"),
                Optional.of("2026-04-01"),
                List.of(),
                true,
                Map.of(),
                Map.of(),
                Map.of(),
                crons,
                raw,
                List.of());
    }
}
