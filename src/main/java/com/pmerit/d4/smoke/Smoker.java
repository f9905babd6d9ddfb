package com.pmerit.d4.smoke;

import com.pmerit.d4.contract.Environment;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Smoke-tests environments over one transport and hands every result on as evidence. */
public final class Smoker {
    private final Transport transport;
    private final DataPlane plane;
    private final BiConsumer<String, SmokeResult> evidence;

    /**
     * Prepares smoke tests.
     *
     * @param plane where the requests go; decides the pace
     * @param evidence is handed the id of whoever asked, and the result
     */
    public Smoker(Transport transport, DataPlane plane, BiConsumer<String, SmokeResult> evidence) {
        this.transport = transport;
        this.plane = plane;
        this.evidence = evidence;
    }

    /** Asks whether an environment is healthy, whichever version answers. */
    SmokeResult anyVersion(String asker, Environment environment) throws InterruptedException {
        return run(
                asker, environment, SmokeTarget.anyVersion(environment.url(), environment.smoke(), echo(environment)));
    }

    /** Asks whether a version answers at the public URL, and is healthy. */
    SmokeResult version(String asker, Environment environment, Versions versions) throws InterruptedException {
        return run(
                asker,
                environment,
                SmokeTarget.publicUrl(environment.url(), environment.smoke(), versions, echo(environment)));
    }

    private SmokeResult run(String asker, Environment environment, SmokeTarget target) throws InterruptedException {
        Pace pace = plane.front().isPresent() ? Pace.loopback(environment.smoke()) : Pace.internet(environment.smoke());
        SmokeResult result = new SmokeRun(transport, pace).run(target);
        evidence.accept(asker, result);
        return result;
    }

    private static Optional<VersionEcho> echo(Environment environment) {
        return environment.smoke().version().map(VersionEcho::of);
    }
}
