package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleTest {
    private static final int COLUMNS = 80;

    @Test
    void showsAFailedChecklistWithWhatMendsIt() throws IOException {
        Golden.assertShows("checklist-failed.txt", COLUMNS, lines(Reports.failedChecklist()));
    }

    @Test
    void showsAReleaseThatStopped() throws IOException {
        Golden.assertShows("release-stopped.txt", COLUMNS, lines(Reports.stoppedRelease()));
    }

    @Test
    void showsAPassedChecklist() throws IOException {
        Golden.assertShows("checklist-passed.txt", COLUMNS, lines(Reports.passedChecklist()));
    }

    @Test
    void showsAnOverriddenGateWithItsReasonAndWhatItFound() throws IOException {
        Golden.assertShows("checklist-overridden.txt", COLUMNS, lines(Reports.overriddenChecklist()));
    }

    @Test
    void showsTheReasonOfAnOverrideHoweverManyGatesFail() {
        List<GateResult> gates = new ArrayList<>(Reports.overriddenChecklist().gates());
        for (int i = 0; i < 8; i++) {
            gates.add(Reports.gate(
                    "gate-" + i, "Gate", new Verdict.Failed("w ".repeat(300), List.of("e"), "m ".repeat(300)), 1));
        }

        assertThat(lines(COLUMNS, Reports.withGates(gates)))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(" OVER clean-tree")
                        .contains("overridden: incident 17: only notes"));
    }

    @Test
    void showsAReleaseThatWasTakenBack() throws IOException {
        Golden.assertShows("release-taken-back.txt", COLUMNS, lines(Reports.takenBackRelease()));
    }

    @Test
    void showsAReleaseThatStoppedAtAMigrationAndWhatIsLiveThen() throws IOException {
        Golden.assertShows("release-stopped-at-migration.txt", COLUMNS, lines(Reports.failedMigration()));
    }

    @Test
    void showsAReleaseWhoseChecklistWasShownAlready() throws IOException {
        Golden.assertShows("release-after-checklist.txt", COLUMNS, lines(Reports.releaseAfterItsChecklist()));
    }

    @Test
    void cutsNoCommandThatIsToBeTyped() {
        assertThat(String.join(" ", lines(Reports.release())).replaceAll("\\s+", " "))
                .contains("undo " + Reports.release().undo().orElseThrow());
    }

    @Test
    void showsWhatMendsAFailureWholeAndRatherLeavesOutWhatIsWell() {
        assertThat(String.join(" ", lines(Reports.failedChecklist())).replaceAll("\\s+", " "))
                .contains(
                        "auth.test.ts > rejects a token of another tenant",
                        "?? notes.txt -> git add -A && git commit, or git stash -u");
    }

    @Test
    void keepsALineForEachGateWhereLessEvidenceOfAWarningDoes() {
        List<GateResult> gates = new ArrayList<>(Reports.passedChecklist().gates());
        String line = "new  ENVIRONMENT          var               production, which is a line that has to be wrapped";
        gates.set(
                9,
                Reports.gate(
                        "bindings",
                        "They agree",
                        new Verdict.Warned("w", List.of(line, line, line, line, line), "m ".repeat(90)),
                        1));
        gates.set(4, Reports.gate("ancestry", "It descends", new Verdict.Warned("w", List.of(), "m ".repeat(90)), 1));

        assertThat(lines(Reports.checklist(Outcome.DONE, gates)))
                .hasSizeLessThanOrEqualTo(Console.MOST_LINES)
                .anyMatch(shown -> shown.startsWith(" ok   tests          142 tests in 2 packages"));
    }

    @Test
    void letsEvidenceGiveWayToWhatMendsAWarningInThreeSteps() {
        String remedy = "1. take AUTH_SALT out of the vars in products/router/wrangler.toml and in the POM; 2. mvn"
                + " d4:put-secret -Dd4.environment=production -Dd4.secrets=AUTH_SALT -Dd4.fromEnvironment; 3. mvn deploy"
                + " -Pproduction";
        String line = "new  ENVIRONMENT          var               production, which is a line that has to be wrapped";
        List<GateResult> gates = new ArrayList<>(Reports.passedChecklist().gates());
        gates.set(
                9,
                Reports.gate(
                        "bindings", "They agree", new Verdict.Warned("w", Collections.nCopies(5, line), remedy), 1));

        List<String> shown = lines(100, Reports.checklist(Outcome.DONE, gates));

        assertThat(String.join(" ", shown).replaceAll("\\s+", " "))
                .contains("-Dd4.fromEnvironment -Dd4.sandbox; 3. mvn deploy -Pproduction -Dd4.sandbox");
        assertThat(shown).anyMatch(each -> each.startsWith(" ok   tests          142 tests in 2 packages"));
    }

    @Test
    void showsARollbackThatSomebodyAskedFor() throws IOException {
        Golden.assertShows("rollback.txt", COLUMNS, lines(Reports.rollback()));
    }

    @Test
    void showsARelease() throws IOException {
        Golden.assertShows("release.txt", COLUMNS, lines(Reports.release()));
    }

    @ParameterizedTest
    @CsvSource({"1, 40", "1, 80", "8, 80", "12, 100", "40, 80", "200, 60"})
    void staysWithinTwentyFiveLinesAndTheColumns(int failures, int columns) {
        List<GateResult> gates = new ArrayList<>();
        for (int i = 0; i < failures; i++) {
            Verdict verdict = new Verdict.Failed(
                    "wrong ".repeat(200), List.of("evidence ".repeat(60), "b", "c", "d", "e"), "mend ".repeat(100));
            gates.add(Reports.gate("gate-with-a-long-name-" + i, "Gate", verdict, 65_000));
        }

        List<String> lines = lines(columns, Reports.withGates(gates));

        assertThat(lines)
                .hasSizeLessThanOrEqualTo(Console.MOST_LINES)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("GATE_FAILED after 8.5 s: " + failures + " of "));
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith(" FAIL gate-with"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("-> mend"));
    }

    @Test
    void namesEveryGateEvenWhenAllEightFailWithLongWords() {
        List<GateResult> gates = new ArrayList<>();
        for (String id :
                List.of("tests", "types", "clean-tree", "staging-first", "migrations", "tag", "bindings", "x")) {
            gates.add(Reports.gate(id, id, new Verdict.Failed("w ".repeat(300), List.of("e"), "m ".repeat(300)), 1));
        }

        assertThat(lines(COLUMNS, Reports.withGates(gates)))
                .filteredOn(line -> line.startsWith(" FAIL "))
                .hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J\u001b[1;1Hall is well",
                "x\r\nBUILD SUCCESS",
                "x\n::set-output name=a::b",
                "##[command]rm -rf",
                "##vso[task.complete result=Succeeded]",
                "\u009b31mred",
                "\u202eabc\u2066",
                "\u0000\ud800x",
            })
    void makesHostileTextInert(String hostile) {
        Verdict verdict = new Verdict.Failed(hostile, List.of(hostile), hostile);

        List<String> lines = lines(COLUMNS, Reports.withGates(List.of(Reports.gate(hostile, hostile, verdict, 1))));

        assertThat(lines).allSatisfy(line -> {
            assertThat(line.codePoints()).allMatch(codePoint -> codePoint >= ' ' && codePoint < 0x7f);
            assertThat(line.strip()).doesNotStartWith("::").doesNotContain("##");
        });
    }

    @Test
    void lineOfDetailCannotStartACommandOfTheCiServer() {
        Verdict verdict = new Verdict.Failed("x", List.of("::error::x"), "y");

        assertThat(lines(COLUMNS, Reports.withGates(List.of(Reports.gate("a", "a", verdict, 1)))))
                .anySatisfy(line -> assertThat(line.strip()).isEqualTo(": :error::x"));
    }

    @Test
    void masksBeforeItWraps() {
        String secret = "correct horse battery staple ".repeat(4).strip();
        Verdict verdict = new Verdict.Failed("the key is " + secret, List.of(secret), "hide " + secret);

        List<String> lines = texts(new Console(40, text -> text.replace(secret, "***"))
                .lines(Reports.withGates(List.of(Reports.gate("a", "a", verdict, 1)))));

        assertThat(lines).noneMatch(line -> line.contains("horse")).anyMatch(line -> line.contains("***"));
    }

    @Test
    void marksTheLinesOfWhatFailedWithItsEvidenceAndWhatMendsIt() {
        List<Console.Line> lines = new Console(100, UnaryOperator.identity()).lines(Reports.failedChecklist());

        assertThat(lines)
                .filteredOn(Console.Line::failed)
                .extracting(line -> line.text().strip())
                .contains(
                        "FAIL clean-tree     1 changed and 1 untracked files in the repository",
                        "?? notes.txt",
                        "-> git add -A && git commit, or git stash -u")
                .noneMatch(line -> line.startsWith("ok") || line.startsWith("warn") || line.startsWith("next"));
        assertThat(lines)
                .filteredOn(line -> !line.failed())
                .noneMatch(line -> line.text().startsWith(" FAIL"));
        assertThat(new Console(100, UnaryOperator.identity()).lines(Reports.release()))
                .noneMatch(Console.Line::failed);
    }

    private static List<String> lines(Report report) {
        return lines(COLUMNS, report);
    }

    private static List<String> lines(int columns, Report report) {
        return texts(new Console(columns, UnaryOperator.identity()).lines(report));
    }

    private static List<String> texts(List<Console.Line> lines) {
        return lines.stream().map(Console.Line::text).toList();
    }
}
