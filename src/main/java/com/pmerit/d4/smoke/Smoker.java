package com.pmerit.d4.smoke;

import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.smoke.SmokeResult.Ending;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Smoke-tests environments over one transport and hands every result on as evidence. */
public final class Smoker {
    private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(10);

    private final Transport transport;
    private final DataPlane plane;
    private final Waiting waiting;
    private final BiConsumer<String, SmokeResult> evidence;

    /**
     * Prepares smoke tests.
     *
     * @param plane where the requests go; decides the pace
     * @param waiting the time that passes between them
     * @param evidence is handed the id of whoever asked, and the result
     */
    public Smoker(Transport transport, DataPlane plane, Waiting waiting, BiConsumer<String, SmokeResult> evidence) {
        this.transport = transport;
        this.plane = plane;
        this.waiting = waiting;
        this.evidence = evidence;
    }

    /** Asks whether an environment is healthy, whichever version answers. */
    SmokeResult anyVersion(String asker, Environment environment) throws InterruptedException {
        return told(
                asker, environment, SmokeTarget.anyVersion(environment.url(), environment.smoke(), echo(environment)));
    }

    /** Asks whether a version that was there before answers at the public URL, and is healthy. */
    SmokeResult version(String asker, Environment environment, Versions versions) throws InterruptedException {
        return told(asker, environment, publicly(environment, versions));
    }

    /** Asks whether a version that nobody has met yet answers at the public URL, and is healthy: the first one ever. */
    SmokeResult firstVersion(String asker, Environment environment, Versions versions) throws InterruptedException {
        return told(asker, environment, publicly(environment, versions).refusingACatchAll());
    }

    /** Asks a version at the host name of its own. */
    SmokeResult preview(String asker, Environment environment, URI host, Versions versions)
            throws InterruptedException {
        SmokeTarget target = SmokeTarget.preview(host, environment.smoke(), versions, echo(environment));
        return told(asker, environment, target.refusingACatchAll());
    }

    /** Asks a version that is part of the live deployment, at the public URL. */
    SmokeResult override(String asker, Environment environment, Versions versions) throws InterruptedException {
        SmokeTarget target = SmokeTarget.override(
                environment.url(), environment.worker(), environment.smoke(), versions, echo(environment));
        return told(asker, environment, target.refusingACatchAll());
    }

    /**
     * Asks whether a version answers at the public URL again. Answers that do not name their version may come from the one
     * that was taken back, for as long as a change may be on its way: then it is waited for, and asked once more.
     */
    SmokeResult restored(String asker, Environment environment, Versions versions) throws InterruptedException {
        SmokeResult result = version(asker, environment, versions);
        Duration propagation = pace(environment).propagation();
        boolean nameless = echo(environment).isEmpty();
        if (result.ending() != Ending.RED || !nameless || propagation.isZero()) {
            return result;
        }
        waiting.sleeper().sleep(propagation);
        return version(asker, environment, versions);
    }

    /** How long a version takes to answer at the public URL; empty when it does not answer rightly right away. */
    Optional<Duration> latency(Environment environment, String version) throws InterruptedException {
        SmokeTarget target = publicly(environment, new Versions(version, Optional.empty()));
        SmokeResult result = new SmokeRun(transport, pace(environment).measuring(), waiting).run(target);
        return result.passed() ? result.latency() : Optional.empty();
    }

    /**
     * Asks once for a page of any host, past all caches and without following where an answer sends it.
     *
     * @throws InterruptedException when the build is stopped
     */
    public Reply page(URI url) throws InterruptedException {
        return transport.ask(new Question(url, Map.of("Accept", "*/*", "Cache-Control", "no-cache"), PAGE_TIMEOUT));
    }

    private static SmokeTarget publicly(Environment environment, Versions versions) {
        return SmokeTarget.publicUrl(environment.url(), environment.smoke(), versions, echo(environment));
    }

    private SmokeResult told(String asker, Environment environment, SmokeTarget target) throws InterruptedException {
        SmokeResult result = new SmokeRun(transport, pace(environment), waiting).run(target);
        evidence.accept(asker, result);
        return result;
    }

    private Pace pace(Environment environment) {
        return plane.front().isPresent() ? Pace.loopback(environment.smoke()) : Pace.internet(environment.smoke());
    }

    private static Optional<VersionEcho> echo(Environment environment) {
        return environment.smoke().version().map(VersionEcho::of);
    }
}
