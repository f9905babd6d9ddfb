package com.pmerit.d4.sandbox.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.workers.Binding;
import com.pmerit.d4.sandbox.workers.ModuleKind;
import com.pmerit.d4.sandbox.workers.RunnableVersion;
import com.pmerit.d4.sandbox.workers.SecretValue;
import com.pmerit.d4.sandbox.workers.WorkerModule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds versions of the Worker {@code chat}. */
final class SampleWorker {
    static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    static final String SCRIPT = "chat";

    private final List<WorkerModule> modules = new ArrayList<>();
    private final List<Binding> bindings = new ArrayList<>();
    private final Map<String, SecretValue> secrets = new LinkedHashMap<>();
    private String id = "11111111-1111-4111-8111-111111111111";
    private String date = "2026-01-01";
    private List<String> flags = List.of();

    private SampleWorker(String code) {
        modules.add(new WorkerModule("index.js", ModuleKind.ES_MODULE, Content.of(code)));
    }

    static SampleWorker of(String code) {
        return new SampleWorker(code);
    }

    /** A Worker whose fetch has this body; {@code request}, {@code url} and {@code env} are in scope. */
    static SampleWorker answering(String body) {
        return of("export default { async fetch(request, env) { const url = new URL(request.url); " + body + " } };");
    }

    SampleWorker id(String other) {
        id = other;
        return this;
    }

    SampleWorker date(String other) {
        date = other;
        return this;
    }

    SampleWorker flags(String... others) {
        flags = List.of(others);
        return this;
    }

    SampleWorker module(String name, ModuleKind kind, byte[] content) {
        modules.add(new WorkerModule(name, kind, Content.of(content)));
        return this;
    }

    SampleWorker binding(String json) {
        ObjectNode node = (ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8));
        bindings.add(new Binding(node.get("name").asText(), node.get("type").asText(), node));
        return this;
    }

    SampleWorker secret(String name, String value) {
        secrets.put(name, new SecretValue(value));
        return binding("{\"name\":\"" + name + "\",\"type\":\"secret_text\"}");
    }

    RunnableVersion build() {
        return new RunnableVersion(
                ACCOUNT,
                SCRIPT,
                id,
                "index.js",
                modules,
                date,
                flags,
                bindings,
                secrets,
                "2026-11-22T10:00:00.000000Z",
                "v1.2.3",
                Optional.empty());
    }
}
