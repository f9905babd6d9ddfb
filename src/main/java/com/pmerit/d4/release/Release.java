package com.pmerit.d4.release;

import com.pmerit.d4.release.ReleaseResult.Ran;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs the steps of a release one after the other and stops at the first that falls short. */
public final class Release {
    private final List<Step> steps;
    private final Consumer<Step> beforeEach;

    /**
     * Takes the steps in release order.
     *
     * @param beforeEach told of each step before it runs, for progress on a terminal
     * @throws IllegalArgumentException when there is no step: a release of nothing would be reported as done
     */
    public Release(List<Step> steps, Consumer<Step> beforeEach) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a release without steps releases nothing");
        }
        this.steps = List.copyOf(steps);
        this.beforeEach = beforeEach;
    }

    /**
     * Runs the release.
     *
     * @throws InterruptedException when the build is stopped; the same release can be run again
     */
    public ReleaseResult run() throws InterruptedException {
        List<Ran> ran = new ArrayList<>();
        Progress progress = Progress.none();
        boolean changed = false;
        for (Step step : steps) {
            beforeEach.accept(step);
            long start = System.nanoTime();
            StepResult result = step.run(progress);
            ran.add(new Ran(step.id(), step.title(), result, Duration.ofNanos(System.nanoTime() - start)));
            if (result instanceof StepResult.Failed failed) {
                return new ReleaseResult(failed.safe() ? Outcome.ABORTED_SAFE : Outcome.NEEDS_HUMAN, ran, progress);
            } else if (result instanceof StepResult.Done done) {
                progress = done.progress();
                changed = true;
            } else if (result instanceof StepResult.AlreadyDone already) {
                progress = already.progress();
            }
        }
        return new ReleaseResult(changed ? Outcome.DONE : Outcome.NOOP, ran, progress);
    }
}
