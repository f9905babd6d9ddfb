package com.pmerit.d4.sandbox.r2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** One page of a listing: objects, and in place of those that share a prefix up to the delimiter, that prefix. */
final class R2Listing {
    private static final int LARGEST_PAGE = 1000;

    private final JsonNode command;
    private final String prefix;
    private final String delimiter;
    private final int limit;
    private final ObjectNode page = Json.mapper().createObjectNode();
    private final ArrayNode objects = page.putArray("objects");
    private final ArrayNode prefixes = page.putArray("delimitedPrefixes");

    private R2Listing(JsonNode command, int limit) {
        this.command = command;
        this.limit = limit;
        this.prefix = command.path("prefix").asText("");
        this.delimiter = command.path("delimiter").asText("");
    }

    /** @param all every object that has the prefix, in order */
    static JsonNode of(List<StoredObject> all, JsonNode command) throws R2Error {
        int limit = command.path("limit").asInt(LARGEST_PAGE);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw R2Error.invalidArgument("limit must be a number from 1 to " + LARGEST_PAGE);
        }
        return new R2Listing(command, limit).fill(all);
    }

    private JsonNode fill(List<StoredObject> all) throws R2Error {
        String after = after();
        String last = "";
        page.put("truncated", false);
        for (StoredObject object : all) {
            String entry = entry(object.key());
            if (compare(entry, after) <= 0 || entry.equals(last)) {
                continue;
            }
            if (objects.size() + prefixes.size() == limit) {
                page.put("truncated", true);
                page.put("cursor", Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
                break;
            }
            add(object, entry);
            last = entry;
        }
        return page;
    }

    private void add(StoredObject object, String entry) {
        if (entry.equals(object.key())) {
            objects.add(R2Json.head(object, includes(0), includes(1)));
        } else {
            prefixes.add(entry);
        }
    }

    /** The prefix that stands for a key, or the key itself. */
    private String entry(String key) {
        int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        return end < 0 ? key : key.substring(0, end + delimiter.length());
    }

    private String after() throws R2Error {
        String start = command.path("startAfter").asText("");
        if (!command.hasNonNull("cursor")) {
            return start;
        }
        try {
            String cursor = new String(
                    Base64.getUrlDecoder().decode(command.get("cursor").asText()), StandardCharsets.UTF_8);
            return compare(cursor, start) > 0 ? cursor : start;
        } catch (IllegalArgumentException unreadable) {
            throw R2Error.invalidArgument("the cursor is not one that a listing returned");
        }
    }

    private boolean includes(int field) {
        for (JsonNode one : command.path("include")) {
            if (one.asInt(-1) == field) {
                return true;
            }
        }
        return false;
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
