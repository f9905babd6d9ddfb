package com.pmerit.d4.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReleaseTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void refusesAReleaseWithoutSteps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Release(List.of(), step -> {}))
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

    private ReleaseResult run(Step... steps) throws InterruptedException {
        return new Release(List.of(steps), step -> told.add(step.id())).run();
    }

    private static StepResult failed(boolean safe) {
        return new StepResult.Failed("it broke", List.of(), "the old version is live", "try again", safe);
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

    private interface Answer {
        StepResult to(Progress progress);
    }
}
