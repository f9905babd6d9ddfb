package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.report.Report;
import com.pmerit.d4.report.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build shows of what failed, {@code mvn -q} too: its last line says that it stands above. */
final class QuietBuildTest {
    private static final List<String> SCREEN = List.of("d4:lint shop 1.0.0", "  FAIL  0003_rows.sql:1:1 rows-lost");

    @TempDir
    private Path project;

    private final List<String> lines = new ArrayList<>();

    @Test
    void showsTheGateThatFailedWithWhatMendsItInAQuietBuild() {
        assertThatThrownBy(() -> publish(log(false)))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("what mends it stands above");

        assertThat(lines)
                .containsExactly(
                        "[error]  FAIL clean-tree  2 files are not committed",
                        "[error]                   ?? notes.txt",
                        "[error]                   -> git commit");
    }

    @Test
    void showsEachLineOnceInAnyOtherBuild() {
        assertThatThrownBy(() -> publish(log(true))).isInstanceOf(MojoFailureException.class);

        assertThat(lines)
                .hasSize(6)
                .contains("[info]  ok   tests       142 tests", "[error]  FAIL clean-tree  2 files are not committed")
                .doesNotContain("[info]  FAIL clean-tree  2 files are not committed");
    }

    @Test
    void showsTheScreenOfAGoalThatFailsInAQuietBuild() {
        new Showing(log(false)).tell(SCREEN, true);

        assertThat(lines).containsExactly("[error] " + SCREEN.get(0), "[error] " + SCREEN.get(1));
    }

    @Test
    void showsTheScreenOfAGoalOnceInAnyOtherBuild() {
        new Showing(log(true)).tell(SCREEN, true);

        assertThat(lines).containsExactly("[info] " + SCREEN.get(0), "[info] " + SCREEN.get(1));
    }

    @Test
    void saysNothingInAQuietBuildOfAGoalThatEndsWell() {
        new Showing(log(false)).tell(SCREEN, false);

        assertThat(lines).isEmpty();
    }

    private void publish(Log log) throws Exception {
        Report report = new Report(
                new Subject("d4:check", "shop 1.0.0", Optional.empty(), true, Optional.empty()),
                Instant.EPOCH,
                Duration.ZERO,
                Outcome.GATE_FAILED,
                Optional.of(new ChecklistResult(List.of(
                        new GateResult("tests", "Tests pass", new Verdict.Passed("142 tests"), Duration.ZERO),
                        new GateResult(
                                "clean-tree",
                                "No uncommitted changes",
                                new Verdict.Failed("2 files are not committed", List.of("?? notes.txt"), "git commit"),
                                Duration.ZERO)))),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        StepSummary noSummary = new StepSummary(Map.of(), new HashMap<>(), warning -> {});
        new Publisher(log, project, UnaryOperator.identity(), noSummary)
                .publish(report, report, "what mends it stands above");
    }

    /** Keeps what a log shows, as Maven's does: with {@code -q} errors alone. */
    private Log log(boolean info) {
        return new SystemStreamLog() {
            @Override
            public boolean isInfoEnabled() {
                return info;
            }

            @Override
            public void info(CharSequence content) {
                if (info) {
                    lines.add("[info] " + content);
                }
            }

            @Override
            public void error(CharSequence content) {
                lines.add("[error] " + content);
            }
        };
    }
}
