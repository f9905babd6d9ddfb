package com.pmerit.d4.release;

import java.time.Duration;
import java.util.List;

/**
 * What a release did, step by step.
 *
 * @param outcome how it ended
 * @param steps the steps that ran, in order; the last one failed unless the outcome is NOOP or DONE
 * @param progress what was known at the end
 */
public record ReleaseResult(Outcome outcome, List<Ran> steps, Progress progress) {
    public ReleaseResult {
        steps = List.copyOf(steps);
    }

    /** One step with its result and the time it took. */
    public record Ran(String id, String title, StepResult result, Duration duration) {}
}
