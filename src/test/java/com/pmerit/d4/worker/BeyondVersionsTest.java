package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.Environments;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BeyondVersionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            containers | [{"class_name":"A"}]          | env.staging.containers
            migrations | [{"tag":"v1"}]                | env.staging.migrations
            queues     | {"consumers":[{"queue":"q"}]} | env.staging.queues.consumers
            """)
    void refusesWhatTheUploadOfAVersionWouldLose(String key, String json, String told) throws JsonProcessingException {
        Optional<Bundling> refusal = refusal(key, json);

        assertThat(refusal).hasValueSatisfying(bundling -> {
            Bundling.Impossible impossible = (Bundling.Impossible) bundling;
            assertThat(impossible.why()).endsWith(": " + told);
            assertThat(impossible.remedy()).contains("npx wrangler deploy");
        });
    }

    @Test
    void hasNothingAgainstEmptyLists() throws JsonProcessingException {
        assertThat(refusal("migrations", "[]")).isEmpty();
    }

    @Test
    void hasNothingAgainstQueuesThatAreOnlyWrittenTo() throws JsonProcessingException {
        assertThat(refusal("queues", "{\"producers\":[{\"binding\":\"Q\",\"queue\":\"q\"}]}"))
                .isEmpty();
    }

    private static Optional<Bundling> refusal(String key, String json) throws JsonProcessingException {
        JsonNode value = new ObjectMapper().readTree(json);
        return BeyondVersions.refusal(Environments.staging(Path.of("").toAbsolutePath(), Map.of(key, value))
                .wrangler());
    }
}
