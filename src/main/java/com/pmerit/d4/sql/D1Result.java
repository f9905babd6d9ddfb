package com.pmerit.d4.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement gave.
 *
 * @param columns the names of the result's columns, possibly the same twice; empty for a statement without a result
 * @param rows in order; a value is null, {@code Long}, {@code Double}, {@code String} or {@code byte[]}, not rounded as JSON would
 * @param changes rows inserted, updated or deleted, those by triggers and foreign key actions included
 * @param lastRowId the rowid of the connection's latest insert
 * @param rowsRead the rows returned or changed: a lower bound, since SQLite's Java driver does not tell what was scanned
 * @param rowsWritten the rows changed, without the index entries which D1 counts too
 * @param duration spent in SQLite
 * @param changedDatabase true when rows, the schema or the size changed
 * @param sizeAfter bytes in use in the database file after the statement
 */
public record D1Result(
        List<String> columns,
        List<List<@Nullable Object>> rows,
        long changes,
        long lastRowId,
        long rowsRead,
        long rowsWritten,
        Duration duration,
        boolean changedDatabase,
        long sizeAfter) {
    /** Copies the lists. */
    public D1Result {
        columns = List.copyOf(columns);
        rows = rows.stream()
                .map(row -> Collections.unmodifiableList(new ArrayList<>(row)))
                .toList();
    }
}
