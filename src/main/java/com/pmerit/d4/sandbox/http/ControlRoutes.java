package com.pmerit.d4.sandbox.http;

/**
 * Routes outside the API through which another process arms faults and reads the request log; they want the sandbox's token.
 *
 * <p>{@code POST /__sandbox/faults} (body as in {@link FaultJson}), {@code GET} and {@code DELETE} of the same path,
 * {@code GET /__sandbox/requests}.
 */
public final class ControlRoutes {
    private final Faults faults;
    private final RequestLog log;

    /** Routes over these faults and this log. */
    public ControlRoutes(Faults faults, RequestLog log) {
        this.faults = faults;
        this.log = log;
    }

    /** Adds the routes. */
    public void addTo(Router.Builder routes) {
        routes.guarded("POST", "/__sandbox/faults", this::arm);
        routes.guarded("GET", "/__sandbox/faults", request -> seen());
        routes.guarded("DELETE", "/__sandbox/faults", request -> {
            faults.clear();
            return seen();
        });
        routes.guarded("GET", "/__sandbox/requests", request -> Response.result(log.entries()));
    }

    private Response arm(Request request) {
        FaultJson.read(request.json()).forEach(faults::add);
        return seen();
    }

    private Response seen() {
        return Response.result(faults.seen().stream().map(ControlRoutes::view).toList());
    }

    private static Object view(Faults.Seen seen) {
        return Json.mapper()
                .createObjectNode()
                .put("method", seen.fault().method())
                .put("effect", seen.fault().effect().getClass().getSimpleName())
                .put("calls", seen.calls())
                .put("hits", seen.hits());
    }
}
