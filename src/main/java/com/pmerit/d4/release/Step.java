package com.pmerit.d4.release;

import java.util.Optional;

/**
 * One line of the release part of the SOP. A step reads before it writes, writes only what does not stand yet, and
 * reads back what it wrote, so that the same release can be run again at any time.
 */
public interface Step {

    /** The stable id that reports use, such as {@code upload}. */
    String id();

    /** What the step does, in a few words, such as "Upload the Worker version". */
    String title();

    /**
     * Does the step.
     *
     * @param progress what the steps before this one found and made
     * @throws InterruptedException when the build is stopped
     */
    StepResult run(Progress progress) throws InterruptedException;

    /** The phase that the run's record must show before this step begins, where it is another one. */
    default Optional<Phase> phase() {
        return Optional.empty();
    }
}
