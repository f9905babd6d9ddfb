package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.report.RehearsalReport.Database;
import com.pmerit.d4.report.RehearsalReport.File;
import com.pmerit.d4.report.RehearsalReport.Finding;
import com.pmerit.d4.report.RehearsalReport.Probe;
import com.pmerit.d4.report.RehearsalReport.Rows;
import com.pmerit.d4.report.RehearsalReport.Standing;
import com.pmerit.d4.report.RehearsalReport.Trouble;
import com.pmerit.d4.report.RehearsalReport.Unseeded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class RehearsalReportTest {
    @Test
    void showsALineAFileAndWhatFailsWithItsMend() {
        assertThat(lines(report(List.of(
                        file("0002_a.sql"), file("0003_b.sql", finding(Standing.FAILS), finding(Standing.HOLDS))))))
                .containsExactly(
                        "d4:rehearse shop 1.0.0 -> staging",
                        "DB (shop-db)",
                        "  ok           0002_a.sql  3 statements, 1 facts added, 0 removed",
                        "  FAIL         migrations/0003_b.sql:3:1 rows-lost: sessions loses 3 rows",
                        "               -> stash them",
                        "  holds        migrations/0003_b.sql:3:1 rows-lost: sessions loses 3 rows",
                        "  not tried    the rows of odd: no value was found",
                        "as told; all of it in target/d4/rehearsal.json");
    }

    @Test
    void staysOnOneScreenAndLeavesOutNoFailureBeforeEvidence() {
        List<File> many = new ArrayList<>();
        for (int number = 1; number <= 40; number++) {
            many.add(file("0" + number + ".sql", finding(Standing.HOLDS)));
        }
        many.add(file("0099_b.sql", finding(Standing.FAILS)));

        assertThat(lines(report(many)))
                .hasSizeLessThanOrEqualTo(25)
                .anyMatch(line -> line.startsWith("  FAIL "))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void cutsFailuresThatDoNotFitAndSaysWhereTheyStand() {
        List<File> many = new ArrayList<>();
        for (int number = 1; number <= 40; number++) {
            many.add(file("0" + number + ".sql", finding(Standing.FAILS)));
        }

        assertThat(lines(report(many)))
                .hasSize(25)
                .anyMatch(line -> line.endsWith("more lines: see target/d4/rehearsal.json"));
    }

    @Test
    void saysWhyADatabaseCouldNotBeRehearsed() {
        Database database = new Database(
                Optional.of("DB"),
                "shop-db",
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new Trouble("it cannot be read", List.of("gave no answer"), "run it again")));

        assertThat(lines(new RehearsalReport(subject(), "as told", List.of(database))))
                .containsSubsequence(
                        "  FAIL         it cannot be read",
                        "               gave no answer",
                        "               -> run it again");
    }

    @Test
    void schemaCheckOfThisTestFindsWhatIsWrong() throws IOException {
        ObjectNode wrong = json(report(List.of(file("0002_a.sql", finding(Standing.FAILS)))));
        ((ObjectNode) wrong.at("/databases/0/files/0/findings/0"))
                .put("standing", "PARTY")
                .remove("mend");

        assertThat(new Schema("rehearsal.schema.json").faults(wrong)).hasSize(2);
    }

    @Test
    void keepsToItsSchemaAndMasksWhatIsSecret() throws IOException {
        JsonNode json = json(report(List.of(file("0002_a.sql", finding(Standing.WAIVED)))));

        assertThat(new Schema("rehearsal.schema.json").faults(json)).isEmpty();
        assertThat(json.at("/databases/0/probes/0/sql").asText()).isEqualTo("SELECT '[secret]'");
        assertThat(json.at("/databases/0/files/0/rows/0/after").isMissingNode()).isTrue();
    }

    private static List<String> lines(RehearsalReport report) {
        return new RehearsalConsole(80, UnaryOperator.identity()).lines(report);
    }

    private static ObjectNode json(RehearsalReport report) throws IOException {
        UnaryOperator<String> mask = text -> text.replace("hunter2", "[secret]");
        return (ObjectNode) new ObjectMapper().readTree(new RehearsalJson(mask).render(report));
    }

    private static RehearsalReport report(List<File> files) {
        return new RehearsalReport(
                subject(),
                "as told",
                List.of(new Database(
                        Optional.of("DB"),
                        "shop-db",
                        files,
                        List.of(new Unseeded("odd", "no value was found")),
                        List.of(new Probe("migrations/0002_a.sql", 1, 1, "SELECT 'hunter2'", List.of("no row"))),
                        Optional.empty())));
    }

    private static Subject subject() {
        return new Subject("d4:rehearse", "shop 1.0.0", Optional.of("staging"), false, Optional.empty());
    }

    private static File file(String name, Finding... findings) {
        return new File(
                name,
                3,
                List.of("table users"),
                List.of(),
                List.of(new Rows("users", Optional.of(3L), Optional.empty())),
                List.of(findings));
    }

    private static Finding finding(Standing standing) {
        return new Finding(
                standing,
                "rows-lost",
                "migrations/0003_b.sql",
                3,
                1,
                "sessions loses 3 rows",
                "stash them",
                Optional.empty());
    }
}
