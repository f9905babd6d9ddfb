package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.release.Change;
import com.pmerit.d4.release.Outlook;
import com.pmerit.d4.release.Outlook.Obstacle;
import com.pmerit.d4.release.Plan;
import com.pmerit.d4.release.PlanFile;
import com.pmerit.d4.release.Plans;
import com.pmerit.d4.release.RollbackReadiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlanSchemaTest {
    @TempDir
    private Path directory;

    static Stream<Outlook> outlooks() {
        Plan outside = new Plan("staging", "shop", Optional.empty(), "d", false, List.of(), List.of(), List.of());
        return Stream.of(
                Plans.outlook(Plans.release()),
                new Outlook(outside, RollbackReadiness.no("nothing is live yet"), List.of()),
                new Outlook(
                        Plans.with(List.of(Change.none("site", "ui", "not looked at")), List.of("look out")),
                        new RollbackReadiness(
                                Optional.of("v1"), List.of("it is ill"), List.of("listed"), List.of("service AUTH")),
                        List.of(
                                new Obstacle("tests", "1 fails", List.of("a line"), Optional.of("mend it")),
                                new Obstacle("checklist", "no gate looked", List.of(), Optional.empty()))));
    }

    @Test
    void schemaCheckOfThisTestFindsWhatIsWrong() throws IOException {
        ObjectNode wrong = (ObjectNode) written(Plans.outlook(Plans.release()));
        wrong.put("schemaVersion", 2).remove("hash");
        ((ObjectNode) wrong.at("/plan/changes/0")).put("surprise", 1).remove("after");
        ((ObjectNode) wrong.at("/rollback")).put("ready", "yes");

        assertThat(new Schema("plan.schema.json").faults(wrong))
                .containsExactlyInAnyOrder(
                        "$.hash is missing",
                        "$.schemaVersion is not 1",
                        "$.plan.changes[0].after is missing",
                        "$.plan.changes[0].surprise is not in the schema",
                        "$.rollback.ready is not a boolean");
    }

    @ParameterizedTest
    @MethodSource("outlooks")
    void keepsToItsSchema(Outlook outlook) throws IOException {
        assertThat(new Schema("plan.schema.json").faults(written(outlook))).isEmpty();
    }

    @Test
    void writesTheHashOfThePlanBesideIt() throws IOException {
        JsonNode json = written(Plans.outlook(Plans.release()));

        assertThat(json.path("hash").asText()).isEqualTo(Plans.release().hash());
        assertThat(json.path("idle").asBoolean(true)).isFalse();
        assertThat(json.at("/rollback/ready").asBoolean()).isTrue();
    }

    private JsonNode written(Outlook outlook) throws IOException {
        Path file = directory.resolve("plan.json");
        new PlanFile(file).write(outlook);
        return new ObjectMapper().readTree(Files.readAllBytes(file));
    }
}
