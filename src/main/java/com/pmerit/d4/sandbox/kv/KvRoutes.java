package com.pmerit.d4.sandbox.kv;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.MultipartForm;
import com.pmerit.d4.sandbox.http.Paging;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.kv.KvCalls.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** KV in the v4 API: {@code /accounts/{account}/storage/kv/namespaces}, their keys and values. */
public final class KvRoutes {
    private static final String NAMESPACES = "/accounts/{account}/storage/kv/namespaces";
    private static final String NAMESPACE = NAMESPACES + "/{namespace}";
    private static final String VALUE = NAMESPACE + "/values/{key...}";

    private final KvStore store;
    private final KvCalls calls;

    /** Routes to these namespaces. */
    public KvRoutes(KvStore store) {
        this.store = store;
        this.calls = new KvCalls(store);
    }

    /** Adds the routes. */
    public void addTo(Router.Builder routes) {
        routes.api("GET", NAMESPACES, this::list);
        routes.api("POST", NAMESPACES, this::create);
        routes.api("GET", NAMESPACE, request -> Response.result(view(namespace(request))));
        routes.api("PUT", NAMESPACE, this::rename);
        routes.api("DELETE", NAMESPACE, this::delete);
        routes.api("GET", NAMESPACE + "/keys", this::keys);
        routes.api("GET", VALUE, this::get);
        routes.api("PUT", VALUE, this::put);
        routes.api("DELETE", VALUE, this::remove);
    }

    private Response list(Request request) throws IOException {
        List<ObjectNode> all = new ArrayList<>(
                store.namespaces(request.account()).stream().map(KvRoutes::view).toList());
        if (request.queryValue("direction").orElse("asc").equals("desc")) {
            Collections.reverse(all);
        }
        return Response.page(Paging.of(request, 20, 1000), all);
    }

    private Response create(Request request) throws IOException {
        String title = title(request);
        return store.create(request.account(), title)
                .map(namespace -> Response.result(view(namespace)))
                .orElseThrow(() -> taken(title));
    }

    private Response rename(Request request) throws IOException {
        Namespace namespace = namespace(request);
        String title = title(request);
        if (!store.rename(request.account(), namespace.id(), title)) {
            throw taken(title);
        }
        return Response.result(null);
    }

    private Response delete(Request request) throws IOException {
        store.delete(request.account(), namespace(request).id());
        return Response.result(null);
    }

    private Response keys(Request request) throws IOException {
        Page page = calls.list(request.account(), namespace(request).id(), request, "limit");
        ArrayNode keys = Json.mapper().createArrayNode();
        for (KvEntry entry : page.entries()) {
            ObjectNode view = KvCalls.view(entry);
            entry.metadata().ifPresent(json -> view.set("metadata", Json.parse(json.getBytes(StandardCharsets.UTF_8))));
            keys.add(view);
        }
        ObjectNode envelope = Json.mapper().createObjectNode();
        envelope.put("success", true).set("result", keys);
        envelope.putArray("errors");
        envelope.putArray("messages");
        envelope.putObject("result_info")
                .put("count", keys.size())
                .put("cursor", page.cursor().orElse(""));
        return Response.bytes(200, "application/json", Json.write(envelope));
    }

    private Response get(Request request) throws IOException {
        KvEntry entry = store.get(request.account(), namespace(request).id(), request.parameter("key"))
                .orElseThrow(() -> Refusal.of(404, 10009, "get: 'key not found'"));
        return Response.bytes(200, "application/octet-stream", entry.value().bytes());
    }

    private Response put(Request request) throws IOException {
        Content value = request.body();
        Optional<String> metadata = Optional.empty();
        if (request.headers().first("content-type").orElse("").startsWith("multipart/form-data")) {
            MultipartForm form = request.form();
            value = form.part("value")
                    .orElseThrow(() -> Refusal.of(400, 10001, "the form has no part value"))
                    .content();
            metadata = form.part("metadata").map(MultipartForm.Part::text);
        }
        calls.put(request.account(), namespace(request).id(), request.parameter("key"), request, value, metadata);
        return Response.result(null);
    }

    private Response remove(Request request) throws IOException {
        store.remove(request.account(), namespace(request).id(), request.parameter("key"));
        return Response.result(null);
    }

    private Namespace namespace(Request request) throws IOException {
        String id = request.parameter("namespace");
        return store.namespaces(request.account()).stream()
                .filter(namespace -> namespace.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.of(404, 10013, "namespace not found"));
    }

    private static String title(Request request) {
        Fields fields = new Fields(request.json(), "the namespace");
        String title = fields.text("title");
        fields.refuseOthers();
        if (title.isBlank() || title.length() > 512) {
            throw Refusal.of(400, 10019, "a namespace's title has 1 to 512 characters");
        }
        return title;
    }

    private static Refusal taken(String title) {
        return Refusal.of(400, 10014, "a namespace with this account ID and title already exists: " + title);
    }

    private static ObjectNode view(Namespace namespace) {
        return Json.mapper()
                .createObjectNode()
                .put("id", namespace.id())
                .put("title", namespace.title())
                .put("supports_url_encoding", true);
    }
}
