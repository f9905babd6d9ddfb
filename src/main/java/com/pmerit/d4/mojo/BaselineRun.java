package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.database.baseline.Assessment;
import com.pmerit.d4.database.baseline.ProvenFilesStep;
import com.pmerit.d4.release.Journal;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Release;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One run of d4:baseline without Maven. It looks first; where something is to be recorded and that is asked for, it takes the
 * lock, proves everything anew and records. A killed run leaves all of it or nothing, so that the same command finishes it or
 * finds nothing to do.
 */
final class BaselineRun {
    private final Target target;
    private final Underway underway;
    private final Order order;
    private final ProvenFilesStep.Order files;
    private final Consumer<Step> beforeEach;

    /**
     * What is asked for.
     *
     * @param database whose files are proven
     * @param attested the names of files that somebody vouches for
     * @param apply whether to record, instead of only looking
     */
    record Order(Database database, Set<String> attested, boolean apply) {}

    /**
     * How it ended.
     *
     * @param found what is known of the files; empty when it did not come so far
     * @param recorded how many files were recorded by this run
     * @param failure why it fell short
     */
    record Ended(Optional<Assessment> found, int recorded, Optional<StepResult.Failed> failure) {}

    BaselineRun(
            Workbench bench,
            Target target,
            Order order,
            WriteGuard stop,
            Duration lockWait,
            Consumer<String> tell,
            Consumer<Step> beforeEach)
            throws InterruptedException {
        this.target = target;
        this.order = order;
        Underway any = target.underway(bench, stop, lockWait, tell);
        this.underway = any.planned(any.draft().planned(Run.BASELINE, "", List.of()), () -> false);
        this.files = new ProvenFilesStep.Order(order.database(), order.attested(), bench.author());
        this.beforeEach = beforeEach;
    }

    /**
     * Runs.
     *
     * @throws InterruptedException when the build is stopped
     */
    Ended run() throws InterruptedException {
        ProvenFilesStep look = new ProvenFilesStep(target.account(), files, Optional.empty(), target.waiting());
        ReleaseResult looked = new Release(List.of(look), List.of(), Journal.NONE, beforeEach).run(Progress.none());
        boolean nothing =
                look.assessment().filter(found -> !found.recorded().isEmpty()).isEmpty();
        if (!order.apply() || nothing || failure(looked).isPresent()) {
            return new Ended(look.assessment(), 0, failure(looked));
        }
        ProvenFilesStep work = new ProvenFilesStep(underway.account(), files, underway.books(), target.waiting());
        ReleaseResult result = new LockedWork(target, underway).run(work, beforeEach);
        int recorded = result.steps().stream()
                .filter(step -> step.id().equals(work.id()))
                .map(ReleaseResult.Ran::result)
                .filter(StepResult.Done.class::isInstance)
                .mapToInt(step -> ((StepResult.Done) step).details().size())
                .sum();
        return new Ended(work.assessment().or(look::assessment), recorded, failure(result));
    }

    private static Optional<StepResult.Failed> failure(ReleaseResult result) {
        return result.steps().stream()
                .map(ReleaseResult.Ran::result)
                .filter(StepResult.Failed.class::isInstance)
                .map(StepResult.Failed.class::cast)
                .findFirst();
    }
}
