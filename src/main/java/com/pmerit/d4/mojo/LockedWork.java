package com.pmerit.d4.mojo;

import com.pmerit.d4.release.Heartbeat;
import com.pmerit.d4.release.Journal;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Release;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.UnlockStep;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One step under the lock of a Worker, which is given back whatever becomes of the step. */
final class LockedWork {
    private final Target target;
    private final Underway underway;

    LockedWork(Target target, Underway underway) {
        this.target = target;
        this.underway = underway;
    }

    ReleaseResult run(Step work) throws InterruptedException {
        return run(work, step -> {});
    }

    /**
     * Runs it.
     *
     * @param beforeEach told of each step before it runs
     * @throws InterruptedException when the build is stopped
     */
    ReleaseResult run(Step work, Consumer<Step> beforeEach) throws InterruptedException {
        Optional<Heartbeat> heartbeat = underway.books().map(books -> Heartbeat.of(books.lock()));
        try {
            ReleaseResult result = new Release(
                            Procedures.locked(target, underway, work), List.of(), Journal.NONE, beforeEach)
                    .run(Progress.none());
            boolean locked = result.outcome() != Outcome.DONE && result.steps().size() > 1;
            if (locked) {
                StepResult unlocked = new UnlockStep(underway.books()).run(Progress.none());
                underway.tell().accept(unlocked.summary());
            }
            return result;
        } finally {
            heartbeat.ifPresent(Heartbeat::close);
        }
    }
}
