package com.pmerit.d4.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** Runs a compiled statement and measures what it did. */
final class D1Meter {
    private final PreparedStatement changes;
    private final Statement pragmas;
    private final long pageSize;

    D1Meter(SQLiteConnection connection) throws SQLException {
        this.changes = connection.prepareStatement("SELECT total_changes(), last_insert_rowid()");
        this.pragmas = connection.createStatement();
        this.pageSize = pragma("page_size");
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

    /** Not by the pragmas' functions, whose compiled form every change of the schema makes invalid. */
    private State read() throws SQLException {
        long version = pragma("schema_version");
        long pages = pragma("page_count") - pragma("freelist_count");
        try (ResultSet row = changes.executeQuery()) {
            row.next();
            return new State(row.getLong(1), row.getLong(2), version, pages * pageSize);
        }
    }

    private long pragma(String name) throws SQLException {
        try (ResultSet row = pragmas.executeQuery("PRAGMA " + name)) {
            row.next();
            return row.getLong(1);
        }
    }

    private record State(long changes, long lastRowId, long schemaVersion, long size) {}
}
