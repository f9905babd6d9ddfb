package com.pmerit.d4.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ids that a server made for the recorded run, and those that another one makes for the same things. */
final class Ids {
    private static final Pattern ID =
            Pattern.compile("\\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})\\b");

    private final Map<String, String> now = new HashMap<>();

    /** From now on one id stands for the other. */
    void learn(String recorded, String given) {
        now.put(recorded, given);
    }

    /** Learns from two answers to the same request: ids at the same place are ids of the same thing. */
    void learn(JsonNode recorded, JsonNode given) {
        if (recorded.isTextual() && given.isTextual()) {
            boolean ids = ID.matcher(recorded.asText()).matches()
                    && ID.matcher(given.asText()).matches();
            if (ids) {
                learn(recorded.asText(), given.asText());
            }
        } else if (recorded.isArray()) {
            for (int at = 0; at < Math.min(recorded.size(), given.size()); at++) {
                learn(recorded.get(at), given.path(at));
            }
        } else {
            for (Iterator<String> names = recorded.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                learn(recorded.path(name), given.path(name));
            }
        }
    }

    /** The text with the new ids for the old ones. */
    String translated(String text) {
        return ID.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(now.getOrDefault(found.group(), found.group())));
    }
}
