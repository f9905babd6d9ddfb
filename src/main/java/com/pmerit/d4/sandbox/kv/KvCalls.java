package com.pmerit.d4.sandbox.kv;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What API and binding have in common: KV's limits, expirations, and pages of keys. Refusals have KV's own statuses and words. */
final class KvCalls {
    private static final int KEY_LIMIT = 512;
    private static final int VALUE_LIMIT = 25 * 1024 * 1024;
    private static final int METADATA_LIMIT = 1024;
    private static final int PAGE_LIMIT = 1000;
    private static final int SHORTEST_LIFE = 60;

    /** Headers carry ASCII only. */
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final KvStore store;

    KvCalls(KvStore store) {
        this.store = store;
    }

    /** Stores a value with the {@code expiration} or {@code expiration_ttl} that the query gives. */
    void put(String account, String namespace, String key, Request request, Content value, Optional<String> metadata)
            throws IOException {
        checkKey(key);
        if (value.size() > VALUE_LIMIT) {
            throw Refusal.of(413, 10047, "Value length of " + value.size() + " exceeds limit of " + VALUE_LIMIT + ".");
        }
        Optional<String> ascii = metadata.map(KvCalls::ascii);
        if (metadata.isPresent() && metadata.get().getBytes(StandardCharsets.UTF_8).length > METADATA_LIMIT) {
            throw Refusal.of(413, 10047, "Metadata is longer than " + METADATA_LIMIT + " bytes.");
        }
        store.put(account, namespace, new KvEntry(key, value, expiration(request), ascii));
    }

    /** A page of keys; {@code limit} is the name of the query parameter that bounds it. */
    Page list(String account, String namespace, Request request, String limit) throws IOException {
        int size = (int) number(request, limit, PAGE_LIMIT);
        if (size < 1 || size > PAGE_LIMIT) {
            throw Refusal.of(400, 10022, limit + " must be a number from 1 to " + PAGE_LIMIT);
        }
        List<KvEntry> found =
                store.list(account, namespace, request.queryValue("prefix").orElse(""), after(request), size + 1);
        if (found.size() <= size) {
            return new Page(found, Optional.empty());
        }
        String last = found.get(size - 1).key();
        String cursor = Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
        return new Page(found.subList(0, size), Optional.of(cursor));
    }

    /** Keys, and the cursor of the next page if there is one. */
    record Page(List<KvEntry> entries, Optional<String> cursor) {}

    /** A key in a listing, its metadata aside. */
    static ObjectNode view(KvEntry entry) {
        ObjectNode view = Json.mapper().createObjectNode().put("name", entry.key());
        entry.expiration().ifPresent(time -> view.put("expiration", time));
        return view;
    }

    static void checkKey(String key) {
        int length = key.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > KEY_LIMIT || key.equals(".") || key.equals("..")) {
            throw Refusal.of(400, 10033, "A key has 1 to " + KEY_LIMIT + " bytes and is neither . nor ..");
        }
    }

    private OptionalLong expiration(Request request) {
        long now = store.now();
        if (request.queryValue("expiration_ttl").isPresent()) {
            long life = number(request, "expiration_ttl", 0);
            if (life < SHORTEST_LIFE) {
                throw Refusal.of(400, 10034, "Invalid expiration_ttl of " + life + ". It must be at least 60.");
            }
            return OptionalLong.of(now + life);
        }
        if (request.queryValue("expiration").isPresent()) {
            long time = number(request, "expiration", 0);
            if (time < now + SHORTEST_LIFE) {
                throw Refusal.of(
                        400,
                        10034,
                        "Invalid expiration of " + time + ". It must be at least 60 seconds in the future.");
            }
            return OptionalLong.of(time);
        }
        return OptionalLong.empty();
    }

    private static String after(Request request) {
        String cursor = request.queryValue("cursor").orElse("");
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            throw Refusal.of(400, 10023, "the cursor is not one that a listing returned");
        }
    }

    private static long number(Request request, String name, long otherwise) {
        String text = request.queryValue(name).orElse("");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,15}")) {
            throw Refusal.of(400, 10001, "query parameter " + name + " must be a number");
        }
        return Long.parseLong(text);
    }

    private static String ascii(String json) {
        JsonNode node = Json.parse(json.getBytes(StandardCharsets.UTF_8));
        try {
            return ASCII.writeValueAsString(node);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
