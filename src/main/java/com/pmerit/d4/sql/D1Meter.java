package com.pmerit.d4.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** Runs a compiled statement and measures what it did. */
final class D1Meter {
    private static final String STATE =
            "SELECT total_changes(), last_insert_rowid(), (SELECT schema_version FROM pragma_schema_version),"
                    + " ((SELECT page_count FROM pragma_page_count) - (SELECT freelist_count FROM pragma_freelist_count))"
                    + " * (SELECT page_size FROM pragma_page_size)";

    private final PreparedStatement state;

    D1Meter(SQLiteConnection connection) throws SQLException {
        this.state = connection.prepareStatement(STATE);
    }

    D1Result measure(PreparedStatement statement) throws SQLException {
        State before = read();
        long start = System.nanoTime();
        List<String> columns = new ArrayList<>();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (statement.execute()) {
            try (ResultSet result = statement.getResultSet()) {
                readColumns(result, columns);
                readRows(result, columns.size(), rows);
            }
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        State after = read();
        long changes = after.changes - before.changes;
        return new D1Result(
                columns,
                rows,
                changes,
                after.lastRowId,
                Math.max(changes, rows.size()),
                changes,
                duration,
                !after.equals(before),
                after.size);
    }

    private static void readColumns(ResultSet result, List<String> columns) throws SQLException {
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            columns.add(result.getMetaData().getColumnName(column));
        }
    }

    private static void readRows(ResultSet result, int width, List<List<@Nullable Object>> rows) throws SQLException {
        while (result.next()) {
            List<@Nullable Object> row = new ArrayList<>(width);
            for (int column = 1; column <= width; column++) {
                Object value = result.getObject(column);
                row.add(value instanceof Integer small ? (Object) small.longValue() : value);
            }
            rows.add(row);
        }
    }

    private State read() throws SQLException {
        try (ResultSet row = state.executeQuery()) {
            row.next();
            return new State(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    private record State(long changes, long lastRowId, long schemaVersion, long size) {}
}
