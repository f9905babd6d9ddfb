package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The result in an answer that says success.
 *
 * @param result the {@code result} field; null node when there was none
 * @param info the {@code result_info} field; missing node when there was none
 * @param answer the answer, for failures that are found in the result itself
 */
record Envelope(JsonNode result, JsonNode info, ApiAnswer answer) {
    Fields object() {
        return Fields.of(result, "result");
    }

    java.util.List<Fields> objects() {
        return Fields.each(result, "result");
    }
}
