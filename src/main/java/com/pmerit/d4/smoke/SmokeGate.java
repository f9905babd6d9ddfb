package com.pmerit.d4.smoke;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;

/** An environment is healthy now, whichever version answers. */
public final class SmokeGate implements Gate {
    private final Environment environment;
    private final Smoker smoker;

    /** Asks one environment. */
    public SmokeGate(Environment environment, Smoker smoker) {
        this.environment = environment;
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
        SmokeResult result = smoker.anyVersion(id(), environment);
        return result.passed()
                ? new Verdict.Passed(result.summary())
                : new Verdict.Failed(
                        result.summary(), result.details(), result.remedy().orElse("mend the Worker"));
    }
}
