package com.pmerit.d4.smoke;

import com.pmerit.d4.contract.Smoke;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Whom to ask what.
 *
 * @param base the URL below which the smoke path lies, without a slash at its end
 * @param smoke the question and the right answer
 * @param headers further request headers, such as {@code Cloudflare-Workers-Version-Overrides}
 * @param versions which version must answer; empty when any may
 * @param echo where answers name their version; empty when they do not
 * @param proof how the request itself leads to the version: {@link Proof#PREVIEW_HOST}, {@link Proof#OVERRIDE},
 *     {@link Proof#CONTROL_PLANE} or {@link Proof#NONE}
 * @param catchAll whether right answers count only when a path that nobody made does not give them too
 */
public record SmokeTarget(
        URI base,
        Smoke smoke,
        Map<String, String> headers,
        Optional<Versions> versions,
        Optional<VersionEcho> echo,
        Proof proof,
        boolean catchAll) {
    /**
     * Copies the headers and checks the URL.
     *
     * @throws IllegalArgumentException when base and path make no http URL with a host and without a fragment, or the proof
     *     does not fit
     */
    public SmokeTarget {
        headers = Map.copyOf(headers);
        URI url = URI.create(base + smoke.path());
        if (url.getHost() == null || url.getRawFragment() != null || !("" + url.getScheme()).matches("https?")) {
            throw new IllegalArgumentException("not a URL that can be asked: " + url);
        }
        if (proof == Proof.ECHO) {
            throw new IllegalArgumentException("whether an answer names its version is seen, not promised");
        }
        if ((proof == Proof.NONE) != versions.isEmpty()) {
            throw new IllegalArgumentException("a version to expect and a way that leads to it belong together");
        }
    }

    /** The Worker as it is, whichever version answers. */
    public static SmokeTarget anyVersion(URI base, Smoke smoke, Optional<VersionEcho> echo) {
        return new SmokeTarget(base, smoke, Map.of(), Optional.empty(), echo, Proof.NONE, false);
    }

    /** The public URL, where this version must answer now. */
    public static SmokeTarget publicUrl(URI base, Smoke smoke, Versions versions, Optional<VersionEcho> echo) {
        return new SmokeTarget(base, smoke, Map.of(), Optional.of(versions), echo, Proof.CONTROL_PLANE, false);
    }

    /** A preview URL, whose host name belongs to one version. */
    public static SmokeTarget preview(URI preview, Smoke smoke, Versions versions, Optional<VersionEcho> echo) {
        return new SmokeTarget(preview, smoke, Map.of(), Optional.of(versions), echo, Proof.PREVIEW_HOST, false);
    }

    /**
     * The public URL, with the header that asks for a version of the live deployment (Cloudflare "Version overrides").
     *
     * @param worker the script's name
     */
    public static SmokeTarget override(
            URI base, String worker, Smoke smoke, Versions versions, Optional<VersionEcho> echo) {
        String header = worker + "=\"" + versions.expected() + "\"";
        return new SmokeTarget(
                base,
                smoke,
                Map.of("Cloudflare-Workers-Version-Overrides", header),
                Optional.of(versions),
                echo,
                Proof.OVERRIDE,
                false);
    }

    /** The same, believed only when a path that nobody made does not answer as rightly. */
    public SmokeTarget refusingACatchAll() {
        return new SmokeTarget(base, smoke, headers, versions, echo, proof, true);
    }

    /** Whether to ask there: a page may well answer everywhere, an API may not. */
    boolean asksMadeUpPath() {
        return catchAll && new Expectations(smoke).expectsJson();
    }

    /** The same question at another path. */
    SmokeTarget at(String path) {
        Smoke there = new Smoke(
                path,
                smoke.status(),
                smoke.contentType(),
                smoke.json(),
                smoke.headers(),
                smoke.marker(),
                smoke.version(),
                smoke.deadline(),
                smoke.interval(),
                smoke.latency());
        return new SmokeTarget(base, there, headers, versions, echo, proof, false);
    }

    /** What is asked, without the nonce. */
    public URI url() {
        return URI.create(base + smoke.path());
    }

    /** The same with a query that no cache has seen. */
    URI url(String nonce) {
        String url = base + smoke.path();
        return URI.create(url + (url.contains("?") ? "&" : "?") + "d4-smoke=" + nonce);
    }

    /** Whether the request may reach an older version, so that an answer without a name may be that one's. */
    boolean mayReachTheAnchor() {
        return proof != Proof.PREVIEW_HOST && versions.flatMap(Versions::anchor).isPresent();
    }
}
