package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AuditJsonTest {
    static Stream<AuditReport> reports() {
        return Stream.of(
                Audits.sop(),
                Audits.unreadable(),
                Audits.many(0),
                Audits.buckets(),
                Audits.sites(),
                Audits.unreadableSite(),
                Audits.siteOfAnUnknownWorker());
    }

    @Test
    void schemaCheckOfThisTestFindsWhatIsWrong() throws IOException {
        ObjectNode wrong = (ObjectNode) json(Audits.sop(), UnaryOperator.identity());
        ((ObjectNode) wrong.at("/environments/0/databases/0/tables")).put("user", "70");
        ((ObjectNode) wrong.at("/deltas/0/items/0")).remove("closing");
        ((ObjectNode) wrong.at("/deltas/0/items/1/closing")).put("perhaps", true);

        assertThat(new Schema("audit.schema.json").faults(wrong)).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void keepsToItsSchema(AuditReport report) throws IOException {
        assertThat(new Schema("audit.schema.json").faults(json(report, UnaryOperator.identity())))
                .isEmpty();
    }

    @Test
    void tellsWhatMakesEachObjectAndWhatClosesTheGap() throws IOException {
        JsonNode json = json(Audits.sop(), UnaryOperator.identity());

        assertThat(json.at("/deltas/0/items/0").toString())
                .isEqualTo("{\"kind\":\"table\",\"name\":\"agent_instances\",\"first\":[\"\"],\"second\":[],"
                        + "\"migrations\":[\"0035_agent_state.sql\"],\"closing\":{\"environment\":\"production\","
                        + "\"sql\":[\"CREATE TABLE agent_instances (id)\"]}}");
        assertThat(json.at("/environments/1/databases/0/tracking/untracked")).hasSize(43);
        assertThat(json.at("/environments/1/databases/0/rows/1").toString()).isEqualTo("{\"table\":\"chats\"}");
    }

    @Test
    void tellsWhichSiteUsersMeetAndWhetherItIsOfTheWorkersRelease() throws IOException {
        JsonNode json = json(Audits.sites(), UnaryOperator.identity());

        assertThat(json.at("/environments/1/site").toString())
                .isEqualTo("{\"place\":\"shop-ui\",\"deployment\":\"1f0c2a9b-0001-4000-8000-000000000001\","
                        + "\"byD4\":false,\"commit\":\"4be1c07d5a3f4be1c07d5a3f4be1c07d5a3f0001\",\"dirty\":true,"
                        + "\"branch\":\"main\",\"since\":\"2026-02-17T08:15:30Z\",\"address\":\"https://shop.example\","
                        + "\"urls\":[\"https://1f0c2a9b.shop-ui.pages.dev\"],"
                        + "\"worker\":{\"sameRelease\":false,\"commit\":\"77ab12cd5\"}}");
        assertThat(json.at("/environments/0/site/worker").toString()).isEqualTo("{\"sameRelease\":true}");
        assertThat(json(Audits.siteOfAnUnknownWorker(), UnaryOperator.identity())
                        .at("/environments/0/site/worker/unknown")
                        .asText())
                .isEqualTo("no Worker is live");
    }

    @Test
    void masksEveryText() throws IOException {
        List<String> left = new ArrayList<>();
        texts(json(Audits.sop(), text -> "*"), left);

        assertThat(left).containsOnly("*", "2026-02-17T10:15:30Z", "table", "column");
        texts(json(Audits.sites(), text -> "*").path("environments"), left);
        assertThat(left).as("sites too").containsOnly("*", "2026-02-17T10:15:30Z", "table", "column");
    }

    private static void texts(JsonNode node, List<String> found) {
        if (node.isTextual()) {
            found.add(node.asText());
        }
        node.forEach(child -> texts(child, found));
    }

    private static JsonNode json(AuditReport report, UnaryOperator<String> mask) throws IOException {
        return new ObjectMapper().readTree(new AuditJson(mask).render(report));
    }
}
