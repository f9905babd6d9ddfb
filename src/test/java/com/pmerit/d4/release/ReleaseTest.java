package com.pmerit.d4.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReleaseTest {
    private final List<String> told = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final List<Step> undo = new ArrayList<>();
    private final Set<Phase> unwritable = EnumSet.noneOf(Phase.class);
    private final Journal journal = new Written();

    @Test
    void refusesAReleaseWithoutSteps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Release(List.of(), List.of(), Journal.NONE, step -> {}))
                .withMessageContaining("releases nothing");
    }

    @Test
    void stopsAtTheFirstStepThatFallsShort() throws InterruptedException {
        ReleaseResult result = run(
                new Fixed("migrate", progress -> new StepResult.Done("1 file", progress)),
                new Fixed("upload", progress -> failed(true)),
                new Fixed("deploy", progress -> new StepResult.Done("live", progress)));

        assertThat(told).containsExactly("migrate", "upload");
        assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
        assertThat(result.steps()).extracting(ReleaseResult.Ran::id).containsExactly("migrate", "upload");
    }

    @Test
    void callsForAPersonWhenAStepFailsAfterTrafficMoved() throws InterruptedException {
        ReleaseResult result = run(new Fixed("smoke", progress -> failed(false)));

        assertThat(result.outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
    }

    @Test
    void handsWhatAStepFoundToTheNext() throws InterruptedException {
        List<Progress> seen = new ArrayList<>();

        run(
                new Fixed("upload", progress -> new StepResult.Done("new", progress.withVersion("v2"))),
                new Fixed("deploy", progress -> {
                    seen.add(progress);
                    return new StepResult.Done("live", progress.nowServing());
                }));

        assertThat(seen)
                .singleElement()
                .satisfies(progress -> assertThat(progress.version()).contains("v2"));
    }

    @Test
    void saysThatNothingWasDoneWhenEverythingStoodAlready() throws InterruptedException {
        ReleaseResult result = run(
                new Fixed("upload", progress -> new StepResult.AlreadyDone("stands", progress.withVersion("v1"))),
                new Fixed("tag", progress -> new StepResult.NotNeeded("no tag asked for")));

        assertThat(result.outcome()).isEqualTo(Outcome.NOOP);
        assertThat(result.progress().version()).contains("v1");
    }

    @Test
    void takesNothingBackWhileTheBuildIsBeingStopped() throws InterruptedException {
        undo.add(new Fixed("anchor-back", progress -> new StepResult.Done("v1 is live", progress.takenBack())));
        List<Step> steps = List.of(serving(), new Fixed("triggers", progress -> failed(Aftermath.TAKE_BACK)));

        ReleaseResult result = new Release(steps, undo, journal, step -> told.add(step.id()))
                .unlessStopped(() -> Optional.of("the build is being stopped"))
                .run(Progress.none());

        assertThat(result.outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
        assertThat(told).containsExactly("deploy", "triggers");
        assertThat(written).noneMatch(line -> line.contains(Phase.UNDOING.name()));
    }

    @Test
    void takesBackWhatUsersMayHaveMetAndDidNotPass() throws InterruptedException {
        undo.add(new Fixed("anchor-back", progress -> new StepResult.Done("v1 is live", progress.takenBack())));

        ReleaseResult result = run(serving(), new Fixed("smoke", progress -> failed(Aftermath.TAKE_BACK)));

        assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(told).containsExactly("deploy", "smoke", "anchor-back");
        assertThat(written).containsExactly("enter UNDOING", "end ROLLED_BACK: it broke");
        assertThat(result.progress().serving()).isFalse();
    }

    @Test
    void putsAwayWhatWasOnlyStagedAndCallsThatSafe() throws InterruptedException {
        undo.add(new Fixed("anchor-back", progress -> new StepResult.Done("v1 alone", progress.takenBack())));

        ReleaseResult result = run(
                new Fixed("stage", progress -> new StepResult.Done("0 %", progress.nowStaged())),
                new Fixed("smoke-new", progress -> failed(Aftermath.NOTHING)));

        assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
        assertThat(told).containsExactly("stage", "smoke-new", "anchor-back");
        assertThat(written).containsExactly("enter UNDOING", "end ABORTED_SAFE: it broke");
    }

    @Test
    void undoesNothingBeforeAnythingWasStaged() throws InterruptedException {
        undo.add(new Fixed("anchor-back", progress -> new StepResult.Done("v1 alone", progress)));

        ReleaseResult result = run(new Fixed("migrate", progress -> failed(Aftermath.NOTHING)));

        assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
        assertThat(told).containsExactly("migrate");
        assertThat(written).containsExactly("end ABORTED_SAFE: it broke");
    }

    @Test
    void touchesNothingWhenAPersonMustLookAndLeavesTheRecordOpen() throws InterruptedException {
        undo.add(new Fixed("anchor-back", progress -> new StepResult.Done("v1 alone", progress)));

        ReleaseResult result = run(serving(), new Fixed("smoke", progress -> failed(Aftermath.HUMAN)));

        assertThat(result.outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
        assertThat(told).containsExactly("deploy", "smoke");
        assertThat(written).containsExactly("leave");
    }

    @Test
    void endsTheRunWithoutAnUndoWhenSomebodyElseIsLive() throws InterruptedException {
        undo.add(new Fixed("anchor-back", progress -> new StepResult.Done("v1 alone", progress)));

        ReleaseResult result = run(serving(), new Fixed("smoke", progress -> failed(Aftermath.OVER)));

        assertThat(result.outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
        assertThat(told).containsExactly("deploy", "smoke");
        assertThat(written).containsExactly("end NEEDS_HUMAN: it broke");
    }

    @Test
    void endsTheRunWhenTheUndoMeetsWhatSomebodyElseDeployed() throws InterruptedException {
        undo.add(new Fixed("anchor-back", progress -> failed(Aftermath.OVER)));

        ReleaseResult result = run(serving(), new Fixed("smoke", progress -> failed(Aftermath.TAKE_BACK)));

        assertThat(result.outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
        assertThat(written).containsExactly("enter UNDOING", "end NEEDS_HUMAN: it broke");
    }

    @Test
    void callsForAPersonWhenTheUndoFails() throws InterruptedException {
        undo.add(new Fixed("anchor-back", progress -> failed(Aftermath.HUMAN)));

        ReleaseResult result = run(serving(), new Fixed("smoke", progress -> failed(Aftermath.TAKE_BACK)));

        assertThat(result.outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
        assertThat(written).containsExactly("enter UNDOING", "leave");
    }

    @Test
    void writesThePhaseDownBeforeItsStepAndDoesNotBeginWhatCannotBeWritten() throws InterruptedException {
        unwritable.add(Phase.SHIFTING);

        ReleaseResult result = run(new Shift(told));

        assertThat(told).as("asked to begin, and not run").containsExactly("deploy");
        assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
        assertThat(result.steps())
                .singleElement()
                .satisfies(ran -> assertThat(ran.result().summary()).isEqualTo("SHIFTING cannot be written"));
    }

    @Test
    void takesBackEvenWhenThatCannotBeWrittenDown() throws InterruptedException {
        unwritable.add(Phase.UNDOING);
        undo.add(new Fixed("anchor-back", progress -> new StepResult.Done("v1 is live", progress.takenBack())));

        ReleaseResult result = run(serving(), new Fixed("smoke", progress -> failed(Aftermath.TAKE_BACK)));

        assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(result.steps())
                .extracting(ReleaseResult.Ran::id)
                .containsExactly("deploy", "smoke", "journal", "anchor-back");
    }

    @Test
    void goesOnFromWhatAKilledRunHadReached() throws InterruptedException {
        undo.add(new Fixed("anchor-back", progress -> new StepResult.Done("v1 is live", progress.takenBack())));
        Progress reached = Progress.none().withVersion("v2").nowServing();

        ReleaseResult result = new Release(
                        List.of(new Fixed("smoke", progress -> failed(Aftermath.TAKE_BACK))),
                        undo,
                        journal,
                        step -> told.add(step.id()))
                .run(reached);

        assertThat(result.progress().version()).contains("v2");
        assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    }

    private static Step serving() {
        return new Fixed("deploy", progress -> new StepResult.Done("live", progress.nowServing()));
    }

    private ReleaseResult run(Step... steps) throws InterruptedException {
        return new Release(List.of(steps), undo, journal, step -> told.add(step.id())).run(Progress.none());
    }

    private static StepResult failed(boolean safe) {
        return failed(safe ? Aftermath.NOTHING : Aftermath.HUMAN);
    }

    private static StepResult failed(Aftermath aftermath) {
        return new StepResult.Failed("it broke", List.of(), "the old version is live", "try again", aftermath);
    }

    private record Fixed(String id, Answer answer) implements Step {
        @Override
        public String title() {
            return "Do " + id;
        }

        @Override
        public StepResult run(Progress progress) {
            return answer.to(progress);
        }
    }

    private record Shift(List<String> told) implements Step {
        @Override
        public String id() {
            return "deploy";
        }

        @Override
        public String title() {
            return "Shift";
        }

        @Override
        public Optional<Phase> phase() {
            return Optional.of(Phase.SHIFTING);
        }

        @Override
        public StepResult run(Progress progress) {
            told.add("shifted");
            return new StepResult.Done("live", progress.nowServing());
        }
    }

    private interface Answer {
        StepResult to(Progress progress);
    }

    private final class Written implements Journal {
        @Override
        public Optional<StepResult.Failed> enter(Phase phase, Progress progress) {
            written.add("enter " + phase);
            return unwritable.contains(phase)
                    ? Optional.of(new StepResult.Failed(
                            phase + " cannot be written", List.of(), "the old version is live", "try again", true))
                    : Optional.empty();
        }

        @Override
        public Optional<StepResult.Failed> end(Outcome outcome, String note, Progress progress) {
            written.add("end " + outcome + ": " + note);
            return Optional.empty();
        }

        @Override
        public Optional<StepResult.Failed> leave(Progress progress) {
            written.add("leave");
            return Optional.empty();
        }
    }
}
