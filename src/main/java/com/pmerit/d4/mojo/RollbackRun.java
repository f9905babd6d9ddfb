package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.release.Books;
import com.pmerit.d4.release.Heartbeat;
import com.pmerit.d4.release.LedgerEntry;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Records;
import com.pmerit.d4.release.Release;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of d4:rollback without Maven: an earlier version goes the way of a new one, from 0 % to all traffic. */
final class RollbackRun {
    private static final int RUNS_LOOKED_AT = 100;

    private final Target target;
    private final Optional<String> wish;
    private final WriteGuard stop;
    private final Consumer<Step> beforeEach;
    private final Underway underway;

    /**
     * Prepares it.
     *
     * @param wish the version to go back to, by its id or the beginning of it; empty for the last one that was proven
     * @param stop speaks against every write once the build is being stopped
     */
    RollbackRun(
            Workbench bench,
            Target target,
            Optional<String> wish,
            WriteGuard stop,
            Duration lockWait,
            Consumer<String> tell,
            Consumer<Step> beforeEach)
            throws InterruptedException {
        this.target = target;
        this.wish = wish;
        this.stop = stop;
        this.beforeEach = beforeEach;
        Underway any = target.underway(bench, stop, lockWait, tell);
        this.underway = any.planned(any.draft().ofNoCommit().planned(Run.ROLLBACK, "", List.of()), () -> false);
    }

    /** Keeps the lock while nothing is written for long. */
    Optional<Heartbeat> heartbeat() {
        return underway.books().map(books -> Heartbeat.of(books.lock()));
    }

    /**
     * Runs.
     *
     * @throws InterruptedException when the build is stopped; the same command can be run again
     */
    ReleaseResult run() throws InterruptedException {
        Optional<StepResult.Failed> obstacle = unfinished();
        return obstacle.isPresent()
                ? new ReleaseResult(
                        Outcome.ABORTED_SAFE,
                        List.of(new Ran("recover", "Look for an unfinished release", obstacle.get(), Duration.ZERO)),
                        Progress.none())
                : new Release(
                                Procedures.goBack(target, underway, this::runs, wish),
                                Sop.undo(target, underway),
                                underway.journal(),
                                beforeEach)
                        .unlessStopped(stop)
                        .run(Progress.none());
    }

    private Optional<StepResult.Failed> unfinished() {
        return underway.books().flatMap(this::unfinished);
    }

    private Optional<StepResult.Failed> unfinished(Books books) {
        return books.ledger()
                .openRun(target.environment().name(), target.environment().worker())
                .fold(
                        open -> open.filter(entry -> !(entry instanceof LedgerEntry.Known known
                                        && known.run().isRollback()))
                                .map(this::refused),
                        failure -> Optional.of(unreadable(failure)));
    }

    private StepResult.Failed refused(LedgerEntry open) {
        String environment = target.environment().name();
        if (open instanceof LedgerEntry.Known known && known.run().isMigration()) {
            return new StepResult.Failed(
                    "a migration of " + environment + " was not finished",
                    List.of(),
                    "this run changed nothing; mvn d4:status shows what is live",
                    "bring it to its end: mvn d4:migrate -Dd4.environment=" + environment,
                    true);
        }
        String deploy = "mvn deploy -P" + environment;
        return new StepResult.Failed(
                "a release to " + environment + " was not finished",
                List.of(),
                "this run changed nothing; mvn d4:status shows what is live",
                "take it back: " + deploy + " -Dd4.recover=back, or bring it to its end: " + deploy
                        + " -Dd4.recover=finish",
                true);
    }

    private static StepResult.Failed unreadable(ApiFailure failure) {
        return new StepResult.Failed(
                "it could not be read whether a release is unfinished",
                List.of(failure.message()),
                "this run changed nothing",
                "run the same command again",
                true);
    }

    private ApiResult<List<Run>> runs() {
        return Records.of(target.environment(), target.account())
                .map(records -> records.runs(target.environment().worker(), RUNS_LOOKED_AT))
                .orElseGet(() -> new ApiResult.Ok<>(List.of()));
    }
}
