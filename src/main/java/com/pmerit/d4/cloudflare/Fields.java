package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one JSON object: unknown fields are left alone, a required one that is missing or of another kind makes the answer malformed. */
final class Fields {
    private final JsonNode node;
    private final String where;

    private Fields(JsonNode node, String where) {
        this.node = node;
        this.where = where;
    }

    static Fields of(JsonNode node, String where) {
        if (!node.isObject()) {
            throw new MalformedAnswerException(where + " should be an object but is " + kind(node));
        }
        return new Fields(node, where);
    }

    static List<Fields> each(JsonNode array, String where) {
        if (!array.isArray()) {
            throw new MalformedAnswerException(where + " should be a list but is " + kind(array));
        }
        List<Fields> all = new ArrayList<>();
        for (JsonNode element : array) {
            all.add(of(element, where + "[" + all.size() + "]"));
        }
        return all;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name, "a text"));
    }

    Optional<String> optionalText(String name) {
        JsonNode field = node.path(name);
        if (absent(field)) {
            return Optional.empty();
        }
        if (!field.isTextual()) {
            throw wrong(name, "a text", field);
        }
        return Optional.of(field.textValue());
    }

    long number(String name) {
        return optionalNumber(name).orElseThrow(() -> missing(name, "a number"));
    }

    Optional<Long> optionalNumber(String name) {
        JsonNode field = node.path(name);
        if (absent(field)) {
            return Optional.empty();
        }
        if (!field.isNumber()) {
            throw wrong(name, "a number", field);
        }
        return Optional.of(field.longValue());
    }

    double decimal(String name) {
        JsonNode field = node.path(name);
        if (!field.isNumber()) {
            throw absent(field) ? missing(name, "a number") : wrong(name, "a number", field);
        }
        return field.doubleValue();
    }

    boolean flag(String name) {
        return optionalFlag(name).orElseThrow(() -> missing(name, "true or false"));
    }

    Optional<Boolean> optionalFlag(String name) {
        JsonNode field = node.path(name);
        if (absent(field)) {
            return Optional.empty();
        }
        if (!field.isBoolean()) {
            throw wrong(name, "true or false", field);
        }
        return Optional.of(field.booleanValue());
    }

    Instant instant(String name) {
        String text = text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw new MalformedAnswerException(where + "." + name + " is not a time: " + text, notATime);
        }
    }

    Fields object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name, "an object"));
    }

    Optional<Fields> optionalObject(String name) {
        JsonNode field = node.path(name);
        return absent(field) ? Optional.empty() : Optional.of(of(field, where + "." + name));
    }

    List<Fields> objects(String name) {
        JsonNode field = node.path(name);
        if (absent(field)) {
            throw missing(name, "a list");
        }
        return each(field, where + "." + name);
    }

    /** The texts of a list; none when the list is absent. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode field = node.path(name);
        if (!absent(field) && !field.isArray()) {
            throw wrong(name, "a list of texts", field);
        }
        for (JsonNode element : field) {
            if (!element.isTextual()) {
                throw wrong(name, "a list of texts", element);
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** The members that are texts; none when the object is absent. */
    Map<String, String> textMembers(String name) {
        Map<String, String> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : node.path(name).properties()) {
            if (member.getValue().isTextual()) {
                members.put(member.getKey(), member.getValue().textValue());
            }
        }
        return members;
    }

    JsonNode any(String name) {
        JsonNode field = node.path(name);
        if (field.isMissingNode()) {
            throw missing(name, "a value");
        }
        return field;
    }

    boolean has(String name) {
        return !absent(node.path(name));
    }

    JsonNode node() {
        return node;
    }

    private static boolean absent(JsonNode field) {
        return field.isMissingNode() || field.isNull();
    }

    private MalformedAnswerException missing(String name, String expected) {
        return new MalformedAnswerException(
                "the required field " + where + "." + name + " (" + expected + ") is missing");
    }

    private MalformedAnswerException wrong(String name, String expected, JsonNode found) {
        return new MalformedAnswerException(where + "." + name + " should be " + expected + " but is " + kind(found));
    }

    private static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }
}
