package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of schemas that the tests of the files use: what it does not look at, no schema may say. */
final class SchemaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'object', 'additionalProperties': false}",
                "{'type': 'object', 'properties': {'a': {'type': 'string', 'pattern': '^x$'}}}",
                "{'type': 'array', 'items': {'type': 'string', 'maxLength': 3}}",
                "{'type': 'array'}",
                "{'type': 'number'}",
                "{'type': 'string', 'format': 'uri'}",
                "{'type': 'string', 'minimum': 1}",
                "{'$ref': '#/$defs/nothing'}",
                "{'$ref': '#/$defs/a', 'enum': ['x'], '$defs': {'a': {'type': 'string'}}}",
                "{'type': 'object', '$defs': {'a': {'oneOf': []}}}",
            })
    void refusesASchemaThatSaysMoreThanItLooksAt(String schema) {
        assertThatIllegalArgumentException().isThrownBy(() -> schema(schema)).withMessageContaining("does not look at");
    }

    @Test
    void findsATextThatIsNoMoment() throws IOException {
        Schema schema = schema("{'type': 'string', 'format': 'date-time'}");

        assertThat(schema.faults(json("'2026-02-17T10:15:30Z'"))).isEmpty();
        assertThat(schema.faults(json("'yesterday'"))).containsExactly("$ is no moment");
    }

    private static Schema schema(String text) throws IOException {
        return new Schema(json(text));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
