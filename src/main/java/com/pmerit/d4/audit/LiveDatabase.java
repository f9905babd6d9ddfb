package com.pmerit.d4.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.StatementResult;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.database.Bookkeeping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one live database in three requests, of which the last two wait for each other. */
final class LiveDatabase {
    private static final SqlStatement OBJECTS =
            SqlStatement.of("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid");
    private static final SqlStatement KINDS =
            SqlStatement.of("SELECT name, type FROM pragma_table_list WHERE schema = 'main'");

    private final AccountApi account;
    private final Database database;
    private final List<String> counted;

    /**
     * Prepares it.
     *
     * @param counted the tables whose rows are counted
     */
    LiveDatabase(AccountApi account, Database database, List<String> counted) {
        this.account = account;
        this.database = database;
        this.counted = List.copyOf(counted);
    }

    /** What Cloudflare tells of it. */
    ApiResult<com.pmerit.d4.cloudflare.Database> description() {
        return account.databases().get(database.id());
    }

    /**
     * What it holds.
     *
     * @param schema its schema table
     * @param tracked the names in its tracking table, in order
     * @param rows those of the counted tables
     */
    record Contents(LiveContents schema, List<String> tracked, List<RowCount> rows) {
        Contents {
            tracked = List.copyOf(tracked);
            rows = List.copyOf(rows);
        }

        boolean hasTracking(Database database) {
            return schema.hasTable(database.migrationsTable());
        }
    }

    /** Reads schema, tracking table and counts. */
    ApiResult<Contents> contents() {
        return account.databases()
                .read(database.id(), List.of(OBJECTS, KINDS))
                .map(this::schema)
                .then(this::counts);
    }

    private LiveContents schema(List<StatementResult> results) {
        Map<String, String> kinds = new HashMap<>();
        results.get(1).rows().forEach(row -> kinds.put(SchemaObject.text(row, "name"), SchemaObject.text(row, "type")));
        return new LiveContents(
                results.get(0).rows().stream()
                        .map(row -> SchemaObject.of(row, kinds))
                        .toList(),
                Bookkeeping.of(database));
    }

    private ApiResult<Contents> counts(LiveContents schema) {
        List<String> there = counted.stream().filter(schema::hasTable).toList();
        List<SqlStatement> statements = new ArrayList<>();
        there.forEach(table -> statements.add(SqlStatement.of("SELECT count(*) AS number FROM " + quoted(table))));
        boolean tracking = schema.hasTable(database.migrationsTable());
        if (tracking) {
            statements.add(
                    SqlStatement.of("SELECT name FROM " + quoted(database.migrationsTable()) + " ORDER BY rowid"));
        }
        if (statements.isEmpty()) {
            return new ApiResult.Ok<>(new Contents(schema, List.of(), rows(there, List.of())));
        }
        return account.databases()
                .read(database.id(), statements)
                .map(results -> new Contents(
                        schema,
                        tracking
                                ? results.get(there.size()).rows().stream()
                                        .map(row -> SchemaObject.text(row, "name"))
                                        .toList()
                                : List.of(),
                        rows(there, results)));
    }

    private List<RowCount> rows(List<String> there, List<StatementResult> results) {
        return counted.stream()
                .map(table -> new RowCount(
                        table,
                        there.contains(table)
                                ? Optional.of(number(results.get(there.indexOf(table))))
                                : Optional.empty()))
                .toList();
    }

    private static long number(StatementResult result) {
        JsonNode value = result.rows().get(0).get("number");
        if (value == null || !value.isIntegralNumber()) {
            throw new IllegalStateException("count(*) gave no number");
        }
        return value.longValue();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
