package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.release.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StatusJsonTest {
    static Stream<StatusReport> reports() {
        return Stream.of(
                Statuses.report(Statuses.busy("staging"), Statuses.calm("production")),
                Statuses.report(Statuses.split(), Statuses.nothing(), Statuses.unreadable()));
    }

    @Test
    void schemaCheckOfThisTestFindsWhatIsWrong() throws IOException {
        ObjectNode wrong = (ObjectNode) json(Statuses.report(Statuses.busy("staging")));
        ((ObjectNode) wrong.at("/environments/0")).remove("live");
        ((ObjectNode) wrong.at("/environments/0/records/openRun")).put("phase", "LATE");
        ((ObjectNode) wrong.at("/environments/0/databases/0/migrations")).put("applied", -1);

        assertThat(new Schema("status.schema.json").faults(wrong))
                .containsExactlyInAnyOrder(
                        "$.environments[0].live is missing",
                        "$.environments[0].records.openRun.phase is not one of"
                                + " [\"STARTED\",\"SHIFTING\",\"PROVEN\",\"UNDOING\",\"ENDED\"]",
                        "$.environments[0].databases[0].migrations.applied is not a integer");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void keepsToItsSchema(StatusReport report) throws IOException {
        assertThat(new Schema("status.schema.json").faults(json(report))).isEmpty();
    }

    @Test
    void schemaKnowsEveryPhase() throws IOException {
        List<String> names = new ArrayList<>();
        new Schema("status.schema.json")
                .root()
                .at("/$defs/records/properties/openRun/properties/phase/enum")
                .forEach(name -> names.add(name.asText()));

        assertThat(names)
                .containsExactly(Stream.of(Phase.values()).map(Enum::name).toArray(String[]::new));
    }

    @Test
    void saysInItsPlaceWhatCouldNotBeRead() throws IOException {
        JsonNode json = json(Statuses.report(Statuses.calm("staging"), Statuses.unreadable()));

        assertThat(json.at("/environments/0/live/state").asText()).isEqualTo("serving");
        assertThat(json.at("/environments/1/live").toString())
                .isEqualTo("{\"unreadable\":\"Cloudflare does not accept the API token\"}");
    }

    @Test
    void namesWholeIdsWhereTheScreenShortensThem() throws IOException {
        JsonNode environment = json(Statuses.report(Statuses.busy("staging"))).at("/environments/0");

        assertThat(environment.at("/live/version").asText()).isEqualTo(Reports.VERSION);
        assertThat(environment.at("/live/commit").asText()).isEqualTo("4be1c07d5");
        assertThat(environment.at("/records/openRun/id").asText()).isEqualTo("run-18");
        assertThat(environment.at("/waiting/count").asInt()).isEqualTo(3);
    }

    @Test
    void masksEveryText() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(new StatusJson(text -> "*").render(Statuses.report(Statuses.busy("staging"))));

        List<String> left = new ArrayList<>();
        texts(json, left);

        assertThat(left)
                .containsOnly(
                        "*",
                        "2026-02-17T10:15:30Z",
                        "2026-02-17T07:00:00Z",
                        "2026-02-17T07:01:00Z",
                        "2026-02-17T10:00:00Z",
                        "serving",
                        "SHIFTING");
    }

    private static void texts(JsonNode node, List<String> found) {
        if (node.isTextual()) {
            found.add(node.asText());
        }
        node.forEach(child -> texts(child, found));
    }

    private static JsonNode json(StatusReport report) throws IOException {
        return new ObjectMapper().readTree(new StatusJson(UnaryOperator.identity()).render(report));
    }
}
