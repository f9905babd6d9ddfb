package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonReportTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Stream<Report> reports() {
        return Stream.of(
                Reports.passedChecklist(),
                Reports.failedChecklist(),
                Reports.overriddenChecklist(),
                Reports.release(),
                Reports.stoppedRelease(),
                Reports.failedMigration(),
                Reports.takenBackRelease(),
                Reports.rollback());
    }

    @Test
    void schemaCheckOfThisTestFindsWhatIsWrong() throws IOException {
        ObjectNode wrong = (ObjectNode) json(Reports.release());
        wrong.remove("outcome");
        wrong.put("sandbox", "yes");
        wrong.put("surprise", 1);
        ((ObjectNode) wrong.at("/checklist/gates/0")).put("verdict", "fine");
        ((ObjectNode) wrong.at("/steps/1")).remove("details");

        assertThat(faults(wrong))
                .containsExactlyInAnyOrder(
                        "$.outcome is missing",
                        "$.sandbox is not a boolean",
                        "$.surprise is not in the schema",
                        "$.checklist.gates[0].verdict is not one of [\"passed\",\"warned\",\"overridden\",\"failed\",\"skipped\"]",
                        "$.steps[1].details is missing");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void keepsToItsSchema(Report report) throws IOException {
        assertThat(faults(json(report))).isEmpty();
    }

    @Test
    void schemaKnowsEveryOutcome() throws IOException {
        List<String> names = new ArrayList<>();
        schema().at("/properties/outcome/enum").forEach(name -> names.add(name.asText()));

        assertThat(names)
                .containsExactly(Stream.of(Outcome.values()).map(Enum::name).toArray(String[]::new));
    }

    @Test
    void saysWhatFailedAndWhatMendsIt() throws IOException {
        JsonNode json = json(Reports.failedChecklist());

        assertThat(json.at("/outcome").asText()).isEqualTo("GATE_FAILED");
        assertThat(json.at("/checklist/passed").asBoolean(true)).isFalse();
        assertThat(json.at("/checklist/gates/5").toString())
                .contains("\"id\":\"staging-first\"", "\"verdict\":\"failed\"", "\"remedy\":\"mvn deploy -Pstaging ");
    }

    @Test
    void saysWhichGateWasOverriddenAndWhy() throws IOException {
        JsonNode json = json(Reports.overriddenChecklist());

        JsonNode gate = json.at("/checklist/gates/3");
        assertThat(json.at("/checklist/passed").asBoolean()).isTrue();
        assertThat(gate.at("/verdict").asText()).isEqualTo("overridden");
        assertThat(gate.at("/override").asText()).isEqualTo("incident 17: only notes are uncommitted");
        assertThat(gate.at("/details/1").asText()).isEqualTo("?? notes.txt");
        assertThat(gate.at("/remedy").asText()).startsWith("git add -A");
        assertThat(json.at("/checklist/gates/0").has("override")).isFalse();
    }

    @Test
    void saysWhatIsLiveWhenAReleaseStops() throws IOException {
        JsonNode step = json(Reports.stoppedRelease()).at("/steps/11");

        assertThat(step.at("/result").asText()).isEqualTo("failed");
        assertThat(step.at("/safe").asBoolean()).isTrue();
        assertThat(step.at("/liveNow").asText()).startsWith("users still meet version 11aa");
    }

    @Test
    void leavesOutWhatIsNotThere() throws IOException {
        JsonNode json = json(Reports.passedChecklist());

        assertThat(json.has("undo")).isFalse();
        assertThat(json.at("/checklist/gates/0").has("remedy")).isFalse();
        assertThat(json.toString()).doesNotContain("null");
    }

    @Test
    void staysAsciiAndKeepsEveryCharacter() throws IOException {
        String text = "Zürich \u001b[31m \u202e \u0000 ]]> \"";
        Report report = Reports.withGates(List.of(Reports.gate("a", "a", new Verdict.Failed(text, text), 1)));

        byte[] bytes = new JsonReport().render(Sheet.of(report, UnaryOperator.identity()));

        assertThat(new String(bytes, StandardCharsets.UTF_8)).matches("[\\n -~]+");
        assertThat(MAPPER.readTree(bytes).at("/checklist/gates/0/summary").asText())
                .isEqualTo(text);
    }

    @Test
    void masksEveryText() throws IOException {
        UnaryOperator<String> mask = text -> text.isEmpty() ? text : "*";
        Sheet sheet = Sheet.of(Reports.stoppedRelease(), mask);

        List<String> left = new ArrayList<>();
        texts(MAPPER.readTree(new JsonReport().render(sheet)), left);

        assertThat(left)
                .containsOnly(
                        "*",
                        "2026-02-17T10:15:30.123Z",
                        "ABORTED_SAFE",
                        "passed",
                        "warned",
                        "skipped",
                        "done",
                        "already-done",
                        "not-needed",
                        "failed",
                        "0".repeat(64));
    }

    private static void texts(JsonNode node, List<String> found) {
        if (node.isTextual()) {
            found.add(node.asText());
        }
        node.forEach(child -> texts(child, found));
    }

    private static JsonNode json(Report report) throws IOException {
        return MAPPER.readTree(new JsonReport().render(Sheet.of(report, UnaryOperator.identity())));
    }

    private static JsonNode schema() throws IOException {
        return MAPPER.readTree(JsonReport.class.getResourceAsStream("result.schema.json"));
    }

    private static List<String> faults(JsonNode json) throws IOException {
        return new Schema("result.schema.json").faults(json);
    }
}
