package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.workers.AccountWorkers.Changed;
import com.pmerit.d4.sandbox.workers.Script.Schedule;
import com.pmerit.d4.sandbox.workers.Script.Triggers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What starts a script: workers.dev, cron triggers, routes. */
final class TriggerRoutes {
    private static final Pattern CRON = Pattern.compile("\\S+( \\S+){4}");
    private static final Pattern ROUTE = Pattern.compile("(https?://)?[*a-z0-9][*a-z0-9.-]*(/.*)?");

    private final Workers workers;

    TriggerRoutes(Workers workers) {
        this.workers = workers;
    }

    void addTo(Router.Builder routes) {
        String script = "/accounts/{account}/workers/scripts/{script}";
        routes.api("GET", script + "/subdomain", request -> Response.result(Views.subdomain(script(request))));
        routes.api("POST", script + "/subdomain", this::setSubdomain);
        routes.api("GET", script + "/schedules", request -> schedules(script(request)));
        routes.api("PUT", script + "/schedules", this::setSchedules);
        routes.api("PUT", script + "/routes", this::setRoutes);
    }

    private Script script(Request request) {
        return workers.of(request).script(request.parameter("script"));
    }

    private Response setSubdomain(Request request) throws IOException {
        Fields body = new Fields(request.json(), "subdomain of the script");
        body.node("enabled");
        boolean enabled = body.flag("enabled", false);
        boolean previews = body.flag("previews_enabled", enabled);
        body.refuseOthers();
        AccountWorkers account = workers.of(request);
        if (enabled && account.state().subdomain().isEmpty()) {
            throw Refusal.of(400, 10063, "You need a workers.dev subdomain in order to proceed.");
        }
        Script changed = change(account, request, triggers -> triggers.withSubdomain(enabled, previews));
        return Response.result(Views.subdomain(changed));
    }

    private Response setSchedules(Request request) throws IOException {
        AccountWorkers account = workers.of(request);
        List<Schedule> schedules = new ArrayList<>();
        Set<String> crons = new HashSet<>();
        for (JsonNode entry : array(request, "schedules")) {
            Fields fields = new Fields(entry, "schedule");
            String cron = fields.text("cron");
            fields.refuseOthers();
            if (!CRON.matcher(cron).matches() || !crons.add(cron)) {
                throw Refusal.of(400, 10100, "invalid cron string: " + cron + " is not five fields, or is given twice");
            }
            String now = account.stamps().next();
            schedules.add(new Schedule(cron, now, now));
        }
        return schedules(change(account, request, triggers -> triggers.withSchedules(schedules)));
    }

    private static Response schedules(Script script) {
        return Response.result(Map.of(
                "schedules",
                script.triggers().schedules().stream()
                        .map(schedule -> Json.mapper()
                                .createObjectNode()
                                .put("cron", schedule.cron())
                                .put("created_on", schedule.createdOn())
                                .put("modified_on", schedule.modifiedOn()))
                        .toList()));
    }

    private Response setRoutes(Request request) throws IOException {
        AccountWorkers account = workers.of(request);
        List<ObjectNode> routes = new ArrayList<>();
        for (JsonNode entry : array(request, "routes")) {
            Fields fields = new Fields(entry, "route");
            String pattern = fields.text("pattern");
            ObjectNode route = UploadReader.pick(fields, List.of("pattern", "zone_id", "zone_name"));
            fields.refuseOthers();
            if (!ROUTE.matcher(pattern).matches()) {
                throw Refusal.of(400, 10022, "'" + pattern + "' is not a route pattern");
            }
            refuseTaken(account, request.parameter("script"), pattern);
            routes.add(route);
        }
        Script changed = change(account, request, triggers -> triggers.withRoutes(routes));
        return Response.result(changed.triggers().routes());
    }

    private static void refuseTaken(AccountWorkers account, String script, String pattern) {
        boolean taken = account.state().scripts().values().stream()
                .filter(other -> !other.name().equals(script))
                .flatMap(other -> other.triggers().routes().stream())
                .anyMatch(route -> route.path("pattern").asText().equals(pattern));
        if (taken) {
            throw Refusal.of(409, 10020, "A route with the same pattern already exists: " + pattern);
        }
    }

    private static Script change(AccountWorkers account, Request request, UnaryOperator<Triggers> change)
            throws IOException {
        account.change(present -> {
            Script script = AccountWorkers.script(present, request.parameter("script"));
            return new Changed(present.with(script.with(change.apply(script.triggers()))), Response.result(null));
        });
        return account.script(request.parameter("script"));
    }

    private static JsonNode array(Request request, String what) {
        JsonNode body = request.json();
        if (!body.isArray()) {
            throw Refusal.of(400, 10001, what + " must be a JSON array");
        }
        return body;
    }
}
