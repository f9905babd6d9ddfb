package com.pmerit.d4.sandbox.d1;

import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Result;
import com.pmerit.d4.sql.D1Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a database as SQL text that can be imported again: tables with their rows, the counters of AUTOINCREMENT,
 * indexes, views, triggers. Unlike D1's own export it loses no newline, no large integer and no infinity.
 */
final class D1Dump {
    private static final String TABLES = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql NOT NULL"
            + " AND substr(name, 1, 7) <> 'sqlite_' AND substr(name, 1, 4) <> '_cf_' ORDER BY rowid";
    private static final String SEQUENCES = "SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'";

    private final Options options;
    private final StringBuilder text = new StringBuilder();

    D1Dump(Options options) {
        this.options = options;
    }

    /**
     * What to write.
     *
     * @param tables only these; empty for all
     */
    record Options(boolean schema, boolean data, Set<String> tables) {
        static final Options EVERYTHING = new Options(true, true, Set.of());

        Options {
            tables = Set.copyOf(tables);
        }

        boolean wants(String table) {
            return tables.isEmpty() || tables.contains(table);
        }
    }

    /** The database holds what D1 does not export. */
    static final class NotExportable extends Exception {
        private static final long serialVersionUID = 1L;

        NotExportable(String message) {
            super(message);
        }
    }

    /** The whole text. */
    String write(StoredDatabase database) throws IOException, NotExportable {
        line("PRAGMA defer_foreign_keys=TRUE;");
        for (List<@Nullable Object> table : rows(database, TABLES)) {
            if (text(table, 1).toUpperCase(Locale.ROOT).startsWith("CREATE VIRTUAL TABLE")) {
                throw new NotExportable("D1 Export error: cannot export databases with Virtual Tables (fts5)");
            }
            if (options.wants(text(table, 0))) {
                table(database, text(table, 0), text(table, 1));
            }
        }
        sequences(database);
        if (options.schema()) {
            for (String type : List.of("index", "view", "trigger")) {
                others(database, type);
            }
        }
        return text.toString();
    }

    private void table(StoredDatabase database, String table, String sql) throws IOException {
        if (options.schema()) {
            line(sql + ";");
        }
        if (options.data()) {
            String columns = columns(database, table);
            rows(database, table, columns, "SELECT " + columns + " FROM " + quoted(table));
        }
    }

    private void rows(StoredDatabase database, String table, String columns, String query) throws IOException {
        for (List<@Nullable Object> row : rows(database, query)) {
            String values = row.stream().map(D1Dump::literal).collect(Collectors.joining(","));
            line("INSERT INTO " + quoted(table) + " (" + columns + ") VALUES(" + values + ");");
        }
    }

    private void sequences(StoredDatabase database) throws IOException {
        boolean some = !Long.valueOf(0).equals(rows(database, SEQUENCES).get(0).get(0));
        if (options.data() && some) {
            for (List<@Nullable Object> row : rows(database, "SELECT name, seq FROM sqlite_sequence ORDER BY name")) {
                if (options.wants(text(row, 0))) {
                    line("DELETE FROM sqlite_sequence WHERE name = " + literal(row.get(0)) + ";");
                    line("INSERT INTO sqlite_sequence (name, seq) VALUES(" + literal(row.get(0)) + ","
                            + literal(row.get(1)) + ");");
                }
            }
        }
    }

    private void others(StoredDatabase database, String type) throws IOException {
        for (List<@Nullable Object> row : rows(database, others(type))) {
            if (options.wants(text(row, 0))) {
                line(text(row, 1) + ";");
            }
        }
    }

    /** The columns that hold data: generated and hidden ones cannot be inserted. */
    private static String columns(StoredDatabase database, String table) throws IOException {
        D1Statement query =
                D1Statement.of("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid", table);
        return result(database, query).rows().stream()
                .map(row -> quoted(text(row, 0)))
                .collect(Collectors.joining(","));
    }

    private static List<List<@Nullable Object>> rows(StoredDatabase database, String query) throws IOException {
        return result(database, D1Statement.of(query)).rows();
    }

    private static D1Result result(StoredDatabase database, D1Statement query) throws IOException {
        D1Outcome outcome = database.run(List.of(query));
        if (outcome instanceof D1Outcome.RolledBack failure) {
            throw new IOException("The export cannot read " + query.sql() + ": " + failure.message());
        }
        return ((D1Outcome.Committed) outcome).results().get(0);
    }

    private static String literal(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof byte[] bytes) {
            return "X'" + HexFormat.of().formatHex(bytes) + "'";
        }
        if (value instanceof Double number && number.isInfinite()) {
            return number > 0 ? "9e999" : "-9e999";
        }
        if (value instanceof String string) {
            // SQLite stops reading a statement at a NUL.
            return string.indexOf('\0') < 0
                    ? "'" + string.replace("'", "''") + "'"
                    : "CAST(X'" + HexFormat.of().formatHex(string.getBytes(StandardCharsets.UTF_8)) + "' AS TEXT)";
        }
        return value.toString();
    }

    private static String text(List<@Nullable Object> row, int column) {
        return String.valueOf(row.get(column));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String others(String type) {
        return "SELECT tbl_name, sql FROM sqlite_schema WHERE type = '" + type
                + "' AND sql NOT NULL AND substr(tbl_name, 1, 4) <> '_cf_' ORDER BY rowid";
    }
}
