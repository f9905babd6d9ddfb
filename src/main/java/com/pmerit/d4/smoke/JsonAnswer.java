package com.pmerit.d4.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/**
 * A body read as strict JSON: UTF-8, one value and nothing after it, no key twice, not too long.
 *
 * @param document the value; empty when the body is not such JSON
 * @param fault why it is not
 */
record JsonAnswer(Optional<JsonNode> document, String fault) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static JsonAnswer of(Answer answer) {
        if (answer.isTooLong()) {
            return faulty("the body is longer than 256 KiB");
        }
        if (answer.isEmpty()) {
            return faulty("the body is empty where JSON was expected");
        }
        Optional<String> text = answer.text();
        if (text.isEmpty()) {
            return faulty("the body is not UTF-8");
        }
        try {
            JsonNode document = MAPPER.readTree(text.get());
            return document.isMissingNode()
                    ? faulty("the body is blank where JSON was expected")
                    : new JsonAnswer(Optional.of(document), "");
        } catch (JsonProcessingException notJson) {
            return faulty("the body is not JSON: it begins with "
                    + answer.quoted(text.get().stripLeading()));
        }
    }

    private static JsonAnswer faulty(String fault) {
        return new JsonAnswer(Optional.empty(), fault);
    }

    /** The value at names joined by dots, where a number stands for an element of an array. */
    static Optional<JsonNode> at(JsonNode document, String path) {
        JsonNode node = document;
        for (String name : path.split("\\.", -1)) {
            JsonNode next =
                    node.isArray() && name.matches("\\d{1,6}") ? node.get(Integer.parseInt(name)) : node.get(name);
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return Optional.of(node);
    }
}
