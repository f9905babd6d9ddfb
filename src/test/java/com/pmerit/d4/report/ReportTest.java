package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReportTest {

    @ParameterizedTest
    @EnumSource(names = {"DONE", "NOOP"})
    void cannotEndWellWithAFailedGate(Outcome outcome) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reports.checklist(
                        outcome,
                        List.of(Reports.gate("tests", "Tests", new Verdict.Failed("none ran", "write one"), 1))))
                .withMessageContaining("the checklist did not pass");
    }

    @Test
    void cannotEndWellWhenNoGateLooked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reports.checklist(
                        Outcome.DONE,
                        List.of(Reports.gate("tests", "Tests", new Verdict.Skipped("no environment"), 1))));
    }

    @Test
    void cannotEndWellWithAFailedStepOrSmokeTestOrWithNothing() {
        Report stopped = Reports.stoppedRelease();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> done(stopped, true, false))
                .withMessageContaining("a step failed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> done(stopped, false, true))
                .withMessageContaining("a smoke test failed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> done(stopped, false, false))
                .withMessageContaining("nothing ran");
    }

    @Test
    void cannotFailAtAGateWithoutAGateThatFailed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reports.checklist(
                        Outcome.GATE_FAILED, List.of(Reports.gate("tests", "Tests", new Verdict.Passed("3 tests"), 1))))
                .withMessageContaining("no gate failed");
    }

    @Test
    void knowsWhetherTheBuildMayGoOn() {
        assertThat(Reports.release().succeeded()).isTrue();
        assertThat(Reports.stoppedRelease().succeeded()).isFalse();
        assertThat(Reports.failedChecklist().succeeded()).isFalse();
    }

    private static Report done(Report stopped, boolean steps, boolean smokes) {
        return new Report(
                stopped.subject(),
                Instant.EPOCH,
                Duration.ZERO,
                Outcome.DONE,
                Optional.empty(),
                steps ? stopped.steps() : List.of(),
                smokes ? stopped.smokes() : List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
