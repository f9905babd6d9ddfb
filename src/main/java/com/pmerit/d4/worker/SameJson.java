package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Compares JSON as Cloudflare and JavaScript do: a number is its value, however it was written or read. */
final class SameJson {
    private SameJson() {}

    /** Whether both are the same value; the order of an object's keys does not count. */
    static boolean same(JsonNode one, JsonNode other) {
        return one.equals(SameJson::compare, other);
    }

    /** Whether a value has all that is wanted of it; an object may have further keys. */
    static boolean holds(JsonNode value, JsonNode wanted) {
        if (!wanted.isObject() || !value.isObject()) {
            return same(value, wanted);
        }
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            if (!holds(value.path(field.getKey()), field.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}
