package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A JSON schema of this room, as far as its schemas go; a key that it does not name is a fault. */
final class Schema {
    private final JsonNode schema;

    Schema(String resource) throws IOException {
        try (InputStream in = JsonReport.class.getResourceAsStream(resource)) {
            schema = new ObjectMapper().readTree(in);
        }
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

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode each : values) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
