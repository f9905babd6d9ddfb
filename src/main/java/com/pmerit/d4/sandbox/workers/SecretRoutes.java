package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.workers.AccountWorkers.Changed;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets: each change is a new version made from the latest one. Only {@code versions/latest} leaves it undeployed. */
final class SecretRoutes {
    private static final int MOST_AT_ONCE = 100;
    private static final int SINGLE_EDIT = 10215;
    private static final int BULK_EDIT = 10214;

    private final Workers workers;

    SecretRoutes(Workers workers) {
        this.workers = workers;
    }

    void addTo(Router.Builder routes) {
        String script = "/accounts/{account}/workers/scripts/{script}";
        routes.api("GET", script + "/secrets", this::list);
        routes.api("PUT", script + "/secrets", this::put);
        routes.api("DELETE", script + "/secrets/{secret}", this::delete);
        routes.api("PATCH", script + "/secrets-bulk", this::bulk);
        routes.api("PATCH", "/accounts/{account}/workers/workers/{script}/versions/latest", this::patchLatest);
    }

    private Response list(Request request) {
        StoredVersion latest = AccountWorkers.latest(workers.of(request).script(request.parameter("script")));
        ArrayNode names = Json.mapper().createArrayNode();
        latest.bindings().stream()
                .filter(binding -> binding.path("type").asText().equals(Binding.SECRET_TEXT))
                .forEach(binding -> names.addObject()
                        .put("name", BindingRules.name(binding))
                        .put("type", Binding.SECRET_TEXT));
        return Response.result(names);
    }

    private Response put(Request request) throws IOException {
        Fields body = new Fields(request.json(), "secret");
        String name = body.text("name");
        String text = secretText(body);
        body.refuseOthers();
        return edit(request, Map.of(name, Optional.of(text)), SINGLE_EDIT, Response.result(view(name)));
    }

    private Response delete(Request request) throws IOException {
        request.queryFlag("url_encoded");
        return edit(request, Map.of(request.parameter("secret"), Optional.empty()), SINGLE_EDIT, Response.result(null));
    }

    private Response bulk(Request request) throws IOException {
        Fields body = new Fields(request.json(), "secrets-bulk");
        JsonNode secrets = body.node("secrets");
        body.refuseOthers();
        Map<String, Optional<String>> edits = edits(secrets, true);
        ArrayNode names = Json.mapper().createArrayNode();
        edits.forEach((name, text) -> text.ifPresent(given -> names.add(view(name))));
        return edit(request, edits, BULK_EDIT, Response.result(names));
    }

    private Response patchLatest(Request request) throws IOException {
        Fields body = new Fields(request.json(), "version");
        Map<String, Optional<String>> edits = edits(body.node("env"), false);
        Map<String, String> annotations =
                Annotations.read(body.has("annotations") ? body.node("annotations") : Json.nothing());
        body.refuseOthers();
        AccountWorkers account = workers.of(request);
        return account.change(present -> {
            Script script = AccountWorkers.script(present, request.parameter("script"));
            StoredVersion version = edited(account, script, edits, annotations, Workers.source(request));
            Script more = script.with(version);
            return new Changed(present.with(more), Response.result(Views.version(more, version)));
        });
    }

    private Response edit(Request request, Map<String, Optional<String>> edits, int code, Response answer)
            throws IOException {
        AccountWorkers account = workers.of(request);
        return account.change(present -> {
            Script script = AccountWorkers.script(present, request.parameter("script"));
            if (!script.latestIsDeployed()) {
                throw WorkerRefusals.latestIsNotDeployed(code);
            }
            StoredVersion version = edited(account, script, edits, Map.of(), Workers.source(request));
            return new Changed(present.with(account.maker().deployed(script, version, Map.of())), answer);
        });
    }

    /** The latest version with some secrets set and some removed. */
    static StoredVersion edited(
            AccountWorkers account,
            Script script,
            Map<String, Optional<String>> edits,
            Map<String, String> annotations,
            String source) {
        StoredVersion latest = AccountWorkers.latest(script);
        Map<String, ObjectNode> bindings = new LinkedHashMap<>();
        latest.bindings().forEach(binding -> bindings.put(BindingRules.name(binding), binding));
        Map<String, String> revisions = new LinkedHashMap<>(latest.secrets());
        edits.forEach((name, text) -> {
            checkName(bindings, name, text.isPresent());
            if (text.isPresent()) {
                bindings.put(name, view(name));
                revisions.put(name, account.vault().put(text.get()));
            } else {
                bindings.remove(name);
                revisions.remove(name);
            }
        });
        return account.maker()
                .version(
                        script,
                        source,
                        "secret",
                        annotations,
                        latest.code(),
                        new BindingResolver.Resolved(List.copyOf(bindings.values()), revisions));
    }

    private static void checkName(Map<String, ObjectNode> bindings, String name, boolean set) {
        ObjectNode present = bindings.get(name);
        boolean secret = present != null && present.path("type").asText().equals(Binding.SECRET_TEXT);
        if (set && present != null && !secret) {
            throw Refusal.of(
                    400,
                    10053,
                    "Binding name '" + name + "' already in use. Please use a different name and try again.");
        }
        if (!set && !secret) {
            throw Refusal.of(404, 10056, "Binding '" + name + "' not found.");
        }
    }

    private static Map<String, Optional<String>> edits(JsonNode secrets, boolean named) {
        if (!secrets.isObject() || secrets.isEmpty() || secrets.size() > MOST_AT_ONCE) {
            throw WorkerRefusals.invalid("an edit names 1 to " + MOST_AT_ONCE + " secrets");
        }
        Map<String, Optional<String>> edits = new LinkedHashMap<>();
        secrets.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                edits.put(entry.getKey(), Optional.empty());
                return;
            }
            Fields fields = new Fields(entry.getValue(), "secret " + entry.getKey());
            if (named && !fields.text("name", entry.getKey()).equals(entry.getKey())) {
                throw WorkerRefusals.invalid("secret " + entry.getKey() + " has another name inside");
            }
            edits.put(entry.getKey(), Optional.of(secretText(fields)));
            fields.refuseOthers();
        });
        return edits;
    }

    private static String secretText(Fields fields) {
        if (!fields.text("type").equals(Binding.SECRET_TEXT)) {
            throw WorkerRefusals.invalid("the type of a secret must be " + Binding.SECRET_TEXT);
        }
        return fields.text("text");
    }

    static ObjectNode view(String name) {
        return Json.mapper().createObjectNode().put("name", name).put("type", Binding.SECRET_TEXT);
    }
}
