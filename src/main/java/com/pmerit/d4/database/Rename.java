package com.pmerit.d4.database;

import com.pmerit.d4.sql.Token;
import java.util.List;
import java.util.Optional;

/**
 * A table or a column that a statement gives another name.
 *
 * @param table the table; for a table its name before
 * @param column its column before; empty when the table itself is renamed
 * @param after the new name
 */
record Rename(String table, Optional<String> column, String after) {
    private static final int SHORTEST = 6;

    /** Reads {@code ALTER TABLE t RENAME TO n} and {@code ALTER TABLE t RENAME [COLUMN] c TO n}. */
    static Optional<Rename> of(List<Token> statement) {
        List<Token> tokens =
                statement.stream().filter(token -> !token.isOperator(";")).toList();
        if (tokens.size() < SHORTEST
                || !tokens.get(0).isWord("alter")
                || !tokens.get(1).isWord("table")) {
            return Optional.empty();
        }
        boolean qualified = tokens.get(3).isOperator(".");
        int at = qualified ? 4 : 2;
        int size = tokens.size();
        if (at + 3 >= size
                || !tokens.get(at + 1).isWord("rename")
                || !tokens.get(size - 2).isWord("to")) {
            return Optional.empty();
        }
        String table = tokens.get(at).value();
        String after = tokens.get(size - 1).value();
        return at + 2 == size - 2
                ? Optional.of(new Rename(table, Optional.empty(), after))
                : Optional.of(new Rename(table, Optional.of(tokens.get(size - 3).value()), after));
    }

    /** Whether one schema has the new name only, and the other one the old name only. */
    boolean isUndone(SchemaShape now, SchemaShape wanted) {
        return column.map(before -> isUndone(before, now, wanted))
                .orElseGet(() -> now.hasTable(after)
                        && !now.hasTable(table)
                        && wanted.hasTable(table)
                        && !wanted.hasTable(after));
    }

    private boolean isUndone(String before, SchemaShape now, SchemaShape wanted) {
        String old = Token.folded(before);
        String young = Token.folded(after);
        return now.columns(table).contains(young)
                && !now.columns(table).contains(old)
                && wanted.columns(table).contains(old)
                && !wanted.columns(table).contains(young);
    }

    /** The statement that gives the old name back. */
    String back() {
        return column.map(before -> "ALTER TABLE " + Reversal.quoted(table) + " RENAME COLUMN " + Reversal.quoted(after)
                        + " TO " + Reversal.quoted(before))
                .orElseGet(() -> "ALTER TABLE " + Reversal.quoted(after) + " RENAME TO " + Reversal.quoted(table));
    }
}
