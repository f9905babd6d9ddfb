package com.pmerit.d4.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.cloudflare.WorkersDev;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What calls a Worker and belongs to none of its versions, as it was at some moment.
 *
 * @param workersDev whether it answers under workers.dev
 * @param schedules the cron expressions
 * @param settings of {@link UnversionedSettings#KEYS}, those that were set
 */
record KeptTriggers(WorkersDev workersDev, Set<String> schedules, Map<String, JsonNode> settings) {
    KeptTriggers {
        schedules = Set.copyOf(schedules);
        settings = Map.copyOf(settings);
    }

    /** A setting; the JSON null when it was not set. */
    JsonNode setting(String key) {
        return settings.getOrDefault(key, JsonNodeFactory.instance.nullNode());
    }

    /** All of it as JSON, the same text for the same triggers. */
    String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("workersDev").put("enabled", workersDev.enabled()).put("previews", workersDev.previews());
        new TreeSet<>(schedules).forEach(json.putArray("schedules")::add);
        json.putObject("settings").setAll(new TreeMap<>(settings));
        return json.toString();
    }

    /** Reads that JSON again; empty when it is not such a text. */
    static Optional<KeptTriggers> read(String json) {
        JsonNode read;
        try {
            read = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
        JsonNode workersDev = read.path("workersDev");
        boolean whole = workersDev.path("enabled").isBoolean()
                && workersDev.path("previews").isBoolean()
                && read.path("schedules").isArray()
                && read.path("settings").isObject();
        if (!whole) {
            return Optional.empty();
        }
        Set<String> schedules = new TreeSet<>();
        read.path("schedules").forEach(cron -> schedules.add(cron.asText()));
        Map<String, JsonNode> settings = new TreeMap<>();
        read.path("settings").properties().forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
        return Optional.of(new KeptTriggers(
                new WorkersDev(
                        workersDev.path("enabled").asBoolean(),
                        workersDev.path("previews").asBoolean()),
                schedules,
                settings));
    }
}
