package com.pmerit.d4.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * An object of a JSON file. Nothing in it is taken for granted: a key that is missing, or of another kind, is an empty text, an
 * empty list, false.
 *
 * @param json the object
 * @param inert makes a text unable to do anything but be read
 */
record Part(JsonNode json, UnaryOperator<String> inert) {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_TEXT = 4_000;

    boolean has(String key) {
        return json.has(key);
    }

    boolean is(String key) {
        return json.path(key).asBoolean(false);
    }

    /** A sentence, or a definition; the end of a very long one is left out. */
    String text(String key) {
        return maybe(key).orElse("");
    }

    /** The same, where it may be missing. */
    Optional<String> maybe(String key) {
        JsonNode value = json.path(key);
        return value.isValueNode() && !value.isNull()
                ? Optional.of(shortened(value.asText(), LONGEST_TEXT))
                : Optional.empty();
    }

    /** What something is called; a very long name is cut. */
    String name(String key) {
        return shortened(json.path(key).asText(""), LONGEST_NAME);
    }

    OptionalLong number(String key) {
        JsonNode value = json.path(key);
        return value.isIntegralNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }

    /** The object under a key; an empty one when there is none. */
    Part at(String key) {
        return new Part(json.path(key), inert);
    }

    List<Part> parts(String key) {
        List<Part> parts = new ArrayList<>();
        if (json.path(key).isArray()) {
            json.path(key).forEach(each -> parts.add(new Part(each, inert)));
        }
        return parts;
    }

    List<String> texts(String key) {
        return strings(key, LONGEST_TEXT);
    }

    List<String> names(String key) {
        return strings(key, LONGEST_NAME);
    }

    private List<String> strings(String key, int longest) {
        List<String> texts = new ArrayList<>();
        if (json.path(key).isArray()) {
            json.path(key).forEach(each -> texts.add(shortened(each.asText(), longest)));
        }
        return texts;
    }

    private String shortened(String json, int longest) {
        // First made inert, which masks: half of a secret would not be known any more.
        String text = inert.apply(json);
        int length = text.codePointCount(0, text.length());
        return length <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + "\u2026 and " + (length - longest)
                        + " more characters";
    }
}
