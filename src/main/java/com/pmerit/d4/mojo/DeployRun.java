package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.release.Heartbeat;
import com.pmerit.d4.release.LedgerEntry;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.Plan;
import com.pmerit.d4.release.PlanFile;
import com.pmerit.d4.release.Planning;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Recovery;
import com.pmerit.d4.release.Release;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.worker.LiveWorkers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.maven.plugin.MojoFailureException;

/**
 * One run of d4:deploy without Maven: what an earlier run left open, the checklist, the plan, the release. Nothing is
 * remembered from one run to the next but what stands in the account.
 */
final class DeployRun {
    private final Workbench bench;
    private final Target target;
    private final Wishes wishes;
    private final Consumer<Step> beforeEach;
    private final Underway underway;
    private final List<Ran> recovered = new ArrayList<>();

    /**
     * What the person at the terminal asks for.
     *
     * @param recover what to do with a run that was left open
     * @param plan the plan that is to be applied and no other
     * @param stop speaks against every write once the build is being stopped
     * @param lockWait how long another run's lock is waited for
     * @param command what is typed to release here
     * @param mask hides secrets
     * @param tell gets a line for the terminal
     */
    record Wishes(
            Recovery.Wish recover,
            Optional<PlanFile> plan,
            WriteGuard stop,
            Duration lockWait,
            String command,
            UnaryOperator<String> mask,
            Consumer<String> tell) {}

    /**
     * How the run ended.
     *
     * @param checklist empty when it was not reached
     * @param release empty when a gate failed
     */
    record Ended(Optional<ChecklistResult> checklist, Optional<ReleaseResult> release) {
        static Ended before(ReleaseResult release) {
            return new Ended(Optional.empty(), Optional.of(release));
        }
    }

    /** Gives the result of the checklist. */
    @FunctionalInterface
    interface Checks {
        ChecklistResult look() throws InterruptedException, MojoFailureException;
    }

    DeployRun(Workbench bench, Target target, Wishes wishes, Consumer<Step> beforeEach) throws InterruptedException {
        this.bench = bench;
        this.target = target;
        this.wishes = wishes;
        this.beforeEach = beforeEach;
        this.underway = target.underway(bench, wishes.stop(), wishes.lockWait(), wishes.tell());
    }

    /**
     * Runs.
     *
     * @param checks the checklist, or what it gave earlier in this very build
     * @throws InterruptedException when the build is stopped; the same command can be run again
     * @throws MojoFailureException when an override names no gate
     */
    Ended run(Checks checks) throws InterruptedException, MojoFailureException {
        ApiResult<Optional<LedgerEntry>> open = underway.openRun();
        if (open.failure().isPresent()) {
            return Ended.before(
                    Obstacle.unreadable(target.environment(), open.failure().get())
                            .result());
        }
        if (open.orElseThrow().orElse(null) instanceof LedgerEntry.Unreadable row) {
            return Ended.before(Obstacle.unreadable(target.environment(), row).result());
        }
        Optional<Run> left = open.orElseThrow().map(entry -> ((LedgerEntry.Known) entry).run());
        Optional<ReleaseResult> recovery =
                recover(Recovery.decide(left, bench.commit(), wishes.recover(), wishes.command()));
        return recovery.isPresent() ? Ended.before(recovery.get()) : checked(checks.look(), left);
    }

    /** What an earlier run left open is brought to an end first; gives a result when that is all this run may do. */
    private Optional<ReleaseResult> recover(Recovery recovery) throws InterruptedException {
        if (recovery instanceof Recovery.Refused refused) {
            return Optional.of(new Obstacle(refused.why()).result());
        }
        if (recovery instanceof Recovery.Finish finish) {
            return Optional.of(release(finish.open(), Recoveries.finish(target, underway.about(finish.open()))));
        }
        if (recovery instanceof Recovery.TakeBack takeBack) {
            return takenBack(takeBack);
        }
        if (recovery instanceof Recovery.EndMigrations end) {
            ReleaseResult ended = release(end.open(), Recoveries.endMigrations(target, underway.about(end.open())));
            return end.wished() ? Optional.of(ended) : asked(ended);
        }
        if (recovery instanceof Recovery.AskUsersFirst ask) {
            return asked(release(ask.open(), Recoveries.askUsers(target, underway.about(ask.open()))));
        }
        return Optional.empty();
    }

    private Optional<ReleaseResult> takenBack(Recovery.TakeBack takeBack) throws InterruptedException {
        Run open = takeBack.open().in(Phase.UNDOING);
        ReleaseResult back = new Release(
                        Recoveries.takeBack(target, underway.about(open)), List.of(), underway.journal(), beforeEach)
                .unlessStopped(wishes.stop())
                .run(Progress.none());
        boolean done = back.outcome() == Outcome.DONE || back.outcome() == Outcome.NOOP;
        if (!done || takeBack.wished()) {
            return Optional.of(back);
        }
        recovered.addAll(back.steps());
        return Optional.empty();
    }

    private Optional<ReleaseResult> asked(ReleaseResult answer) {
        recovered.addAll(answer.steps());
        return answer.outcome() == Outcome.DONE || answer.outcome() == Outcome.NOOP
                ? Optional.empty()
                : Optional.of(answer);
    }

    private Ended checked(ChecklistResult checklist, Optional<Run> left) throws InterruptedException {
        if (!checklist.passed()) {
            return new Ended(Optional.of(checklist), Optional.empty());
        }
        Target fresh = target.afresh();
        Planning planning = new Plans(bench, fresh, wishes.mask()).make();
        ChecklistResult gated = Plans.gated(checklist, planning, given(left));
        if (!gated.passed()) {
            return new Ended(Optional.of(gated), Optional.empty());
        }
        Plan plan = ((Planning.Made) planning).plan();
        boolean idle = plan.idle() && left.isEmpty();
        Underway planned = underway.planned(draft(plan, checklist), () -> idle);
        ReleaseResult release = new Release(
                        Sop.release(bench, target, planned, judged(fresh)),
                        Sop.undo(target, planned),
                        planned.journal(),
                        beforeEach)
                .unlessStopped(wishes.stop())
                .run(Progress.none());
        return new Ended(Optional.of(checklist), Optional.of(withRecovery(release)));
    }

    /** A run that has just moved traffic to recover an earlier one is held to what it found afterwards. */
    private LiveWorkers judged(Target fresh) {
        return recovered.isEmpty() ? target.judged() : fresh.live();
    }

    /** The plan to hold the world against; none once an earlier run has begun to apply it, for the world has moved by that. */
    private Optional<PlanFile> given(Optional<Run> left) {
        return wishes.plan()
                .filter(file -> left.isEmpty()
                        || !(file.read() instanceof PlanFile.Reading.Read read
                                && read.plan().hash().equals(left.get().planHash())));
    }

    private ReleaseResult release(Run open, List<Step> steps) throws InterruptedException {
        return new Release(steps, Sop.undo(target, underway.about(open)), underway.journal(), beforeEach)
                .unlessStopped(wishes.stop())
                .run(Progress.none());
    }

    /** Keeps the lock while nothing is written for long. */
    Optional<Heartbeat> heartbeat() {
        return underway.heartbeat();
    }

    private ReleaseResult withRecovery(ReleaseResult release) {
        List<Ran> all = new ArrayList<>(recovered);
        all.addAll(release.steps());
        return new ReleaseResult(release.outcome(), all, release.progress());
    }

    private Run draft(Plan plan, ChecklistResult checklist) {
        Run draft = underway.draft();
        return draft.planned(plan.code(), plan.hash(), checklist.overrides());
    }
}
