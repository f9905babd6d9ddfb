package com.pmerit.d4.sandbox.kv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Percent;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.kv.KvCalls.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a Worker's KV binding asks: the protocol that workerd speaks to a {@code kvNamespace} service. */
public final class KvBinding {
    private static final String BYTES = "application/octet-stream";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String METADATA_HEADER = "CF-KV-Metadata";
    private static final String EXPIRATION_HEADER = "CF-Expiration";
    private static final int MOST_KEYS = 100;

    private final KvStore store;
    private final KvCalls calls;

    /** Bindings to these namespaces. */
    public KvBinding(KvStore store) {
        this.store = store;
        this.calls = new KvCalls(store);
    }

    /**
     * Answers one request of a binding.
     *
     * @throws IOException when the store fails
     */
    public Response answer(String account, String namespace, Request request) throws IOException {
        try {
            if (!store.exists(account, namespace)) {
                throw Refusal.of(404, 10013, "namespace not found");
            }
            return act(account, namespace, request);
        } catch (Refusal refusal) {
            return text(refusal.status(), refusal.errors().get(0).message());
        }
    }

    private Response act(String account, String namespace, Request request) throws IOException {
        String key = Percent.decode(request.path().substring(1));
        return switch (request.method()) {
            case "GET" -> key.isEmpty() ? list(account, namespace, request) : get(account, namespace, key);
            case "PUT" -> {
                Optional<String> metadata = request.headers()
                        .first(METADATA_HEADER)
                        .map(raw -> new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
                calls.put(account, namespace, key, request, request.body(), metadata);
                yield text(200, "");
            }
            case "DELETE" -> {
                KvCalls.checkKey(key);
                store.remove(account, namespace, key);
                yield text(200, "");
            }
            case "POST" -> {
                if (!request.path().equals("/bulk/get")) {
                    throw Refusal.of(501, 10001, "The embedded Cloudflare does not do KV's " + request.path() + ".");
                }
                yield several(account, namespace, request.json());
            }
            default -> throw Refusal.of(405, 10001, "KV does not know " + request.method());
        };
    }

    private Response get(String account, String namespace, String key) throws IOException {
        KvCalls.checkKey(key);
        Optional<KvEntry> found = store.get(account, namespace, key);
        if (found.isEmpty()) {
            return text(404, "Not Found");
        }
        Response response = Response.bytes(200, BYTES, found.get().value().bytes());
        if (found.get().expiration().isPresent()) {
            response = response.header(
                    EXPIRATION_HEADER, String.valueOf(found.get().expiration().getAsLong()));
        }
        return found.get().metadata().isPresent()
                ? response.header(METADATA_HEADER, found.get().metadata().get())
                : response;
    }

    private Response list(String account, String namespace, Request request) throws IOException {
        Page page = calls.list(account, namespace, request, "key_count_limit");
        ObjectNode result = Json.mapper().createObjectNode();
        result.putArray("keys");
        for (KvEntry entry : page.entries()) {
            ObjectNode view = KvCalls.view(entry);
            entry.metadata().ifPresent(metadata -> view.put("metadata", metadata));
            result.withArray("keys").add(view);
        }
        result.put("list_complete", page.cursor().isEmpty());
        page.cursor().ifPresent(cursor -> result.put("cursor", cursor));
        return Response.bytes(200, "application/json", Json.write(result));
    }

    private Response several(String account, String namespace, JsonNode body) throws IOException {
        ObjectNode result = Json.mapper().createObjectNode();
        boolean json = body.path("type").asText("text").equals("json");
        boolean metadata = body.path("withMetadata").asBoolean();
        if (body.path("keys").size() > MOST_KEYS) {
            throw Refusal.of(400, 10001, "You can request a maximum of " + MOST_KEYS + " keys");
        }
        for (JsonNode key : body.path("keys")) {
            KvCalls.checkKey(key.asText());
            Optional<KvEntry> found = store.get(account, namespace, key.asText());
            if (found.isEmpty()) {
                result.putNull(key.asText());
                continue;
            }
            String text = found.get().value().text();
            JsonNode value = json ? Json.parse(found.get().value().bytes()) : result.textNode(text);
            if (metadata) {
                ObjectNode both = result.putObject(key.asText());
                both.set("value", value);
                both.set(
                        "metadata", found.get().metadata().map(KvBinding::parse).orElseGet(result::nullNode));
            } else {
                result.set(key.asText(), value);
            }
        }
        return Response.bytes(200, "application/json", Json.write(result));
    }

    private static JsonNode parse(String json) {
        return Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Response text(int status, String text) {
        return Response.bytes(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }
}
