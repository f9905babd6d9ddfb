package com.pmerit.d4.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a JSON object field by field and knows which were asked for, so that the others can be refused. A field of the wrong
 * kind, or a missing one without a default, is refused with 400. JSON null counts as missing.
 */
public final class Fields {
    private final JsonNode object;
    private final String what;
    private final int code;
    private final Set<String> known = new HashSet<>();

    /**
     * @param object refused with 400 when it is not a JSON object
     * @param what what the object describes, for messages
     */
    public Fields(JsonNode object, String what) {
        this(object, what, 10001);
    }

    /**
     * @param object refused with 400 when it is not a JSON object
     * @param what what the object describes, for messages
     * @param code the error code of the refusals
     */
    public Fields(JsonNode object, String what, int code) {
        if (!object.isObject()) {
            throw Refusal.of(400, code, what + " must be a JSON object");
        }
        this.object = object;
        this.what = what;
        this.code = code;
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        known.add(name);
        return object.hasNonNull(name);
    }

    /** A field of any kind. */
    public JsonNode node(String name) {
        if (!has(name)) {
            throw Refusal.of(400, code, what + " has no " + name);
        }
        return object.get(name);
    }

    /** A string. */
    public String text(String name) {
        JsonNode node = node(name);
        if (!node.isTextual()) {
            throw wrong(name, "a string");
        }
        return node.textValue();
    }

    /** A string, or the default. */
    public String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    /** A whole number, or the default. */
    public int number(String name, int otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode node = node(name);
        if (!node.canConvertToInt() || !node.isIntegralNumber()) {
            throw wrong(name, "a whole number");
        }
        return node.intValue();
    }

    /** A boolean, or the default. */
    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode node = node(name);
        if (!node.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return node.booleanValue();
    }

    /** An object. */
    public Fields object(String name) {
        return new Fields(node(name), name + " of " + what, code);
    }

    /** The elements of an array; empty when the field is missing. */
    public List<JsonNode> elements(String name) {
        List<JsonNode> elements = new ArrayList<>();
        if (has(name)) {
            if (!node(name).isArray()) {
                throw wrong(name, "an array");
            }
            node(name).forEach(elements::add);
        }
        return elements;
    }

    /** The strings of an array; empty when the field is missing. */
    public List<String> texts(String name) {
        return elements(name).stream()
                .map(element -> {
                    if (!element.isTextual()) {
                        throw wrong(name, "an array of strings");
                    }
                    return element.textValue();
                })
                .toList();
    }

    /** Declares fields that may be there and are not read. */
    public Fields alsoKnown(String... names) {
        known.addAll(List.of(names));
        return this;
    }

    /** Refuses the object when it has a field that was never asked for. */
    public void refuseOthers() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Refusal.of(400, code, what + " has an unknown field: " + name);
            }
        });
    }

    private Refusal wrong(String name, String wanted) {
        return Refusal.of(400, code, name + " of " + what + " must be " + wanted);
    }
}
