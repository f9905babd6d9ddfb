package com.pmerit.d4.release;

/** A step that concerns a version only where it takes all traffic. */
public final class WhenServing implements Step {
    private final Step step;

    /** Puts the condition before a step. */
    public WhenServing(Step step) {
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
    public StepResult run(Progress progress) throws InterruptedException {
        return progress.serving()
                ? step.run(progress)
                : new StepResult.NotNeeded("users meet what they met before that run");
    }
}
