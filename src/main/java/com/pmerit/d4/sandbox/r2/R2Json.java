package com.pmerit.d4.sandbox.r2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;

/** Objects as workerd reads them. */
final class R2Json {
    private R2Json() {}

    /** Everything about an object. */
    static ObjectNode head(StoredObject object) {
        return head(object, true, true);
    }

    /** An object with only those of its fields that a listing includes. */
    static ObjectNode head(StoredObject object, boolean http, boolean custom) {
        ObjectNode head = Json.mapper()
                .createObjectNode()
                .put("name", object.key())
                .put("version", object.version())
                .put("size", object.size())
                .put("etag", object.etag())
                .put("uploaded", object.uploaded())
                .put("storageClass", object.storageClass());
        head.putObject("checksums").put("0", object.etag());
        if (http) {
            ObjectNode fields = head.putObject("httpFields");
            object.httpFields().forEach(fields::put);
        }
        if (custom) {
            ArrayNode fields = head.putArray("customFields");
            object.customFields()
                    .forEach((name, value) -> fields.addObject().put("k", name).put("v", value));
        }
        return head;
    }
}
