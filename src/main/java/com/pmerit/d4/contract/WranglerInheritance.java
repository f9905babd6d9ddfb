package com.pmerit.d4.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Resolves what holds for a section {@code env.*} as wrangler does. */
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

    /** What wrangler warns of: whole keys, and single vars even where the section has vars of its own. */
    List<String> notInherited(ObjectNode section) {
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, JsonNode> top : topLevel().entrySet()) {
            JsonNode own = section.path(top.getKey());
            if (own.isMissingNode() && WranglerKeys.NOT_INHERITED.contains(top.getKey())) {
                lost.add(top.getKey());
            } else if (top.getKey().equals("vars")) {
                top.getValue().fieldNames().forEachRemaining(name -> {
                    if (!own.has(name)) {
                        lost.add("vars." + name);
                    }
                });
            }
        }
        lost.sort(null);
        return lost;
    }

    private static Map<String, JsonNode> stated(ObjectNode level) {
        Map<String, JsonNode> keys = new LinkedHashMap<>();
        level.properties().forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
        return keys;
    }
}
