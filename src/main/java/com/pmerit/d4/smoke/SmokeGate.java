package com.pmerit.d4.smoke;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.util.Optional;

/** One version of an environment's Worker answers at its public URL now, and is healthy. */
public final class SmokeGate implements Gate {
    private final Environment environment;
    private final String version;
    private final Smoker smoker;

    /**
     * Asks one environment.
     *
     * @param version the id of the version that must answer: the one that takes all traffic
     */
    public SmokeGate(Environment environment, String version, Smoker smoker) {
        this.environment = environment;
        this.version = version;
        this.smoker = smoker;
    }

    @Override
    public String id() {
        return "smoke-" + environment.name();
    }

    @Override
    public String title() {
        return environment.name() + " is healthy";
    }

    @Override
    public Verdict check() throws InterruptedException {
        return smoker.version(id(), environment, new Versions(version, Optional.empty()))
                .verdict();
    }
}
