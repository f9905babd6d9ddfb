package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.WorkerModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the {@code metadata} of an upload that wrangler wrote into a {@link Bundle}. */
final class UploadMetadata {
    private static final Set<String> READ = Set.of(
            "main_module", "bindings", "compatibility_date", "compatibility_flags", "annotations", "keep_bindings");

    private UploadMetadata() {}

    /**
     * Makes the bundle.
     *
     * @throws MalformedUploadException when the main module is missing, or the Worker is of a kind that has none
     */
    static Bundle bundle(JsonNode metadata, List<WorkerModule> modules) throws MalformedUploadException {
        if (metadata.has("body_part")) {
            throw new MalformedUploadException(
                    "the Worker is in the old service-worker format, which has no versions; export default { fetch } instead");
        }
        String main = metadata.path("main_module").asText("");
        if (modules.stream().noneMatch(module -> module.name().equals(main))) {
            throw new MalformedUploadException("the main module '" + main + "' is not among its modules");
        }
        List<String> flags = new ArrayList<>();
        metadata.path("compatibility_flags").forEach(flag -> flags.add(flag.asText()));
        List<Binding> bindings = new ArrayList<>();
        metadata.path("bindings").forEach(binding -> bindings.add(binding(binding)));
        Map<String, JsonNode> further = new LinkedHashMap<>();
        metadata.properties().stream()
                .filter(field -> !READ.contains(field.getKey()))
                .forEach(field -> further.put(field.getKey(), field.getValue()));
        return new Bundle(main, modules, metadata.path("compatibility_date").asText(""), flags, bindings, further);
    }

    static Binding binding(JsonNode json) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        json.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return new Binding(json.path("name").asText(), json.path("type").asText(), fields);
    }
}
