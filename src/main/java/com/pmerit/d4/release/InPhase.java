package com.pmerit.d4.release;

import java.util.Optional;

/** A step before which the run's record is to show a phase that the step itself does not ask for. */
public final class InPhase implements Step {
    private final Phase phase;
    private final Step step;

    /** Puts a phase before a step. */
    public InPhase(Phase phase, Step step) {
        this.phase = phase;
        this.step = step;
    }

    @Override
    public String id() {
        return step.id();
    }

    @Override
    public String title() {
        return step.title();
    }

    @Override
    public Optional<Phase> phase() {
        return Optional.of(phase);
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        return step.run(progress);
    }
}
