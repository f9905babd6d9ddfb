package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.release.Heartbeat;
import com.pmerit.d4.release.LedgerEntry;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Records;
import com.pmerit.d4.release.Release;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.Step;
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
        return underway.heartbeat();
    }

    /**
     * Runs.
     *
     * @throws InterruptedException when the build is stopped; the same command can be run again
     */
    ReleaseResult run() throws InterruptedException {
        Optional<Obstacle> obstacle = unfinished();
        return obstacle.isPresent()
                ? obstacle.get().result()
                : new Release(
                                Procedures.goBack(target, underway, this::runs, wish),
                                Sop.undo(target, underway),
                                underway.journal(),
                                beforeEach)
                        .unlessStopped(stop)
                        .run(Progress.none());
    }

    private Optional<Obstacle> unfinished() {
        return underway.openRun()
                .fold(
                        open -> open.flatMap(this::unfinished),
                        failure -> Optional.of(Obstacle.unreadable(target.environment(), failure)));
    }

    private Optional<Obstacle> unfinished(LedgerEntry open) {
        if (!(open instanceof LedgerEntry.Known known)) {
            return Optional.of(Obstacle.release(target.environment()));
        }
        if (known.run().isMigration()) {
            return Optional.of(Obstacle.migration(target.environment()));
        }
        return known.run().isRollback() ? Optional.empty() : Optional.of(Obstacle.release(target.environment()));
    }

    private ApiResult<List<Run>> runs() {
        return Records.of(target.environment(), target.account())
                .map(records -> records.runs(target.environment().worker(), RUNS_LOOKED_AT))
                .orElseGet(() -> new ApiResult.Ok<>(List.of()));
    }
}
