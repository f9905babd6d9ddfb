package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import java.io.IOException;
import java.util.Map;

/**
 * The server side of all bindings to D1, R2, KV and static files. Which one is meant, workerd says in headers that its configuration injects and no
 * Worker can change.
 */
final class BindingBackend {
    static final String KIND_HEADER = "x-d4-binding";
    static final String ACCOUNT_HEADER = "x-d4-account";
    static final String RESOURCE_HEADER = "x-d4-resource";

    private final Map<BindingKind, BindingHandler> handlers;

    BindingBackend(Map<BindingKind, BindingHandler> handlers) {
        this.handlers = Map.copyOf(handlers);
    }

    Response answer(Request request) throws IOException {
        String kind = header(request, KIND_HEADER);
        BindingHandler handler = handlers.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(kind))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> Refusal.of(400, 10001, "nothing serves bindings of kind " + kind));
        return handler.answer(header(request, ACCOUNT_HEADER), header(request, RESOURCE_HEADER), request);
    }

    private static String header(Request request, String name) {
        return request.headers()
                .first(name)
                .orElseThrow(() -> Refusal.of(400, 10001, "this port serves bindings; " + name + " is missing"));
    }
}
