package com.pmerit.d4.release;

import java.util.Optional;

/** Where a release writes down how far it is, before it acts: what a run that was killed leaves to the next one. */
public interface Journal {
    /** Of an environment without a database: nothing is written down. */
    Journal NONE = new Journal() {
        @Override
        public Optional<StepResult.Failed> enter(Phase phase, Progress progress) {
            return Optional.empty();
        }

        @Override
        public Optional<StepResult.Failed> end(Outcome outcome, String note, Progress progress) {
            return Optional.empty();
        }

        @Override
        public Optional<StepResult.Failed> leave(Progress progress) {
            return Optional.empty();
        }
    };

    /**
     * Writes that a phase begins, with all that is known. Does nothing while no record is open.
     *
     * @return why that could not be written; the phase must not begin then
     */
    Optional<StepResult.Failed> enter(Phase phase, Progress progress);

    /**
     * Closes the record and gives the lock back. Does nothing while no record is open.
     *
     * @param note one sentence about the end
     * @return why that could not be written; the record is open still, and the next run goes on from it
     */
    Optional<StepResult.Failed> end(Outcome outcome, String note, Progress progress);

    /**
     * Leaves the record open for the next run and gives the lock back, when the lock is still this run's.
     *
     * @return why that could not be done; the lock runs out by itself
     */
    Optional<StepResult.Failed> leave(Progress progress);
}
