package com.pmerit.d4.release;

import java.util.Optional;

/** A step of which a later one asks what it has done. */
public final class Watched implements Step {
    private final Step work;
    private Optional<String> done = Optional.empty();

    /** Watches a step. */
    public Watched(Step work) {
        this.work = work;
    }

    @Override
    public String id() {
        return work.id();
    }

    @Override
    public String title() {
        return work.title();
    }

    /** What it did, in a sentence; nothing as long as it has not run, and when it had nothing to do or failed. */
    public Optional<String> done() {
        return done;
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        StepResult result = work.run(progress);
        done = result instanceof StepResult.Done did ? Optional.of(did.summary()) : Optional.empty();
        return result;
    }
}
