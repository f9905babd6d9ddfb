package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A binding of a Worker, of any type that Cloudflare has or will have. The value of a secret is never part of it: a
 * {@code secret_text} binding has a name only.
 *
 * @param name the name in the Worker's {@code env}
 * @param type Cloudflare's type, such as {@code d1}, {@code r2_bucket}, {@code plain_text}, {@code inherit}
 * @param fields all further fields as they go over the wire
 */
public record Binding(String name, String type, Map<String, JsonNode> fields) {
    /** The type of a secret. */
    public static final String SECRET_TEXT = "secret_text";

    /** The type that keeps what an earlier version has bound. */
    public static final String INHERIT = "inherit";

    private static final String TEXT = "text";

    /**
     * Drops the value of a secret, should one be there.
     *
     * @throws IllegalArgumentException when name or type is blank
     */
    public Binding {
        if (name.isBlank() || type.isBlank()) {
            throw new IllegalArgumentException("A binding needs a name and a type");
        }
        Map<String, JsonNode> kept = new LinkedHashMap<>();
        boolean secret = type.equals(SECRET_TEXT);
        fields.forEach((key, value) -> {
            boolean known = key.equals("name") || key.equals("type") || (secret && key.equals(TEXT));
            if (!known) {
                kept.put(key, value.deepCopy());
            }
        });
        fields = java.util.Collections.unmodifiableMap(kept);
    }

    /** A variable that is a text. */
    public static Binding plainText(String name, String value) {
        return new Binding(name, "plain_text", Map.of(TEXT, TextNode.valueOf(value)));
    }

    /** A variable that is any other JSON value. */
    public static Binding json(String name, JsonNode value) {
        return new Binding(name, "json", Map.of("json", value));
    }

    /** A D1 database by its id. */
    public static Binding d1(String name, String databaseId) {
        return new Binding(name, "d1", Map.of("id", TextNode.valueOf(databaseId)));
    }

    /**
     * An R2 bucket by its name.
     *
     * @param jurisdiction that it lies in, such as {@code eu}; without it Cloudflare looks among the buckets that have none
     */
    public static Binding r2Bucket(String name, String bucket, Optional<String> jurisdiction) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("bucket_name", TextNode.valueOf(bucket));
        jurisdiction.ifPresent(where -> fields.put("jurisdiction", TextNode.valueOf(where)));
        return new Binding(name, "r2_bucket", fields);
    }

    /** The id, tag and time of the version that runs. */
    public static Binding versionMetadata(String name) {
        return new Binding(name, "version_metadata", Map.of());
    }

    /** Keeps what the <em>latest uploaded</em> version has bound to the name, which need not be the deployed one. */
    public static Binding inherit(String name) {
        return new Binding(name, INHERIT, Map.of());
    }

    /** Keeps what this version has bound to the name. */
    public static Binding inherit(String name, String versionId) {
        return new Binding(name, INHERIT, Map.of("version_id", TextNode.valueOf(versionId)));
    }

    /** Whether it stands for a secret. */
    public boolean isSecret() {
        return type.equals(SECRET_TEXT);
    }

    /** A field that is a text. */
    public Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    static Binding read(Fields fields) {
        Map<String, JsonNode> further = new LinkedHashMap<>();
        fields.node().properties().forEach(field -> further.put(field.getKey(), field.getValue()));
        return new Binding(fields.text("name"), fields.text("type"), further);
    }

    /** The binding as the API takes it. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("name", name).put("type", type);
        fields.forEach(json::set);
        return json;
    }
}
