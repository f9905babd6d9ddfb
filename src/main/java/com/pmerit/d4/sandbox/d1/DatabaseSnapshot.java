package com.pmerit.d4.sandbox.d1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import java.io.IOException;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * A database as JSON that is equal when the content is. The rows of {@code d1_migrations} count by name and order only, because the
 * times at which they were applied always differ.
 */
final class DatabaseSnapshot {
    private static final String MIGRATIONS = "d1_migrations";
    private static final String SCHEMA = "SELECT type, name, sql FROM sqlite_schema WHERE sql NOT NULL"
            + " AND substr(name, 1, 4) <> '_cf_' ORDER BY type, name";
    private static final String TABLES =
            "SELECT name FROM sqlite_schema WHERE type = 'table'" + " AND substr(name, 1, 4) <> '_cf_' ORDER BY name";

    private DatabaseSnapshot() {}

    static ObjectNode of(StoredDatabase database) throws IOException {
        ObjectNode snapshot = Json.mapper().createObjectNode();
        ArrayNode schema = snapshot.putArray("schema");
        for (List<@Nullable Object> row : rows(database, SCHEMA)) {
            schema.add(row.get(0) + " " + row.get(1) + ": " + row.get(2));
        }
        ObjectNode tables = snapshot.putObject("tables");
        for (List<@Nullable Object> row : rows(database, TABLES)) {
            String table = String.valueOf(row.get(0));
            if (table.equals(MIGRATIONS)) {
                ArrayNode names = snapshot.putArray("migrations");
                for (List<@Nullable Object> migration : rows(database, "SELECT name FROM d1_migrations ORDER BY id")) {
                    names.add(String.valueOf(migration.get(0)));
                }
            } else {
                tables.set(table, table(database, table));
            }
        }
        return snapshot;
    }

    private static ObjectNode table(StoredDatabase database, String table) throws IOException {
        StringBuilder text = new StringBuilder();
        List<List<@Nullable Object>> rows = rows(database, "SELECT * FROM \"" + table.replace("\"", "\"\"") + "\"");
        for (List<@Nullable Object> row : rows) {
            for (Object value : row) {
                text.append(value instanceof byte[] bytes ? DigestUtils.sha256Hex(bytes) : String.valueOf(value))
                        .append('\u001f');
            }
            text.append('\n');
        }
        return Json.mapper()
                .createObjectNode()
                .put("rows", rows.size())
                .put("sha256", DigestUtils.sha256Hex(text.toString()));
    }

    private static List<List<@Nullable Object>> rows(StoredDatabase database, String query) throws IOException {
        D1Outcome outcome = database.run(List.of(D1Statement.of(query)));
        if (outcome instanceof D1Outcome.RolledBack failure) {
            throw new IOException("the snapshot cannot read " + query + ": " + failure.message());
        }
        return ((D1Outcome.Committed) outcome).results().get(0).rows();
    }
}
