package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.release.HistoryEntry.Kind;
import com.pmerit.d4.release.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HistoryJsonTest {
    private static final HistoryReport REPORT = Histories.report(Histories.eventful(), Optional.of("a gap"));

    @Test
    void schemaCheckOfThisTestFindsWhatIsWrong() throws IOException {
        ObjectNode wrong = (ObjectNode) json(UnaryOperator.identity());
        ((ObjectNode) wrong.at("/entries/0")).put("kind", "PARTY");
        ((ObjectNode) wrong.at("/entries/0/run")).remove("id");

        assertThat(new Schema("history.schema.json").faults(wrong))
                .containsExactlyInAnyOrder(
                        "$.entries[0].kind is not one of"
                                + " [\"RELEASE\",\"ROLLBACK\",\"DEPLOYMENT\",\"MIGRATION\",\"BASELINE\",\"RESTORE\",\"SECRETS\",\"SPLIT\",\"STAGED\"]",
                        "$.entries[0].run.id is missing");
    }

    @Test
    void keepsToItsSchema() throws IOException {
        assertThat(new Schema("history.schema.json").faults(json(UnaryOperator.identity())))
                .isEmpty();
    }

    @Test
    void schemaKnowsEveryKindAndOutcome() throws IOException {
        JsonNode schema = new Schema("history.schema.json").root();

        assertThat(texts(schema.at("/$defs/entry/properties/kind/enum")))
                .containsExactly(Stream.of(Kind.values()).map(Enum::name).toArray(String[]::new));
        assertThat(texts(schema.at("/$defs/run/properties/outcome/enum")))
                .containsExactly(Stream.of(Outcome.values()).map(Enum::name).toArray(String[]::new));
    }

    @Test
    void namesWholeIdsWhereTheScreenShortensThem() throws IOException {
        JsonNode entry = json(UnaryOperator.identity()).at("/entries/0");

        assertThat(entry.at("/version").asText()).isEqualTo(Reports.VERSION);
        assertThat(entry.at("/commit").asText()).hasSize(40);
        assertThat(entry.at("/deployments").asInt()).isEqualTo(3);
    }

    @Test
    void masksEveryText() throws IOException {
        JsonNode json = json(text -> "*");

        assertThat(json.at("/gap").asText()).isEqualTo("*");
        assertThat(json.at("/entries/0/author").asText()).isEqualTo("*");
        assertThat(json.at("/entries/0/run/author").asText()).isEqualTo("*");
        assertThat(json.at("/entries/3/run/note").asText()).isEqualTo("*");
        assertThat(json.toString()).doesNotContain("example.org");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static JsonNode json(UnaryOperator<String> mask) throws IOException {
        return new ObjectMapper().readTree(new HistoryJson(mask).render(REPORT));
    }
}
