package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.release.Heartbeat;
import com.pmerit.d4.release.LedgerEntry;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Release;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.worker.DraftStep;
import com.pmerit.d4.worker.LiveWorker;
import com.pmerit.d4.worker.NewSecrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run of d4:put-secret without Maven. A run of it that was cut off is ended first, the way it was going, and the values in hand
 * are set afterwards as a version of their own: nobody can read which ones the other run had.
 */
final class PutSecretRun {
    private final Workbench bench;
    private final Target target;
    private final NewSecrets secrets;
    private final WriteGuard stop;
    private final Consumer<Step> beforeEach;
    private final Underway underway;
    private final List<Ran> recovered = new ArrayList<>();

    /**
     * Prepares it.
     *
     * @param stop speaks against every write once the build is being stopped
     * @param lockWait how long another run's lock is waited for
     * @param tell gets a line for the terminal
     */
    PutSecretRun(
            Workbench bench,
            Target target,
            NewSecrets secrets,
            WriteGuard stop,
            Duration lockWait,
            Consumer<String> tell,
            Consumer<Step> beforeEach)
            throws InterruptedException {
        this.bench = bench;
        this.target = target;
        this.secrets = secrets;
        this.stop = stop;
        this.beforeEach = beforeEach;
        Underway any = target.underway(bench, stop, lockWait, tell);
        this.underway = any.planned(any.draft().ofNoCommit().planned(Run.SECRETS, "", List.of()), () -> false);
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
        ApiResult<Optional<LedgerEntry>> open = underway.openRun();
        Optional<ApiFailure> unreadable = open.failure();
        if (unreadable.isPresent()) {
            return Obstacle.unreadable(target.environment(), unreadable.get()).result();
        }
        Optional<LedgerEntry> left = open.orElseThrow();
        if (left.isEmpty()) {
            return put();
        }
        if (!(left.get() instanceof LedgerEntry.Known known && known.run().isSecrets())) {
            return Obstacle.release(target.environment()).result();
        }
        Optional<ReleaseResult> stopped = ended(known.run());
        return stopped.isPresent() ? stopped.get() : put();
    }

    /** Ends a run that was cut off, where it may have moved traffic; gives a result when this run may do no more. */
    private Optional<ReleaseResult> ended(Run open) throws InterruptedException {
        if (open.phase() == Phase.STARTED) {
            return Optional.empty();
        }
        Underway earlier = underway.about(open);
        ReleaseResult end = open.phase() == Phase.UNDOING
                ? release(Recoveries.takeBack(target, earlier), List.of())
                : release(Recoveries.finish(target, earlier), Sop.undo(target, earlier));
        recovered.addAll(end.steps());
        boolean clean =
                end.outcome() != Outcome.NEEDS_HUMAN && underway.openRun().fold(Optional::isEmpty, failure -> false);
        return clean ? Optional.empty() : Optional.of(end);
    }

    private ReleaseResult put() throws InterruptedException {
        String script = target.environment().worker();
        ApiResult<List<Step>> steps = target.live()
                .now(script)
                .then(live -> DraftStep.isDraft(live, script, target.account()).map(draft -> steps(live, draft)));
        Optional<ApiFailure> unreadable = steps.failure();
        if (unreadable.isPresent()) {
            return Obstacle.unseen(target.environment(), unreadable.get()).result();
        }
        ReleaseResult result = release(steps.orElseThrow(), Sop.undo(target, underway));
        List<Ran> all = new ArrayList<>(recovered);
        all.addAll(result.steps());
        return new ReleaseResult(result.outcome(), all, result.progress());
    }

    private List<Step> steps(LiveWorker live, boolean draft) {
        if (live instanceof LiveWorker.Absent) {
            return Procedures.putFirstSecrets(bench, target, underway, secrets);
        }
        return draft
                ? Procedures.putSecretsOfDraft(bench, target, underway, secrets)
                : Procedures.putSecrets(bench, target, underway, secrets);
    }

    private ReleaseResult release(List<Step> steps, List<Step> undo) throws InterruptedException {
        return new Release(steps, undo, underway.journal(), beforeEach)
                .unlessStopped(stop)
                .run(Progress.none());
    }
}
