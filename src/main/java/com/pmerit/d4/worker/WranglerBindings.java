package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.contract.WranglerEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bindings that a wrangler config states and the contract does not know by kind, for an upload that wrangler does not
 * make. Variables, databases and buckets come from the contract.
 */
final class WranglerBindings {
    private WranglerBindings() {}

    static List<Binding> of(WranglerEnvironment config) {
        List<Binding> bindings = new ArrayList<>();
        for (JsonNode namespace : node(config, "kv_namespaces")) {
            bindings.add(binding(namespace, "kv_namespace", Map.of("id", "namespace_id")));
        }
        JsonNode version = node(config, "version_metadata");
        if (version.has("binding")) {
            bindings.add(Binding.versionMetadata(version.path("binding").asText()));
        }
        JsonNode assets = node(config, "assets").path("binding");
        if (assets.isTextual()) {
            bindings.add(new Binding(assets.textValue(), "assets", Map.of()));
        }
        return bindings;
    }

    /** A key of the config, or a missing node. */
    static JsonNode node(WranglerEnvironment config, String key) {
        JsonNode value = config.raw().get(key);
        return value == null ? JsonNodeFactory.instance.missingNode() : value;
    }

    private static Binding binding(JsonNode configured, String type, Map<String, String> fields) {
        Map<String, JsonNode> sent = new LinkedHashMap<>();
        fields.forEach((key, wire) -> sent.put(wire, configured.path(key)));
        return new Binding(configured.path("binding").asText(), type, sent);
    }
}
