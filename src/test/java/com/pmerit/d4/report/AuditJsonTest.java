package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.audit.FindingKind;
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
                Audits.siteOfAnUnknownWorker(),
                ShopAudits.well(),
                ShopAudits.drifted(),
                ShopAudits.unseen(),
                ShopAudits.unlike());
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
    void keepsToItsSchemaBesideAnEarlierAudit() throws IOException {
        JsonNode json = json(EarlierAuditTest.since(ShopAudits.drifted(), ShopAudits.well()), UnaryOperator.identity());

        assertThat(json.at("/changes/changes").size()).isPositive();
        assertThat(new Schema("audit.schema.json").faults(json)).isEmpty();
    }

    @Test
    void namesInItsSchemaEveryCodeThatAFindingMayHave() throws IOException {
        List<String> named = new ArrayList<>();
        new Schema("audit.schema.json")
                .root()
                .at("/$defs/finding/properties/code/enum")
                .forEach(code -> named.add(code.asText()));

        assertThat(named)
                .containsExactlyElementsOf(
                        Stream.of(FindingKind.values()).map(FindingKind::code).toList());
    }

    @Test
    void tellsWhatIsLiveAndWhatWasFoundOfIt() throws IOException {
        JsonNode json = json(ShopAudits.drifted(), UnaryOperator.identity());

        assertThat(json.at("/environments/1/worker/live").toString())
                .isEqualTo("{\"version\":\"11aa2233-9d1e-4b0a-8f6d-2c4e6a8b0d1f\",\"since\":\"2026-02-17T08:15:30Z\","
                        + "\"by\":\"dashboard\",\"author\":\"mo@example.org\",\"compatibilityDate\":\"2026-01-15\","
                        + "\"compatibilityFlags\":[\"nodejs_compat\"],\"staged\":[],"
                        + "\"beside\":{\"environment\":\"staging\",\"code\":\"UNKNOWN\"}}");
        assertThat(json.at("/environments/1/worker/bindings/3").toString())
                .isEqualTo("{\"name\":\"FRONTEND_URL\",\"type\":\"var\",\"target\":\"https://aixord.pmerit.com\","
                        + "\"state\":\"OTHER_VALUE\"}");
        assertThat(json.at("/findings/0").toString())
                .isEqualTo("{\"code\":\"secret-missing\",\"severity\":\"error\",\"drift\":true,\"unseen\":false,"
                        + "\"environment\":\"production\",\"subject\":\"STRIPE_SECRET_KEY\",\"message\":\"the live"
                        + " version does not have this secret\",\"remedy\":\"mvn d4:put-secret"
                        + " -Dd4.environment=production -Dd4.secrets=STRIPE_SECRET_KEY -Dd4.fromEnvironment"
                        + " -Dd4.sandbox\"}");
        assertThat(json.at("/token/permissions").toString()).isEqualTo("[\"D1 Write\",\"Workers Scripts Read\"]");
    }

    @Test
    void masksEveryText() throws IOException {
        List<String> left = new ArrayList<>();
        texts(json(Audits.sop(), text -> "*"), left);

        assertThat(left)
                .containsOnly(
                        "*",
                        "2026-02-17T10:15:30Z",
                        "table",
                        "column",
                        "schema-differs",
                        "migration-not-listed",
                        "warning",
                        "note");
    }

    @Test
    void masksEveryTextOfSitesWorkersSecretsTokenAndFindings() throws IOException {
        JsonNode whole = json(ShopAudits.drifted(), text -> "*");
        List<String> left = new ArrayList<>();
        List.of("environments", "token").forEach(part -> texts(whole.path(part), left));
        whole.path("findings").forEach(finding -> {
            left.add(finding.path("message").asText());
            left.add(finding.path("subject").asText());
        });
        whole.at("/secrets/secrets")
                .forEach(secret -> left.add(secret.path("name").asText()));

        assertThat(left).containsOnly("*", "AS_LIVE", "OTHER_VALUE", "UNKNOWN");
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
