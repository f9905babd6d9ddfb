package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.release.Change;
import com.pmerit.d4.release.Outlook;
import com.pmerit.d4.release.Outlook.Obstacle;
import com.pmerit.d4.release.Plan;
import com.pmerit.d4.release.Plans;
import com.pmerit.d4.release.RollbackReadiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanTableTest {
    private static final int COLUMNS = 100;
    private static final Subject SUBJECT =
            new Subject("d4:plan", "shop 1.2.0", Optional.of("staging"), false, Optional.of(Plans.COMMIT));

    @Test
    void showsWhatChangesWhatStaysAndWhatToWeigh() {
        Outlook outlook = new Outlook(
                Plans.release(),
                RollbackReadiness.no("nothing is live yet"),
                List.of(new Obstacle(
                        "clean-tree", "2 files are not committed", List.of(), Optional.of("commit them"))));

        assertThat(lines(outlook))
                .containsExactly(
                        "d4:plan shop 1.2.0 -> staging, commit 4be1c07",
                        " code        shop-staging        0123456789ab -> e8316333ba4f",
                        " migration   DB/0002_prices.sql  pending -> applied, 3 statements",
                        " same        secret 1",
                        " FAIL        clean-tree: 2 files are not committed",
                        " lock        the release takes the lock of staging first",
                        "Rollback ready: no, because nothing is live yet",
                        "2 changes; plan " + Plans.release().hash().substring(0, 12) + " in target/d4/plan.json");
    }

    @Test
    void saysThatThereIsNothingToChange() {
        Plan idle = Plans.with(List.of(Change.none("code", "shop", "e8316333ba4f")));

        assertThat(lines(Plans.outlook(idle)))
                .contains(" same        code 1")
                .last()
                .asString()
                .startsWith("Nothing to change; plan ");
    }

    @Test
    void fillsNoMoreThanOneScreenAndNamesEverySubject() {
        List<Change> changes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (String subject : List.of("code", "var", "binding", "secret", "migration", "trigger", "site")) {
            for (int i = 0; i < 60; i++) {
                changes.add(new Change(subject, subject + i + "x".repeat(200), "b ".repeat(200), "a ".repeat(200)));
                warnings.add("w ".repeat(200));
            }
        }
        List<Obstacle> failing = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            failing.add(new Obstacle("gate" + i, "s ".repeat(300), List.of(), Optional.empty()));
        }
        Outlook outlook = new Outlook(Plans.with(changes, warnings), RollbackReadiness.no("r ".repeat(500)), failing);

        List<String> lines = lines(outlook);

        assertThat(lines).hasSizeLessThanOrEqualTo(Console.MOST_LINES);
        assertThat(lines).anyMatch(line -> line.startsWith(" migration   60 changes, the last migration59"));
        assertThat(lines).anyMatch(line -> line.startsWith(" FAIL        9 gates would fail: gate0, gate1"));
        assertThat(lines).anyMatch(line -> line.startsWith("Rollback ready: no"));
        assertThat(lines.get(lines.size() - 1)).startsWith("420 changes; plan ");
    }

    @Test
    void showsTheFirstFilesOfManyAndTheLast() {
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= 46; i++) {
            changes.add(new Change("migration", "DB/00" + i + ".sql", "pending", "applied, 1 statement"));
        }

        assertThat(lines(Plans.outlook(Plans.with(changes))))
                .hasSize(Console.MOST_LINES)
                .anyMatch(line -> line.startsWith(" migration   DB/001.sql"))
                .anyMatch(line ->
                        line.matches(" migration   \\.\\.\\. \\d+ more, the last DB/0046.sql: see .*plan.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J\u001b[1;1Hall is well",
                "x\r\nBUILD SUCCESS",
                "x\n::set-output name=a::b",
                "##[command]rm -rf",
                "\u202eabc\u2066",
                "\u0000\ud800x",
            })
    void makesHostileTextInert(String hostile) {
        Outlook outlook = new Outlook(
                Plans.with(List.of(new Change(hostile, hostile, hostile, hostile + "2")), List.of(hostile)),
                RollbackReadiness.no(hostile),
                List.of(new Obstacle(hostile, hostile, List.of(), Optional.empty())));

        assertThat(lines(outlook)).allSatisfy(line -> {
            assertThat(line.codePoints()).allMatch(codePoint -> codePoint >= ' ' && codePoint < 0x7f);
            assertThat(line.strip()).doesNotStartWith("::").doesNotContain("##");
        });
    }

    @Test
    void masksWhatSpeaksForAndAgainstBeforeItIsWrapped() {
        String secret = "correct horse battery staple ".repeat(4).strip();
        Outlook outlook = new Outlook(
                Plans.release(),
                RollbackReadiness.no("the key is " + secret),
                List.of(new Obstacle("tests", secret, List.of(), Optional.empty())));

        assertThat(new PlanTable(60, text -> text.replace(secret, "***")).lines(SUBJECT, outlook))
                .noneMatch(line -> line.contains("horse"))
                .anyMatch(line -> line.contains("***"));
    }

    private static List<String> lines(Outlook outlook) {
        List<String> lines = new PlanTable(COLUMNS, UnaryOperator.identity()).lines(SUBJECT, outlook);
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(COLUMNS));
        return lines;
    }
}
