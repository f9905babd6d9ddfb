package com.pmerit.d4.release;

import java.util.Optional;

/** Closes the record of this run, when all before it is done or stood already. */
public final class RecordStep implements Step {
    private final Optional<Books> books;
    private final Outcome outcome;

    /**
     * Prepares it.
     *
     * @param books empty where the environment binds no database
     * @param outcome how the run ended: as {@link Outcome#DONE}, or as {@link Outcome#ROLLED_BACK} when it was taken back
     */
    public RecordStep(Optional<Books> books, Outcome outcome) {
        this.books = books;
        this.outcome = outcome;
    }

    @Override
    public String id() {
        return "record";
    }

    @Override
    public String title() {
        return "Close the record";
    }

    @Override
    public StepResult run(Progress progress) {
        Optional<Run> open = books.flatMap(kept -> kept.journal().run());
        if (open.isEmpty()) {
            return new StepResult.NotNeeded("no record is open");
        }
        return books.get()
                .journal()
                .close(outcome, note(open.get(), progress), progress)
                .<StepResult>map(failed -> failed)
                .orElseGet(() -> new StepResult.Done("run " + open.get().id() + " is closed as " + outcome, progress));
    }

    private String note(Run run, Progress progress) {
        if (run.isMigration()) {
            int applied = progress.migrations().size();
            return applied + (applied == 1 ? " migration is applied" : " migrations are applied");
        }
        String version = progress.version().map(id -> "version " + id).orElse("this release");
        return version + (outcome == Outcome.DONE ? " is live" : " was taken back");
    }
}
