package com.pmerit.d4.sandbox.d1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Paging;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Result;
import com.pmerit.d4.sql.D1Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The REST routes of databases: list, create, get, delete, query and raw, below {@code /accounts/{account}/d1/database}.
 * Source: "Cloudflare API, D1".
 */
public final class D1Routes {
    private static final String LIST = "/accounts/{account}/d1/database";
    static final String ONE = LIST + "/{database}";
    private static final Set<String> REGIONS = Set.of("weur", "eeur", "apac", "oc", "wnam", "enam");
    private static final Set<String> JURISDICTIONS = Set.of("eu", "fedramp", "us");
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
    private static final D1Statement COUNT_TABLES =
            D1Statement.of("SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
                    + " AND substr(name, 1, 7) <> 'sqlite_' AND substr(name, 1, 4) <> '_cf_'");

    private final D1Store store;

    /** Routes over these databases. */
    public D1Routes(D1Store store) {
        this.store = store;
    }

    /** Adds the routes, those of export, import and Time Travel too. */
    public void addTo(Router.Builder routes) {
        routes.api("GET", LIST, this::list);
        routes.api("POST", LIST, this::create);
        routes.api("GET", ONE, request -> Response.result(view(find(store, request))));
        routes.api("DELETE", ONE, this::delete);
        routes.api("POST", ONE + "/query", request -> query(request, ResultJson.Form.OBJECTS));
        routes.api("POST", ONE + "/raw", request -> query(request, ResultJson.Form.COLUMNS_AND_ROWS));
        new TimeTravelRoutes(store).addTo(routes);
        new ExportRoutes(store).addTo(routes);
        new ImportRoutes(store).addTo(routes);
    }

    /** The database of the route, by id or name. */
    static StoredDatabase find(D1Store store, Request request) {
        String wanted = request.parameter("database");
        return store.find(request.account(), wanted)
                .orElseThrow(() -> Refusal.of(404, 7404, "The database " + wanted + " could not be found"));
    }

    /** Runs the statements; a failure becomes D1's error 7500. */
    static List<D1Result> run(StoredDatabase database, List<D1Statement> statements) throws IOException {
        D1Outcome outcome = database.run(statements);
        if (outcome instanceof D1Outcome.RolledBack failure) {
            throw Refusal.of(400, 7500, failure.message());
        }
        return ((D1Outcome.Committed) outcome).results();
    }

    private Response query(Request request, ResultJson.Form form) throws IOException {
        StoredDatabase database = find(store, request);
        ArrayNode elements = Json.mapper().createArrayNode();
        for (D1Result result : run(database, QueryRequest.statements(request.json()))) {
            elements.add(ResultJson.element(result, form));
        }
        return Response.result(elements);
    }

    private Response list(Request request) throws IOException {
        String name = request.queryValue("name").orElse("");
        ArrayNode views = Json.mapper().createArrayNode();
        for (StoredDatabase database : store.list(request.account())) {
            if (name.isEmpty() || database.metadata().name().equals(name)) {
                views.add(view(database));
            }
        }
        return Response.page(Paging.of(request, 100, 10_000), List.copyOf(elements(views)));
    }

    private static List<Object> elements(ArrayNode array) {
        List<Object> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private Response create(Request request) throws IOException {
        Fields fields = new Fields(request.json(), "the database");
        String name = fields.text("name");
        String region = fields.text("primary_location_hint", DatabaseRecord.USUAL_REGION.toLowerCase(Locale.ROOT));
        String jurisdiction = fields.text("jurisdiction", "");
        fields.alsoKnown("read_replication").refuseOthers();
        if (!name.matches(NAME)) {
            throw Refusal.of(
                    400, 7400, "Invalid database name: " + name + ", only letters, digits, - and _ are allowed");
        }
        if (!REGIONS.contains(region) || !(jurisdiction.isEmpty() || JURISDICTIONS.contains(jurisdiction))) {
            throw Refusal.of(400, 7400, "Invalid location hint or jurisdiction: " + region + " " + jurisdiction);
        }
        StoredDatabase database = store.create(request.account(), name, region.toUpperCase(Locale.ROOT), jurisdiction)
                .orElseThrow(() -> Refusal.of(400, 7502, "Database with name '" + name + "' already exists"));
        return Response.result(
                view(database).put("created_in_region", database.metadata().region()));
    }

    private Response delete(Request request) throws IOException {
        store.delete(find(store, request));
        return Response.result(null);
    }

    private static ObjectNode view(StoredDatabase database) throws IOException {
        DatabaseRecord metadata = database.metadata();
        Object tables =
                run(database, List.of(COUNT_TABLES)).get(0).rows().get(0).get(0);
        ObjectNode view = Json.mapper().createObjectNode();
        view.put("uuid", metadata.uuid())
                .put("name", metadata.name())
                .put("version", "production")
                .put("created_at", metadata.createdAt().toString())
                .put("file_size", database.size())
                .put("running_in_region", metadata.region());
        view.set("num_tables", JsonValues.write(tables));
        view.putObject("read_replication").put("mode", "disabled");
        if (!metadata.jurisdiction().isEmpty()) {
            view.put("jurisdiction", metadata.jurisdiction());
        }
        return view;
    }
}
