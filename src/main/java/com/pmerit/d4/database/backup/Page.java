package com.pmerit.d4.database.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of a table's rows: those behind a key, bounded in number and in bytes, so that no answer gets larger than a request
 * may give.
 *
 * @param rows at most so many
 * @param bytes at most so many, as SQLite stores the values; above the 2,000,000 that one row may have
 */
record Page(Table table, int rows, int bytes) {
    private static final int LARGEST_ROW = 2_000_000;

    /** The first one of a table, beside those of others. */
    static Page first(Table table) {
        return new Page(table, 500, 2_500_000);
    }

    /** A further one, alone in its request. */
    static Page further(Table table) {
        return new Page(table, 5_000, 4_000_000);
    }

    /** The query. Keys are compared byte by byte, for a collation may hold different ones for equal. */
    String query(List<String> after) {
        List<String> keys = table.keyColumns();
        String behind = after.isEmpty() ? "1" : tuple(compared(keys)) + " > " + tuple(after);
        List<String> names = new ArrayList<>();
        List<String> named = new ArrayList<>();
        for (String key : keys) {
            String name = "k" + names.size();
            names.add(name);
            named.add(key + " AS " + name);
        }
        String sizes = "SELECT " + list(named) + ", " + size(table.columns()) + " AS size FROM " + table.quoted()
                + " WHERE " + behind + " ORDER BY " + list(compared(keys)) + " LIMIT " + rows;
        String sums = "SELECT " + list(names) + ", sum(size) OVER (ORDER BY " + list(compared(names))
                + ") AS total FROM (" + sizes + ")";
        String last = "SELECT " + list(names) + " FROM (" + sums + ") WHERE total <= " + bytes + " ORDER BY "
                + compared(names).stream().map(name -> name + " DESC").collect(Collectors.joining(", ")) + " LIMIT 1";
        return "SELECT " + table.columns().stream().map(Value::expression).collect(Collectors.joining(", ")) + " FROM "
                + table.quoted() + " WHERE " + behind + " AND " + tuple(compared(keys)) + " <= (" + last
                + ") ORDER BY " + list(compared(keys));
    }

    /** Whether these can be all that are left: had the bytes cut the page, it would hold more than all but one row. */
    boolean isLast(List<Row> read) {
        long length = 0;
        for (Row row : read) {
            length += row.values().stream()
                    .mapToLong(value -> value.sql().length())
                    .sum();
        }
        return read.size() < rows && length < bytes - LARGEST_ROW;
    }

    private static List<String> compared(List<String> keys) {
        return keys.stream().map(key -> key + " COLLATE BINARY").toList();
    }

    /** In a balanced tree, for SQLite bounds the depth of an expression. */
    private static String size(List<String> columns) {
        if (columns.size() == 1) {
            return "coalesce(length(CAST(" + columns.get(0) + " AS BLOB)), 0)";
        }
        int half = columns.size() / 2;
        return "(" + size(columns.subList(0, half)) + " + " + size(columns.subList(half, columns.size())) + ")";
    }

    private static String tuple(List<String> parts) {
        return "(" + list(parts) + ")";
    }

    private static String list(List<String> parts) {
        return String.join(", ", parts);
    }
}
