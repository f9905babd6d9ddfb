package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a Worker that belong to no version.
 *
 * @param fields such as {@code logpush}, {@code observability}, {@code tags}, {@code tail_consumers}
 */
public record ScriptSettings(Map<String, JsonNode> fields) {
    /** Makes the map unchangeable. */
    public ScriptSettings {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static ScriptSettings read(Fields settings) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        settings.node().properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return new ScriptSettings(fields);
    }
}
