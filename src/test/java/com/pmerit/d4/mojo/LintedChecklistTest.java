package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.database.lint.LintGate;
import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.report.LintReport;
import com.pmerit.d4.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gate of the checklist finds in migration files, for code hosts. */
final class LintedChecklistTest {
    @TempDir
    private Path project;

    private Contract contract;

    @BeforeEach
    void readShop() throws IOException {
        contract = ShopProject.in(project, "");
    }

    @Test
    void writesWhatTheGateFoundAsTheGoalDoes() throws Exception {
        Files.writeString(project.resolve("migrations/0003_rows.sql"), "INSERT INTO nowhere VALUES (1);");

        Throwable failure = catchThrowable(this::check);

        assertThat(failure).isInstanceOf(MojoFailureException.class);
        assertThat(project.resolve("target/d4/lint.sarif"))
                .content()
                .contains("\"fails-from-empty\"", "\"migrations/0003_rows.sql\"", "\"version\" : \"1.4.0\"");
        assertThat(project.resolve("target/d4/lint.json")).content().contains("\"goal\" : \"d4:check\"");
        assertThat(project.resolve("target/d4/result.json")).content().contains("\"id\" : \"lint\"");
    }

    @Test
    void replacesTheFindingsOfAnEarlierLookWhenNothingIsFoundAnyMore() throws Exception {
        Path wrong = Files.writeString(project.resolve("migrations/0003_rows.sql"), "INSERT INTO nowhere VALUES (1);");
        assertThat(catchThrowable(this::check)).isInstanceOf(MojoFailureException.class);
        Files.delete(wrong);

        check();

        assertThat(project.resolve("target/d4/lint.sarif")).content().doesNotContain("0003_rows.sql");
    }

    @Test
    void findsNothingWhereNoGateLooked() throws Exception {
        assertThat(goal().linted("1.4.0")).isEmpty();
    }

    private void check() throws Exception {
        GoalRun goal = goal();
        ChecklistResult result = goal.check(List.of(new LintGate(goal.bench().linter(), true, false)));
        Report report = goal.checked(result, List.of());
        Optional<LintReport> found = goal.linted("1.4.0");
        StepSummary noSummary = new StepSummary(Map.of(), new HashMap<>(), warning -> {});
        new Publisher(new SystemStreamLog(), project, UnaryOperator.identity(), noSummary)
                .with(found)
                .publish(report, report, GoalRun.failure(result));
    }

    private GoalRun goal() {
        Workbench bench = new Workbench(contract, ShopAccount.knobs(), Map.of("PATH", System.getenv("PATH")), Set.of());
        return new GoalRun("d4:check", bench, Optional.empty(), true);
    }
}
