package com.pmerit.d4.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.StatementResult;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.release.Books;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One D1 database of the account, as far as migrations need it. */
final class LiveDatabase {
    private final AccountApi account;
    private final Database database;
    private final TrackingTable tracking;
    private final MigrationBooks books;

    LiveDatabase(AccountApi account, Database database) {
        this(account, database, Optional.empty());
    }

    LiveDatabase(AccountApi account, Database database, Optional<Books> books) {
        this.account = account;
        this.database = database;
        this.tracking = new TrackingTable(database);
        this.books = new MigrationBooks(books, account, database);
    }

    /** The names in the tracking table, in the order of their application; none when there is no such table. */
    ApiResult<List<String>> trackedNames() {
        ApiResult<List<StatementResult>> read = account.databases().read(database.id(), List.of(tracking.names()));
        Optional<ApiFailure> failure = read.failure();
        if (failure.isPresent() && isNoSuchTable(failure.get())) {
            return new ApiResult.Ok<>(List.of());
        }
        return read.map(results ->
                results.get(0).rows().stream().map(row -> text(row, "name")).toList());
    }

    /**
     * The schema, and what is noted as applied to it.
     *
     * @param names in the tracking table; none when there is no such table
     */
    record Tracked(LiveSchema schema, List<String> names) {
        Tracked {
            names = List.copyOf(names);
        }
    }

    /** Reads both at one moment, in one request; in a second one where there is no tracking table. */
    ApiResult<Tracked> tracked() {
        ApiResult<List<StatementResult>> read =
                account.databases().read(database.id(), List.of(LiveSchema.question(), tracking.names()));
        Optional<ApiFailure> failure = read.failure();
        if (failure.isPresent() && isNoSuchTable(failure.get())) {
            return LiveSchema.read(account, database).map(schema -> new Tracked(schema, List.of()));
        }
        return read.map(results -> new Tracked(
                LiveSchema.of(results.get(0)),
                results.get(1).rows().stream().map(row -> text(row, "name")).toList()));
    }

    /**
     * What tables there are.
     *
     * @param tracked whether the tracking table is among them
     * @param others how many of the project's own there are
     */
    record Tables(boolean tracked, long others) {}

    /** What tables there are. */
    ApiResult<Tables> tables() {
        return account.databases()
                .read(database.id(), List.of(tracking.tables()))
                .map(results -> new Tables(number(results, "tracked") > 0, number(results, "others")));
    }

    /** Whether the tracking table refuses a second row of the same name. */
    ApiResult<Boolean> refusesDuplicates() {
        return account.databases()
                .read(database.id(), List.of(tracking.uniqueNames()))
                .map(results -> number(results, "guards") > 0);
    }

    /** Makes the tables that note what is applied, where there are none. */
    ApiResult<List<StatementResult>> createTracking() {
        List<SqlStatement> creations = new ArrayList<>(List.of(tracking.create()));
        creations.addAll(books.creation());
        return write(books.guarded(creations));
    }

    /** How many tables bear a name: 0 or 1. */
    ApiResult<Long> tablesNamed(String name) {
        SqlStatement count = SqlStatement.of("SELECT count(*) AS tables FROM sqlite_master WHERE name = ?")
                .bind(name);
        return account.databases().read(database.id(), List.of(count)).map(results -> number(results, "tables"));
    }

    /** Asks one question. */
    ApiResult<List<StatementResult>> read(SqlStatement statement) {
        return account.databases().read(database.id(), List.of(statement));
    }

    /** Sends statements as one batch, which D1 is meant to run as one transaction. Never repeated by itself. */
    ApiResult<List<StatementResult>> write(List<SqlStatement> statements) {
        return account.databases().write(database.id(), statements);
    }

    Database database() {
        return database;
    }

    TrackingTable tracking() {
        return tracking;
    }

    MigrationBooks books() {
        return books;
    }

    /** SQLite's words in a failure, as far as they can be told from the rest. */
    static String words(ApiFailure failure) {
        return failure.answer()
                .map(answer -> String.join(
                        "; ",
                        answer.errors().stream().map(error -> error.text()).toList()))
                .filter(words -> !words.isBlank())
                .orElseGet(failure::message);
    }

    private boolean isNoSuchTable(ApiFailure failure) {
        return failure.isSqlRefusal() && words(failure).contains("no such table: " + tracking.name());
    }

    private static long number(List<StatementResult> results, String column) {
        JsonNode value = results.get(0).rows().get(0).get(column);
        return value == null ? 0 : value.asLong();
    }

    /** What a column holds, as text; the empty one for NULL. */
    static String text(Map<String, JsonNode> row, String column) {
        JsonNode value = row.get(column);
        return value == null || value.isNull() ? "" : value.asText();
    }
}
