package com.pmerit.d4.release;

import java.util.Optional;

/** Closes the record of this run: everything is done, or stood already. */
public final class RecordStep implements Step {
    private final Optional<Books> books;

    /**
     * Prepares it.
     *
     * @param books empty where the environment binds no database
     */
    public RecordStep(Optional<Books> books) {
        this.books = books;
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
        String version = progress.version().map(id -> "version " + id).orElse("this release");
        return books.get()
                .journal()
                .close(Outcome.DONE, version + " is live", progress)
                .<StepResult>map(failed -> failed)
                .orElseGet(() -> new StepResult.Done("run " + open.get().id() + " is closed as done", progress));
    }
}
