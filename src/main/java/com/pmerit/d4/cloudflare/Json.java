package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The one way in which this room reads and writes JSON. */
final class Json {
    private static final int LONGEST_TEXT = 64 * 1024 * 1024;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    static JsonNode read(byte[] bytes) throws IOException {
        return MAPPER.readTree(bytes);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * The texts of a list.
     *
     * @param what it should be, such as {@code a list of hashes}
     */
    static List<String> texts(JsonNode list, String what) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : list) {
            if (text.isTextual()) {
                texts.add(text.textValue());
            }
        }
        if (!list.isArray() || texts.size() != list.size()) {
            throw new MalformedAnswerException("result should be " + what);
        }
        return texts;
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A JSON tree could not be written", impossible);
        }
    }
}
