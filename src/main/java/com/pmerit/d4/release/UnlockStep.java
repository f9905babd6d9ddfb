package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.ApiFailure;
import java.util.Optional;

/** Gives the lock back. One that cannot be given back runs out by itself, so that this never fails a release. */
public final class UnlockStep implements Step {
    private final Optional<Books> books;

    /**
     * Prepares it.
     *
     * @param books empty where the environment binds no database
     */
    public UnlockStep(Optional<Books> books) {
        this.books = books;
    }

    @Override
    public String id() {
        return "unlock";
    }

    @Override
    public String title() {
        return "Give the lock back";
    }

    @Override
    public StepResult run(Progress progress) {
        Optional<Lock> held = books.map(Books::lock).filter(lock -> lock.lease().isPresent());
        if (held.isEmpty()) {
            return new StepResult.NotNeeded("no lock was taken");
        }
        Optional<ApiFailure> failure = held.get().giveBack();
        return new StepResult.Done(
                failure.map(why -> "the lock of " + held.get().name() + " could not be given back and runs out within "
                                + LockTable.LIFE.toSeconds() + " s: " + why.message())
                        .orElse("the lock of " + held.get().name() + " is free"),
                progress);
    }
}
