package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.database.PendingMigrations;
import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.release.Heartbeat;
import com.pmerit.d4.release.LedgerEntry;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Release;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoFailureException;

/** One run of d4:migrate without Maven: what an earlier run left open, the checklist, the migrations. */
final class MigrateRun {
    private final Workbench bench;
    private final Target target;
    private final Wishes wishes;
    private final Consumer<Step> beforeEach;
    private final Underway underway;

    /**
     * What the person at the terminal asks for.
     *
     * @param dryRun whether only to say what would be applied
     * @param stop speaks against every write once the build is being stopped
     * @param lockWait how long another run's lock is waited for
     * @param tell gets a line for the terminal
     */
    record Wishes(boolean dryRun, WriteGuard stop, Duration lockWait, Consumer<String> tell) {}

    MigrateRun(Workbench bench, Target target, Wishes wishes, Consumer<Step> beforeEach) throws InterruptedException {
        this.bench = bench;
        this.target = target;
        this.wishes = wishes;
        this.beforeEach = beforeEach;
        this.underway = target.underway(bench, wishes.stop(), wishes.lockWait(), wishes.tell());
    }

    /** Keeps the lock while nothing is written for long. */
    Optional<Heartbeat> heartbeat() {
        return underway.heartbeat();
    }

    /**
     * Runs.
     *
     * @throws InterruptedException when the build is stopped; the same command can be run again
     * @throws MojoFailureException when an override names no gate
     */
    DeployRun.Ended run(DeployRun.Checks checks) throws InterruptedException, MojoFailureException {
        ApiResult<Optional<LedgerEntry>> open = underway.openRun();
        if (open.failure().isPresent()) {
            return DeployRun.Ended.before(
                    Obstacle.unreadable(target.environment(), open.failure().get())
                            .result());
        }
        Optional<LedgerEntry> left = open.orElseThrow();
        if (left.isPresent()
                && !(left.get() instanceof LedgerEntry.Known known
                        && known.run().isMigration())) {
            return DeployRun.Ended.before(Obstacle.release(target.environment()).result());
        }
        ChecklistResult checklist = checks.look();
        if (!checklist.passed()) {
            return new DeployRun.Ended(Optional.of(checklist), Optional.empty());
        }
        return new DeployRun.Ended(Optional.of(checklist), Optional.of(migrated(checklist, left)));
    }

    private ReleaseResult migrated(ChecklistResult checklist, Optional<LedgerEntry> left) throws InterruptedException {
        if (wishes.dryRun()) {
            return new Release(Procedures.migrationPreview(target), List.of(), underway.journal(), beforeEach)
                    .run(Progress.none());
        }
        Run draft = underway.draft().planned(Run.MIGRATIONS, "", checklist.overrides());
        boolean idle = left.isEmpty() && new PendingMigrations(target.environment(), target.account()).none();
        // What a run has to remember does not depend on its commit: whatever is checked out now goes on with it.
        Underway run = left.map(entry -> underway.about(((LedgerEntry.Known) entry).run()))
                .orElseGet(() -> underway.planned(draft, () -> idle));
        return new Release(Procedures.migrate(bench, target, run), List.of(), run.journal(), beforeEach)
                .unlessStopped(wishes.stop())
                .run(Progress.none());
    }
}
