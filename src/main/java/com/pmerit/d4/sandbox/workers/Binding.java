package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One binding of a version as the API shows it: for a secret the name only.
 *
 * @param name the name in {@code env}
 * @param type Cloudflare's word, for example {@code d1}, {@code r2_bucket}, {@code plain_text}, {@code secret_text}
 * @param json the whole binding object, {@code name} and {@code type} included; never a secret's text
 */
public record Binding(String name, String type, ObjectNode json) {
    /** The type of secrets. */
    public static final String SECRET_TEXT = "secret_text";

    public Binding {
        if (type.equals(SECRET_TEXT) && json.has("text")) {
            throw new IllegalArgumentException("the binding of secret " + name + " must not hold its text");
        }
        json = json.deepCopy();
    }

    /** A string field of the binding object. */
    public String text(String field) {
        return json.path(field).asText();
    }

    @Override
    public String toString() {
        return type + " " + name;
    }
}
