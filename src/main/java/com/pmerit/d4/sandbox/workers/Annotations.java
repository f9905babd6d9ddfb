package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the annotations of a version or a deployment: three known names, text of at most 100 bytes. */
final class Annotations {
    static final String MESSAGE = "workers/message";
    static final String TAG = "workers/tag";
    static final String ALIAS = "workers/alias";

    private static final int LIMIT_BYTES = 100;
    private static final Pattern ALIAS_FORM = Pattern.compile("[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?");

    private Annotations() {}

    static Map<String, String> read(JsonNode node) {
        Map<String, String> annotations = new LinkedHashMap<>();
        if (node.isMissingNode() || node.isNull()) {
            return annotations;
        }
        if (!node.isObject()) {
            throw WorkerRefusals.invalid("annotations must be an object");
        }
        node.properties().forEach(entry -> annotations.put(entry.getKey(), value(entry.getKey(), entry.getValue())));
        return annotations;
    }

    private static String value(String name, JsonNode value) {
        if (!name.equals(MESSAGE) && !name.equals(TAG) && !name.equals(ALIAS)) {
            throw WorkerRefusals.invalid("unknown annotation " + name);
        }
        if (!value.isTextual()) {
            throw WorkerRefusals.invalid("annotation " + name + " must be a string");
        }
        int size = value.asText().getBytes(StandardCharsets.UTF_8).length;
        if (size > LIMIT_BYTES) {
            throw WorkerRefusals.invalid(
                    "annotation " + name + " has " + size + " bytes, at most " + LIMIT_BYTES + " are allowed");
        }
        if (name.equals(ALIAS) && !ALIAS_FORM.matcher(value.asText()).matches()) {
            throw WorkerRefusals.invalid(
                    "annotation " + ALIAS
                            + " must start with a letter, end with a letter or digit, and hold letters, digits and dashes only");
        }
        return value.asText();
    }
}
