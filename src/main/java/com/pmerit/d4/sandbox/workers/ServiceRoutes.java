package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.workers.AccountWorkers.Changed;
import java.io.IOException;
import java.util.List;

/** The older view of a script as a service with one environment, and the deletion of scripts. */
final class ServiceRoutes {
    private final Workers workers;

    ServiceRoutes(Workers workers) {
        this.workers = workers;
    }

    void addTo(Router.Builder routes) {
        String service = "/accounts/{account}/workers/services/{script}";
        String environment = service + "/environments/{environment}";
        routes.api("GET", service, this::service);
        routes.api("GET", environment, this::environment);
        routes.api("GET", environment + "/bindings", this::bindings);
        routes.api(
                "GET",
                environment + "/routes",
                request -> Response.result(script(request).triggers().routes()));
        routes.api("GET", environment + "/subdomain", request -> Response.result(Views.subdomain(script(request))));
        routes.api("DELETE", service, this::delete);
        routes.api("DELETE", "/accounts/{account}/workers/scripts/{script}", this::delete);
        routes.api("GET", "/accounts/{account}/workers/scripts/{script}/references", this::references);
        routes.api("GET", "/accounts/{account}/workers/tails/by-consumer/{script}", request -> {
            script(request);
            return Response.result(List.of());
        });
    }

    private Response service(Request request) {
        Script script = script(request);
        ObjectNode view = Json.mapper()
                .createObjectNode()
                .put("id", script.name())
                .put("created_on", script.createdOn())
                .put("modified_on", script.modifiedOn());
        view.set("default_environment", environment(script));
        return Response.result(view);
    }

    private Response environment(Request request) {
        return Response.result(environment(script(request)));
    }

    private static ObjectNode environment(Script script) {
        ObjectNode view = Json.mapper()
                .createObjectNode()
                .put("environment", Workers.ENVIRONMENT)
                .put("created_on", script.createdOn())
                .put("modified_on", script.modifiedOn());
        view.set("script", Views.script(script, AccountWorkers.latest(script)));
        return view;
    }

    private Response bindings(Request request) {
        StoredVersion latest = AccountWorkers.latest(script(request));
        return Response.result(Views.bindings(Json.mapper().createArrayNode(), latest));
    }

    private Response references(Request request) {
        script(request);
        ObjectNode references = Json.mapper().createObjectNode();
        references.putObject("services").putArray("incoming");
        return Response.result(references);
    }

    private Response delete(Request request) throws IOException {
        request.queryFlag("force");
        AccountWorkers account = workers.of(request);
        String name = request.parameter("script");
        return account.change(present -> {
            AccountWorkers.script(present, name);
            return new Changed(present.without(name), Response.result(null));
        });
    }

    private Script script(Request request) {
        boolean known = !request.parameters().containsKey("environment")
                || request.parameter("environment").equals(Workers.ENVIRONMENT);
        return workers.of(request)
                .state()
                .script(request.parameter("script"))
                .filter(script -> known)
                .orElseThrow(WorkerRefusals::noService);
    }
}
