package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Paging;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.workers.AccountState.CustomDomain;
import com.pmerit.d4.sandbox.workers.AccountWorkers.Changed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The account's workers.dev subdomain and the custom domains of its scripts. */
final class DomainRoutes {
    private final Workers workers;

    DomainRoutes(Workers workers) {
        this.workers = workers;
    }

    void addTo(Router.Builder routes) {
        String account = "/accounts/{account}/workers";
        routes.api("GET", account + "/subdomain", this::subdomain);
        routes.api("PUT", account + "/subdomain", this::setSubdomain);
        routes.api("GET", account + "/subdomains/{name}", this::subdomainTaken);
        routes.api("GET", account + "/domains/records", this::records);
        routes.api("PUT", account + "/scripts/{script}/domains/records", this::setRecords);
        routes.api("POST", account + "/scripts/{script}/domains/changeset", this::changes);
    }

    private Response subdomain(Request request) {
        String subdomain = workers.of(request).state().subdomain();
        if (subdomain.isEmpty()) {
            throw Refusal.of(404, 10007, "This account has no workers.dev subdomain.");
        }
        return Response.result(Json.mapper().createObjectNode().put("subdomain", subdomain));
    }

    private Response setSubdomain(Request request) throws IOException {
        Fields body = new Fields(request.json(), "subdomain");
        String subdomain = body.text("subdomain");
        body.refuseOthers();
        if (!subdomain.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
            throw Refusal.of(400, 10032, "'" + subdomain + "' is not a subdomain");
        }
        AccountWorkers account = workers.of(request);
        if (workers.subdomains(account.account()).contains(subdomain)) {
            throw Refusal.of(409, 10031, "This subdomain is taken.");
        }
        return account.change(present -> new Changed(
                present.withSubdomain(subdomain),
                Response.result(Json.mapper().createObjectNode().put("subdomain", subdomain))));
    }

    private Response subdomainTaken(Request request) {
        String name = request.parameter("name");
        if (workers.of(request).state().subdomain().equals(name)) {
            return Response.result(Json.mapper().createObjectNode().put("subdomain", name));
        }
        throw workers.subdomains(request.account()).contains(name)
                ? Refusal.of(409, 10031, "This subdomain is taken.")
                : Refusal.of(404, 10032, "This subdomain is available.");
    }

    private Response records(Request request) {
        String service = request.queryValue("service").orElse("");
        List<ObjectNode> views = workers.of(request).state().domains().stream()
                .filter(domain -> service.isEmpty() || domain.service().equals(service))
                .map(DomainRoutes::view)
                .toList();
        String page = request.queryValue("page").orElse("1");
        return Response.page(
                new Paging(page.equals("0") ? 1 : Paging.of(request, 20, 1000).page(), 1000), views);
    }

    private Response setRecords(Request request) throws IOException {
        AccountWorkers account = workers.of(request);
        String name = request.parameter("script");
        Fields body = new Fields(request.json(), "domains")
                .alsoKnown("override_scope", "override_existing_origin", "override_existing_dns_record");
        List<JsonNode> origins = body.elements("origins");
        boolean override = body.flag("override_existing_origin", false);
        body.refuseOthers();
        return account.change(present -> {
            AccountWorkers.script(present, name);
            List<CustomDomain> mine = new ArrayList<>();
            for (JsonNode origin : origins) {
                mine.add(domain(name, new Fields(origin, "origin")));
            }
            List<CustomDomain> all = new ArrayList<>(mine);
            for (CustomDomain other : present.domains()) {
                boolean wanted =
                        mine.stream().anyMatch(domain -> domain.hostname().equals(other.hostname()));
                if (wanted && !other.service().equals(name) && !override) {
                    throw Refusal.of(409, 100116, "Hostname " + other.hostname() + " already has an origin.");
                }
                if (!wanted && !other.service().equals(name)) {
                    all.add(other);
                }
            }
            return new Changed(
                    present.withDomains(all),
                    Response.result(mine.stream().map(DomainRoutes::view).toList()));
        });
    }

    private Response changes(Request request) {
        AccountWorkers account = workers.of(request);
        account.script(request.parameter("script"));
        ObjectNode changes = Json.mapper().createObjectNode();
        List.of("added", "removed", "updated", "conflicting").forEach(changes::putArray);
        for (JsonNode origin : request.json()) {
            String host = origin.path("hostname").asText();
            account.state().domains().stream()
                    .filter(domain -> domain.hostname().equals(host))
                    .filter(domain -> !domain.service().equals(request.parameter("script")))
                    .forEach(domain -> changes.withArray("conflicting").add(view(domain)));
        }
        return Response.result(changes);
    }

    private static CustomDomain domain(String script, Fields origin) {
        CustomDomain domain = new CustomDomain(
                UUID.randomUUID().toString().replace("-", ""),
                origin.text("hostname").toLowerCase(Locale.ROOT),
                script,
                origin.text("zone_id", ""),
                origin.text("zone_name", ""),
                origin.flag("enabled", true));
        origin.alsoKnown("previews_enabled").refuseOthers();
        return domain;
    }

    private static ObjectNode view(CustomDomain domain) {
        return Json.mapper()
                .createObjectNode()
                .put("id", domain.id())
                .put("hostname", domain.hostname())
                .put("service", domain.service())
                .put("environment", Workers.ENVIRONMENT)
                .put("zone_id", domain.zoneId())
                .put("zone_name", domain.zoneName())
                .put("enabled", domain.enabled());
    }
}
