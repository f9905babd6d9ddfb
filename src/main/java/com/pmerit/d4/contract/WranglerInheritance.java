package com.pmerit.d4.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Resolves what holds for a section {@code env.*} as wrangler does. A {@code null} counts as absent, for wrangler joins
 * the levels by JavaScript's {@code ??}.
 */
final class WranglerInheritance {
    private final ObjectNode root;

    WranglerInheritance(ObjectNode root) {
        this.root = root;
    }

    Map<String, JsonNode> topLevel() {
        Map<String, JsonNode> keys = stated(root);
        keys.keySet().removeAll(WranglerKeys.OF_THE_FILE);
        return keys;
    }

    Map<String, JsonNode> section(String name, ObjectNode section) {
        Map<String, JsonNode> keys = new LinkedHashMap<>();
        topLevel().forEach((key, value) -> {
            if (WranglerKeys.INHERITED.contains(key) || WranglerKeys.TOP_LEVEL_ONLY.contains(key)) {
                keys.put(key, value);
            }
        });
        JsonNode topName = keys.get("name");
        // wrangler suffixes a name that is not empty, whatever the section is called.
        if (topName != null && !topName.asText().isEmpty()) {
            keys.put("name", JsonNodeFactory.instance.textNode(topName.asText() + "-" + name));
        }
        stated(section).forEach((key, value) -> {
            if (!WranglerKeys.TOP_LEVEL_ONLY.contains(key)) {
                keys.put(key, value);
            }
        });
        return keys;
    }

    List<String> notInherited(ObjectNode section) {
        Map<String, JsonNode> stated = stated(section);
        return topLevel().keySet().stream()
                .filter(WranglerKeys.NOT_INHERITED::contains)
                .filter(key -> !stated.containsKey(key))
                .sorted()
                .toList();
    }

    private static Map<String, JsonNode> stated(ObjectNode level) {
        Map<String, JsonNode> keys = new LinkedHashMap<>();
        level.properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                keys.put(entry.getKey(), entry.getValue());
            }
        });
        return keys;
    }
}
