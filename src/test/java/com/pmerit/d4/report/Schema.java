package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A JSON schema of this room, as far as its schemas go; a key that it does not name is a fault. A schema that says more than what is
 * looked at here is refused, for what it says would be held to by nobody.
 */
final class Schema {
    private static final Set<String> TELLING = Set.of("$schema", "$defs", "title", "description");
    private static final Set<String> LOOKED_AT =
            Set.of("$ref", "const", "enum", "type", "required", "properties", "items", "minimum", "format");
    private static final Set<String> TYPES = Set.of("object", "array", "string", "integer", "boolean");

    private final JsonNode schema;

    Schema(String resource) throws IOException {
        this(read(resource));
    }

    Schema(JsonNode schema) {
        this.schema = schema;
        understood("$", schema);
        for (var definition : schema.path("$defs").properties()) {
            understood("$defs." + definition.getKey(), definition.getValue());
        }
    }

    private static JsonNode read(String resource) throws IOException {
        try (InputStream in = JsonReport.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(in);
        }
    }

    private void understood(String path, JsonNode rule) {
        rule.fieldNames().forEachRemaining(keyword -> {
            if (!TELLING.contains(keyword) && !LOOKED_AT.contains(keyword)) {
                throw refused(path, keyword);
            }
        });
        if (rule.has("type") && !TYPES.contains(rule.path("type").asText())) {
            throw refused(path, "type " + rule.get("type"));
        }
        if (rule.has("format") && !rule.path("format").asText().equals("date-time")) {
            throw refused(path, "format " + rule.get("format"));
        }
        if (rule.has("minimum") && !rule.path("type").asText().equals("integer")) {
            throw refused(path, "minimum of what is no integer");
        }
        if (rule.path("type").asText().equals("array") && !rule.has("items")) {
            throw refused(path, "array without items");
        }
        if (rule.has("$ref")) {
            rule.fieldNames().forEachRemaining(keyword -> {
                if (LOOKED_AT.contains(keyword) && !keyword.equals("$ref")) {
                    throw refused(path, keyword + " beside $ref");
                }
            });
            if (schema.at(rule.path("$ref").asText().substring(1)).isMissingNode()) {
                throw refused(path, "$ref " + rule.get("$ref") + ", which leads nowhere");
            }
        }
        for (var property : rule.path("properties").properties()) {
            understood(path + "." + property.getKey(), property.getValue());
        }
        if (rule.has("items")) {
            understood(path + "[]", rule.get("items"));
        }
    }

    private static IllegalArgumentException refused(String path, String what) {
        return new IllegalArgumentException(path + " says " + what + ", which this test does not look at");
    }

    /** All of it. */
    JsonNode root() {
        return schema;
    }

    /** Where a document does not keep to it, a line each. */
    List<String> faults(JsonNode json) {
        List<String> faults = new ArrayList<>();
        check("$", json, schema, faults);
        return faults;
    }

    private void check(String path, JsonNode node, JsonNode declared, List<String> faults) {
        JsonNode rule =
                declared.has("$ref") ? schema.at(declared.get("$ref").asText().substring(1)) : declared;
        if (rule.has("const") && !rule.get("const").equals(node)) {
            faults.add(path + " is not " + rule.get("const"));
        }
        if (rule.has("enum") && !contains(rule.get("enum"), node)) {
            faults.add(path + " is not one of " + rule.get("enum"));
        }
        String type = rule.path("type").asText("");
        boolean fits = switch (type) {
            case "object" -> node.isObject();
            case "array" -> node.isArray();
            case "string" -> node.isTextual();
            case "integer" ->
                node.isIntegralNumber() && node.asLong() >= rule.path("minimum").asLong();
            case "boolean" -> node.isBoolean();
            default -> rule.has("const") || rule.has("enum");
        };
        if (!fits) {
            faults.add(path + " is not a " + type);
            return;
        }
        if (rule.has("format") && !isMoment(node.asText())) {
            faults.add(path + " is no moment");
        }
        rule.path("required").forEach(key -> {
            if (!node.has(key.asText())) {
                faults.add(path + "." + key.asText() + " is missing");
            }
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            check(path + "[" + i + "]", node.get(i), rule.get("items"), faults);
        }
        for (var child : node.properties()) {
            JsonNode property = rule.at("/properties/" + child.getKey());
            if (property.isMissingNode()) {
                faults.add(path + "." + child.getKey() + " is not in the schema");
            } else {
                check(path + "." + child.getKey(), child.getValue(), property, faults);
            }
        }
    }

    private static boolean isMoment(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException none) {
            return false;
        }
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode each : values) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
