package com.pmerit.d4.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The columns of a run that hold JSON. */
final class RunJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RunJson() {}

    static String of(List<String> texts) {
        ArrayNode array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array.toString();
    }

    static String of(Anchor anchor) {
        ObjectNode object = MAPPER.createObjectNode();
        anchor.version().ifPresent(version -> object.put("version", version));
        anchor.deployment().ifPresent(deployment -> object.put("deployment", deployment));
        ObjectNode kept = object.putObject("kept");
        new TreeMap<>(anchor.kept()).forEach(kept::put);
        return object.toString();
    }

    /**
     * Reads a list of texts.
     *
     * @throws MalformedRowException when it is something else
     */
    static List<String> texts(String json) {
        List<String> texts = new ArrayList<>();
        JsonNode array = read(json);
        if (!array.isArray()) {
            throw new MalformedRowException("is no list");
        }
        array.forEach(element -> texts.add(text(element)));
        return texts;
    }

    /**
     * Reads an anchor.
     *
     * @throws MalformedRowException when it is something else
     */
    static Anchor anchor(String json) {
        JsonNode object = read(json);
        if (!object.isObject() || !object.path("kept").isObject()) {
            throw new MalformedRowException("is no anchor");
        }
        Map<String, String> kept = new TreeMap<>();
        object.path("kept").properties().forEach(entry -> kept.put(entry.getKey(), text(entry.getValue())));
        return new Anchor(optional(object.path("version")), optional(object.path("deployment")), kept);
    }

    private static Optional<String> optional(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(text(node));
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new MalformedRowException("holds something that is no text");
        }
        return node.textValue();
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new MalformedRowException("is no JSON", notJson);
        }
    }
}
