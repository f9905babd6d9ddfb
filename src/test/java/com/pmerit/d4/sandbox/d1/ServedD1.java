package com.pmerit.d4.sandbox.d1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.ApiService;
import com.pmerit.d4.sandbox.http.Faults;
import com.pmerit.d4.sandbox.http.Gatekeeper;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.LoopbackServer;
import com.pmerit.d4.sandbox.http.RequestLog;
import com.pmerit.d4.sandbox.http.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/** The D1 routes over a state directory, on a real server. */
final class ServedD1 implements AutoCloseable {
    private static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    private static final String TOKEN = "a-test-token";

    private final D1Store store;
    private final LoopbackServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ServedD1(Path state, Clock clock) throws IOException {
        store = new D1Store(state, clock);
        Router.Builder routes = Router.builder();
        new D1Routes(store).addTo(routes);
        Gatekeeper gatekeeper = new Gatekeeper(TOKEN, Set.of(ACCOUNT));
        server = LoopbackServer.start(0, new ApiService(routes.build(), gatekeeper, new Faults(), new RequestLog()));
    }

    /** An answer of the API: its status and its envelope. */
    record Answer(int status, JsonNode envelope) {
        JsonNode result() {
            return envelope.path("result");
        }

        int code() {
            return envelope.path("errors").path(0).path("code").intValue();
        }

        String message() {
            return envelope.path("errors").path(0).path("message").asText();
        }
    }

    Answer get(String path) throws Exception {
        return call("GET", path, "");
    }

    Answer post(String path, Object body) throws Exception {
        return call("POST", path, new String(Json.write(body), StandardCharsets.UTF_8));
    }

    Answer call(String method, String path, String body) throws Exception {
        URI uri = URI.create(server.uri() + "/client/v4/accounts/" + ACCOUNT + "/d1/database" + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), Json.parse(response.body()));
    }

    /** A call without a token, as of a signed URL. */
    HttpResponse<String> plain(String method, String url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    String create(String name) throws Exception {
        return post("", object().put("name", name)).result().path("uuid").textValue();
    }

    Answer query(String database, String sql) throws Exception {
        return post("/" + database + "/query", object().put("sql", sql));
    }

    /** The first column of the first row. */
    JsonNode value(String database, String sql) throws Exception {
        ArrayNode rows = (ArrayNode) query(database, sql).result().path(0).path("results");
        return rows.path(0).elements().next();
    }

    static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
