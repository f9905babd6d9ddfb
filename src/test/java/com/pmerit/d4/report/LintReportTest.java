package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.report.LintReport.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class LintReportTest {
    private static final List<Finding> SOME = List.of(
            Lints.warning("migrations/0001_a.sql", 4),
            Lints.error("migrations/0002_b.sql", 7),
            Lints.waived("migrations/0003_c.sql", "both are made here"));

    @Test
    void showsErrorsFirstAndWaivedOnesNotAtAll() {
        assertThat(new LintConsole(80, UnaryOperator.identity()).lines(Lints.report(SOME)))
                .containsExactly(
                        "d4:lint shop 1.0.0",
                        "  FAIL         migrations/0002_b.sql:7:3 rows-lost: sessions loses 3 of 3 rows",
                        "               -> stash them",
                        "  warn         migrations/0001_a.sql:4:1 select-star: columns by their order",
                        "               -> name them",
                        "46 files, 317 statements: as told");
    }

    @Test
    void staysOnOneScreenAndNamesTheFileThatHasTheRest() {
        List<Finding> many = new ArrayList<>();
        for (int line = 1; line <= 100; line++) {
            many.add(Lints.error("migrations/0001_a.sql", line));
        }

        List<String> lines = new LintConsole(80, UnaryOperator.identity()).lines(Lints.report(many));

        assertThat(lines).hasSize(25).contains("89 more in target/d4/lint.json");
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void schemaCheckOfThisTestFindsWhatIsWrong() throws IOException {
        ObjectNode wrong = (ObjectNode) json(new LintJson(UnaryOperator.identity()).render(Lints.report(SOME)));
        ((ObjectNode) wrong.at("/findings/0")).put("level", "PARTY").remove("mend");

        assertThat(new Schema("lint.schema.json").faults(wrong))
                .containsExactlyInAnyOrder(
                        "$.findings[0].level is not one of [\"ERROR\",\"WARNING\"]", "$.findings[0].mend is missing");
    }

    @Test
    void keepsToItsSchema() throws IOException {
        JsonNode json = json(new LintJson(UnaryOperator.identity()).render(Lints.report(SOME)));

        assertThat(new Schema("lint.schema.json").faults(json)).isEmpty();
        assertThat(json.at("/findings/2/waived").asText()).isEqualTo("both are made here");
    }

    @Test
    void tellsSarifReadersWhatWasAllowedAndWhy() throws IOException {
        JsonNode results = sarif(SOME, UnaryOperator.identity()).at("/runs/0/results");

        assertThat(results).hasSize(3);
        assertThat(results.at("/1/level").asText()).isEqualTo("error");
        assertThat(results.at("/1/ruleIndex").asInt()).isZero();
        assertThat(results.at("/1/suppressions")).isEmpty();
        assertThat(results.at("/2/suppressions/0/justification").asText()).isEqualTo("both are made here");
    }

    @Test
    void masksWhatIsSecretAndMakesTheRestInert() throws IOException {
        List<Finding> hostile = List.of(Lints.waived("migrations/a: b%\"<é>.sql", "hunter2\u001b[31m\n::set-output::"));

        JsonNode sarif = sarif(hostile, text -> text.replace("hunter2", "[secret]"));

        assertThat(sarif.at("/runs/0/results/0/suppressions/0/justification").asText())
                .isEqualTo("[secret]\\u001b[31m ::set-output::");
        assertThat(sarif.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("./migrations/a:%20b%25%22%3C%C3%A9%3E.sql");
    }

    @Test
    void refusesAFindingOfNoRule() {
        Finding stray = new Finding("x", LintReport.Level.ERROR, "a", 1, 1, "m", "n", Optional.empty());

        assertThatThrownBy(() -> Lints.report(List.of(stray))).hasMessage("no rule has the code x");
    }

    private static JsonNode sarif(List<Finding> findings, UnaryOperator<String> mask) throws IOException {
        return json(new Sarif(mask).render(Lints.report(findings)));
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        return new ObjectMapper().readTree(bytes);
    }
}
