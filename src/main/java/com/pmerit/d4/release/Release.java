package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the steps of a release one after the other and stops at the first that falls short. What users may have met by then,
 * or what was staged for them, is taken back by a second list of steps, each of which does nothing where nothing is to undo.
 */
public final class Release {
    private final List<Step> steps;
    private final List<Step> undo;
    private final Journal journal;
    private final Consumer<Step> beforeEach;
    private final WriteGuard stop;

    private final List<Ran> ran = new ArrayList<>();
    private Progress progress = Progress.none();

    /**
     * Takes the steps in release order, for one run.
     *
     * @param undo what takes the release back, in order; pointers only, never data
     * @param journal where the run writes down how far it is
     * @param beforeEach told of each step before it runs, for progress on a terminal
     * @throws IllegalArgumentException when there is no step: a release of nothing would be reported as done
     */
    public Release(List<Step> steps, List<Step> undo, Journal journal, Consumer<Step> beforeEach) {
        this(steps, undo, journal, beforeEach, Optional::empty);
    }

    private Release(List<Step> steps, List<Step> undo, Journal journal, Consumer<Step> beforeEach, WriteGuard stop) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a release without steps releases nothing");
        }
        this.steps = List.copyOf(steps);
        this.undo = List.copyOf(undo);
        this.journal = journal;
        this.beforeEach = beforeEach;
        this.stop = stop;
    }

    /**
     * The same, which takes nothing back once this objects: an undo that can write nothing is left to the next run, which
     * sees for itself whether there is anything to take back.
     */
    public Release unlessStopped(WriteGuard build) {
        return new Release(steps, undo, journal, beforeEach, build);
    }

    /**
     * Runs the release.
     *
     * @param start what is known before the first step, such as what a killed run had reached
     * @throws InterruptedException when the build is stopped; the same release can be run again
     */
    public ReleaseResult run(Progress start) throws InterruptedException {
        progress = start;
        for (Step step : steps) {
            Optional<StepResult.Failed> failed = take(step);
            if (failed.isPresent()) {
                return stopped(failed.get());
            }
        }
        boolean changed = ran.stream().anyMatch(each -> each.result() instanceof StepResult.Done);
        return result(changed ? Outcome.DONE : Outcome.NOOP);
    }

    private ReleaseResult stopped(StepResult.Failed failed) throws InterruptedException {
        if (failed.aftermath() == Aftermath.HUMAN) {
            return leftToAHuman();
        }
        if (failed.aftermath() == Aftermath.OVER) {
            return ended(Outcome.NEEDS_HUMAN, failed.summary());
        }
        if (stop.objection().isPresent() && (failed.aftermath() == Aftermath.TAKE_BACK || progress.staged())) {
            return left(progress.serving() ? Outcome.NEEDS_HUMAN : Outcome.ABORTED_SAFE);
        }
        if (failed.aftermath() == Aftermath.TAKE_BACK) {
            return takenBack(Outcome.ROLLED_BACK, failed.summary());
        }
        return progress.staged()
                ? takenBack(Outcome.ABORTED_SAFE, failed.summary())
                : ended(Outcome.ABORTED_SAFE, failed.summary());
    }

    /** The anchor matters more than the note about it: an undo that cannot be written down is made all the same. */
    private ReleaseResult takenBack(Outcome outcome, String why) throws InterruptedException {
        Optional<StepResult.Failed> unwritten = journal.enter(Phase.UNDOING, progress);
        unwritten.ifPresent(failed -> note("journal", "Write down that it is taken back", failed));
        for (Step step : undo) {
            Optional<StepResult.Failed> failed = take(step);
            if (failed.isPresent()) {
                return failed.get().aftermath() == Aftermath.OVER
                        ? ended(Outcome.NEEDS_HUMAN, failed.get().summary())
                        : leftToAHuman();
            }
        }
        return ended(outcome, why);
    }

    private ReleaseResult leftToAHuman() {
        return left(Outcome.NEEDS_HUMAN);
    }

    /** The record stays open: the next run goes on with it. */
    private ReleaseResult left(Outcome outcome) {
        journal.leave(progress).ifPresent(failed -> note("unlock", "Give the lock back", failed));
        return result(outcome);
    }

    private ReleaseResult ended(Outcome outcome, String why) {
        journal.end(outcome, why, progress).ifPresent(failed -> note("record", "Close the record", failed));
        return result(outcome);
    }

    private Optional<StepResult.Failed> take(Step step) throws InterruptedException {
        beforeEach.accept(step);
        long start = System.nanoTime();
        StepResult result = tried(step);
        ran.add(new Ran(step.id(), step.title(), result, Duration.ofNanos(System.nanoTime() - start)));
        if (result instanceof StepResult.Failed failed) {
            return Optional.of(failed);
        }
        if (result instanceof StepResult.Done done) {
            progress = done.progress();
        } else if (result instanceof StepResult.AlreadyDone already) {
            progress = already.progress();
        }
        return Optional.empty();
    }

    private StepResult tried(Step step) throws InterruptedException {
        Optional<Phase> phase = step.phase();
        if (phase.isPresent()) {
            Optional<StepResult.Failed> unwritten = journal.enter(phase.get(), progress);
            if (unwritten.isPresent()) {
                return unwritten.get();
            }
        }
        return step.run(progress);
    }

    private void note(String id, String title, StepResult.Failed failed) {
        ran.add(new Ran(id, title, failed, Duration.ZERO));
    }

    private ReleaseResult result(Outcome outcome) {
        return new ReleaseResult(outcome, ran, progress);
    }
}
