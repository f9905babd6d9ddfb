package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.report.Report;
import com.pmerit.d4.report.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a release shows on a console that has shown its checklist already. */
final class ShownReportTest {
    private static final Verdict PASSED = new Verdict.Passed("142 tests");
    private static final Verdict OVERRIDDEN =
            new Verdict.Overridden("incident 17", new Verdict.Failed("2 files are not committed", "git commit"));

    @Test
    void showsTheOverriddenGatesOnceMoreAndNoOther() {
        Report shown = GoalRun.withoutChecklist(report(PASSED, OVERRIDDEN));

        assertThat(shown.checklist().orElseThrow().results())
                .extracting(GateResult::verdict)
                .containsExactly(OVERRIDDEN);
    }

    @Test
    void showsNoChecklistWhenNothingWasOverridden() {
        assertThat(GoalRun.withoutChecklist(report(PASSED, PASSED)).checklist()).isEmpty();
    }

    private static Report report(Verdict tests, Verdict tree) {
        ChecklistResult checklist = new ChecklistResult(List.of(
                new GateResult("tests", "Tests pass", tests, Duration.ZERO),
                new GateResult("clean-tree", "No uncommitted changes", tree, Duration.ZERO)));
        return new Report(
                new Subject("d4:deploy", "shop 1.0.0", Optional.of("staging"), true, Optional.empty()),
                Instant.EPOCH,
                Duration.ZERO,
                Outcome.DONE,
                Optional.of(checklist),
                List.of(new Ran("upload", "Upload", new StepResult.Done("version 1", Progress.none()), Duration.ZERO)),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
