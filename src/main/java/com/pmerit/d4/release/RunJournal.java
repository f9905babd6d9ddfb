package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.List;
import java.util.Optional;

/** The record of this run while it is open. */
public final class RunJournal implements Journal {
    private final Lock lock;
    private final Ledger ledger;
    private Optional<Run> run = Optional.empty();

    RunJournal(Lock lock, Ledger ledger) {
        this.lock = lock;
        this.ledger = ledger;
    }

    /** The record, as it stands in the database; empty while none is open. */
    public Optional<Run> run() {
        return run;
    }

    /** Opens the record of a run that is new. */
    Optional<StepResult.Failed> begin(Run fresh) {
        return noted(ledger.begin(fresh), Progress.none());
    }

    /** Goes on with the open record of an earlier run. */
    Optional<StepResult.Failed> adopt(Run earlier) {
        return noted(ledger.adopt(earlier), Progress.none());
    }

    @Override
    public Optional<StepResult.Failed> enter(Phase phase, Progress progress) {
        return run.flatMap(open -> noted(ledger.update(open.knowing(progress).in(phase)), progress));
    }

    /** Closes the record; the lock stays with this run. */
    Optional<StepResult.Failed> close(Outcome outcome, String note, Progress progress) {
        Optional<StepResult.Failed> failed =
                run.flatMap(open -> noted(ledger.update(open.knowing(progress).ended(outcome, note)), progress));
        if (failed.isEmpty()) {
            run = Optional.empty();
        }
        return failed;
    }

    @Override
    public Optional<StepResult.Failed> end(Outcome outcome, String note, Progress progress) {
        Optional<StepResult.Failed> unwritten = close(outcome, note, progress);
        Optional<StepResult.Failed> kept = giveBack(progress);
        return unwritten.or(() -> kept);
    }

    @Override
    public Optional<StepResult.Failed> leave(Progress progress) {
        Optional<StepResult.Failed> unwritten =
                run.flatMap(open -> noted(ledger.update(open.knowing(progress)), progress));
        Optional<StepResult.Failed> kept = giveBack(progress);
        return unwritten.or(() -> kept);
    }

    private Optional<StepResult.Failed> giveBack(Progress progress) {
        return lock.giveBack().map(failure -> unreturned(failure, progress));
    }

    private StepResult.Failed unreturned(ApiFailure failure, Progress progress) {
        return new StepResult.Failed(
                "the lock of " + lock.name() + " could not be given back",
                List.of(failure.message()),
                live(progress),
                "it runs out by itself within " + LockTable.LIFE.toSeconds() + " s; until then a release waits for it",
                Aftermath.NOTHING);
    }

    private Optional<StepResult.Failed> noted(Noted noted, Progress progress) {
        if (noted instanceof Noted.Stands stands) {
            run = Optional.of(stands.run());
            return Optional.empty();
        }
        boolean touched = progress.staged() || progress.serving();
        return Optional.of(
                noted instanceof Noted.LockLost lost
                        ? new StepResult.Failed(
                                "this run may write no more",
                                List.of(lost.why()),
                                live(progress),
                                "let the other release end, then run the same command again: it goes on from what is live",
                                touched ? Aftermath.HUMAN : Aftermath.NOTHING)
                        : new StepResult.Failed(
                                "the record of this release could not be written",
                                List.of(((Noted.Missing) noted).why()),
                                live(progress),
                                "run the same command again: it reads the record and what is live first",
                                progress.serving() ? Aftermath.HUMAN : Aftermath.NOTHING));
    }

    private static String live(Progress progress) {
        String version = progress.version().orElse("of this release");
        if (progress.serving()) {
            return "version " + version + " takes all traffic"
                    + (progress.smokeSha256().isPresent()
                            ? " and passed its smoke test"
                            : "; its smoke test has not passed");
        }
        return progress.staged()
                ? "version " + version + " is part of the deployment, beside what was live before"
                : "users meet what they met before";
    }
}
