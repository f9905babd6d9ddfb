package com.pmerit.d4.sandbox.d1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Result;
import com.pmerit.d4.sql.D1Script;
import com.pmerit.d4.sql.D1Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a Worker's D1 binding asks: the protocol of workerd's {@code cloudflare-internal:d1-api}, {@code POST /query} and
 * {@code POST /execute} with one query or an array of them, all in one transaction. Whatever happens is answered with
 * status 200 and JSON, because workerd reads the body only.
 */
public final class D1Binding {
    private static final String SESSION = "x-cf-d1-session-commit-token";

    private final D1Store store;

    /** Bindings to these databases. */
    public D1Binding(D1Store store) {
        this.store = store;
    }

    /**
     * Answers one request of a binding.
     *
     * @param databaseId the uuid of the database that is bound
     * @param request with the path and the query as workerd sent them
     */
    public Response answer(String databaseId, Request request) throws IOException {
        Optional<StoredDatabase> database = store.byId(databaseId);
        if (database.isEmpty()) {
            return failure("The database " + databaseId + " could not be found");
        }
        boolean known = request.path().equals("/query") || request.path().equals("/execute");
        if (!known || !request.method().equals("POST")) {
            return failure(request.path() + " is not supported by the embedded Cloudflare");
        }
        try {
            return run(database.get(), request)
                    .header(SESSION, database.get().currentBookmark().text());
        } catch (Refusal refusal) {
            return failure(refusal.errors().get(0).message());
        }
    }

    private static Response run(StoredDatabase database, Request request) throws IOException {
        List<Query> queries = queries(request.json());
        if (queries.isEmpty()) {
            return failure("No SQL statements detected.");
        }
        List<D1Statement> statements = new ArrayList<>();
        for (Query query : queries) {
            if (query.statements().isEmpty()) {
                return failure("SQL code did not contain a statement.");
            }
            statements.addAll(query.statements());
        }
        D1Outcome outcome = database.run(statements);
        if (outcome instanceof D1Outcome.RolledBack failure) {
            return failure(failure.message());
        }
        return success(queries, ((D1Outcome.Committed) outcome).results(), form(request));
    }

    /** One query of the binding: usually one statement; of several, the last one's rows are the answer. */
    private record Query(List<D1Statement> statements) {}

    private static List<Query> queries(JsonNode body) {
        List<JsonNode> elements = new ArrayList<>();
        if (body.isArray()) {
            body.forEach(elements::add);
        } else {
            elements.add(body);
        }
        List<Query> queries = new ArrayList<>();
        for (JsonNode element : elements) {
            Fields fields = new Fields(element, "the query");
            String sql = fields.text("sql");
            List<JsonNode> parameters = fields.elements("params");
            if (!sql.isBlank()) {
                queries.add(new Query(D1Script.statements(sql, JsonValues.read(parameters))));
            }
        }
        return queries;
    }

    private static Response success(List<Query> queries, List<D1Result> results, ResultJson.Form form) {
        ArrayNode elements = Json.mapper().createArrayNode();
        int from = 0;
        for (Query query : queries) {
            int to = from + query.statements().size();
            ResultTotals.of(results.subList(from, to))
                    .ifPresent(total -> elements.add(ResultJson.element(total, form)));
            from = to;
        }
        return json(elements);
    }

    private static ResultJson.Form form(Request request) {
        return switch (request.queryValue("resultsFormat").orElse("")) {
            case "ROWS_AND_COLUMNS" -> ResultJson.Form.COLUMNS_AND_ROWS;
            case "NONE" -> ResultJson.Form.NONE;
            default -> ResultJson.Form.OBJECTS;
        };
    }

    /** One object, never an array: of an array workerd looks for an error in the first element only. */
    private static Response failure(String message) {
        ObjectNode failure = Json.mapper().createObjectNode();
        return json(failure.put("success", false).put("error", message));
    }

    private static Response json(JsonNode body) {
        return Response.bytes(200, "application/json", Json.write(body));
    }
}
