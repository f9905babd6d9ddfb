package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** D1 databases and the SQL that runs in them. */
public final class Databases {
    private static final int PER_PAGE = 100;

    private final ApiCaller caller;
    private final AccountApi account;

    Databases(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** One database by its id. {@code GET /accounts/{a}/d1/database/{id}}. */
    public ApiResult<Database> get(String databaseId) {
        ApiRequest request = caller.get("read D1 database " + databaseId, path(databaseId));
        return caller.call(request, envelope -> Database.read(envelope.object()));
    }

    /** All databases. {@code GET /accounts/{a}/d1/database}. */
    public ApiResult<List<Database>> list() {
        return new Pagination(caller)
                .untilShort("list the D1 databases", account.path("d1", "database"), PER_PAGE, Database::read);
    }

    /**
     * Makes a database; when the outcome is not known, looks for one of that name. {@code POST /accounts/{a}/d1/database}.
     *
     * @param name unique in the account; a taken one is refused
     */
    public ApiResult<Database> create(String name) {
        ApiRequest request = caller.request(
                "create D1 database \"" + name + "\"",
                "POST",
                account.path("d1", "database"),
                CallClass.OBSERVABLE_CREATE,
                Payload.json(Json.object().put("name", name)));
        return caller.create(request, envelope -> Database.read(envelope.object()), () -> named(name));
    }

    /** The database of a name, if there is one. */
    public ApiResult<Optional<Database>> named(String name) {
        return list().map(all ->
                all.stream().filter(database -> database.name().equals(name)).findFirst());
    }

    /**
     * Runs statements that change nothing, as one request, one result a statement. Repeated when it fails on the way: must not be used for
     * anything that writes. {@code POST …/query} with {@code batch}.
     */
    public ApiResult<List<StatementResult>> read(String databaseId, List<SqlStatement> statements) {
        return run(databaseId, statements, CallClass.READ, "query", StatementResult::read);
    }

    /**
     * As {@link #read}, but with columns that may share a name, and with an answer that is kept out of every log: rows of the project's
     * users. {@code POST …/raw} with {@code batch}.
     */
    public ApiResult<List<RawStatementResult>> readPrivately(String databaseId, List<SqlStatement> statements) {
        ApiRequest request =
                request(databaseId, statements, CallClass.READ, "raw").withPrivateAnswer();
        return caller.call(
                request, envelope -> elements(envelope, RawStatementResult::read, Optional.of(statements.size())));
    }

    /**
     * Runs statements as one request, which D1 means to be one transaction. Never repeated once it was sent:
     * {@link ApiFailure.OutcomeUnknown} asks the caller to look. {@code POST …/query} with {@code batch}.
     */
    public ApiResult<List<StatementResult>> write(String databaseId, List<SqlStatement> statements) {
        return run(databaseId, statements, CallClass.DATABASE_WRITE, "query", StatementResult::read);
    }

    private <T> ApiResult<List<T>> run(
            String databaseId,
            List<SqlStatement> statements,
            CallClass callClass,
            String endpoint,
            Function<Fields, T> reader) {
        ApiRequest request = request(databaseId, statements, callClass, endpoint);
        return caller.call(request, envelope -> elements(envelope, reader, Optional.of(statements.size())));
    }

    private ApiRequest request(String databaseId, List<SqlStatement> statements, CallClass callClass, String endpoint) {
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("At least one statement is needed to run SQL");
        }
        ObjectNode body = Json.object();
        ArrayNode batch = body.putArray("batch");
        statements.forEach(statement -> batch.add(statement.toJson()));
        String purpose = callClass == CallClass.READ ? "read from" : "run " + statements.size() + " statements in";
        return request(databaseId, endpoint, callClass, purpose, body);
    }

    private ApiRequest request(
            String databaseId, String endpoint, CallClass callClass, String purpose, ObjectNode body) {
        String path = account.path("d1", "database", databaseId, endpoint);
        return caller.request(purpose + " D1 database " + databaseId, "POST", path, callClass, Payload.json(body));
    }

    // D1 may say success in the envelope and failure in an element, which would otherwise pass for an applied
    // migration.
    private static <T> List<T> elements(Envelope envelope, Function<Fields, T> reader, Optional<Integer> expected) {
        List<T> results = new ArrayList<>();
        for (Fields element : envelope.objects()) {
            if (!element.flag("success")) {
                throw new StatementFailedException(
                        results.size(), element.optionalText("error").stream().toList());
            }
            results.add(reader.apply(element));
        }
        if (expected.isPresent() && expected.get() != results.size()) {
            throw new MalformedAnswerException(results.size() + " results for " + expected.get() + " statements");
        }
        return List.copyOf(results);
    }

    private String path(String databaseId) {
        return account.path("d1", "database", databaseId);
    }
}
