package com.pmerit.d4.database.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a dump as SQL that D1, wrangler and the sqlite3 shell can run on an empty database: tables, rows, counters, indexes,
 * views, triggers. No statement is longer than D1 takes; a value that is goes through a table of pieces.
 */
final class DumpWriter {
    /** The name of the table of pieces. */
    static final String PIECES = "d4_dump_piece";

    private static final int MOST_BYTES = 60_000;
    private static final int MOST_ROWS = 100;
    private static final int MOST_STEPS = 20_000;
    private static final int STEPS_OF_A_SHIFT = 4;
    private static final String SHIFT = "<<";
    private static final int PIECE_DIGITS = 80_000;

    private final Writer out;
    private final StringBuilder statement = new StringBuilder();
    private String prefix = "";
    private int rows;
    private int steps;
    private boolean pieces;

    DumpWriter(Writer out) {
        this.out = out;
    }

    /** What comes before the rows. */
    void begin(Shape shape) {
        line("PRAGMA defer_foreign_keys = TRUE;");
        shape.tables().forEach(table -> line(Shape.ended(table.sql())));
    }

    /** One row; those of one table come together. */
    void row(Table table, Row row) {
        String start = "INSERT INTO " + table.quoted() + " (" + String.join(", ", table.columns()) + ") VALUES ";
        if (!start.equals(prefix)) {
            flush();
            prefix = start;
        }
        String values = row.exact();
        if (start.length() + values.length() > MOST_BYTES) {
            large(row);
            return;
        }
        int needed = table.columns().size() + 3 + STEPS_OF_A_SHIFT * shifts(values);
        if (rows == MOST_ROWS
                || steps + needed > MOST_STEPS
                || prefix.length() + statement.length() + values.length() > MOST_BYTES) {
            flush();
        }
        statement.append(rows == 0 ? "" : ",").append('(').append(values).append(')');
        rows++;
        steps += needed;
    }

    private static int shifts(String values) {
        int count = 0;
        for (int at = values.indexOf(SHIFT); at >= 0; at = values.indexOf(SHIFT, at + 1)) {
            count++;
        }
        return count;
    }

    /** What comes behind the rows. */
    void end(Shape shape) {
        flush();
        for (Table table : shape.tables()) {
            if (table.content() == Content.BUILT_ANEW) {
                command(table, "VALUES ('rebuild')", "");
            }
            table.settings()
                    .forEach(setting ->
                            command(table, "VALUES (" + setting.get(0) + ", " + setting.get(1) + ")", ", rank"));
        }
        shape.tables().stream()
                .filter(Table::autoincrement)
                .forEach(
                        table -> line("DELETE FROM sqlite_sequence WHERE name = " + Names.literal(table.name()) + ";"));
        shape.sequence()
                .forEach(counter -> line("INSERT INTO sqlite_sequence (name, seq) VALUES (" + counter.get(0) + ", "
                        + counter.get(1) + ");"));
        shape.others().forEach(other -> line(Shape.ended(other.sql())));
        if (pieces) {
            line("DROP TABLE " + PIECES + ";");
        }
    }

    private void command(Table table, String values, String more) {
        line("INSERT INTO " + table.quoted() + " (" + table.quoted() + more + ") " + values + ";");
    }

    private void flush() {
        if (rows > 0) {
            line(prefix + statement + ";");
            statement.setLength(0);
            rows = 0;
            steps = 0;
        }
    }

    /** The longest values go into pieces until the rest fits. */
    private void large(Row row) {
        flush();
        if (!pieces) {
            line("CREATE TABLE " + PIECES + " (value INTEGER, part INTEGER, bytes BLOB);");
            pieces = true;
        }
        List<String> values =
                new ArrayList<>(row.values().stream().map(Value::exact).toList());
        List<Integer> longest = IntStream.range(0, values.size())
                .boxed()
                .filter(place -> row.values().get(place).hasBytes())
                .sorted(Comparator.comparing(place -> -values.get(place).length()))
                .toList();
        for (int place : longest) {
            if (prefix.length() + values.stream().mapToInt(String::length).sum() > MOST_BYTES) {
                pieces(place, row.values().get(place).hex());
                values.set(place, joined(place, row.values().get(place).isText()));
            }
        }
        line(prefix + values.stream().collect(Collectors.joining(",", "(", ")")) + ";");
        line("DELETE FROM " + PIECES + ";");
    }

    private void pieces(int value, String hex) {
        for (int from = 0; from < hex.length(); from += PIECE_DIGITS) {
            line("INSERT INTO " + PIECES + " VALUES (" + value + "," + from + ",X'"
                    + hex.substring(from, Math.min(hex.length(), from + PIECE_DIGITS)) + "');");
        }
    }

    private static String joined(int value, boolean text) {
        String all = "(SELECT group_concat(CAST(bytes AS TEXT), '') FROM (SELECT bytes FROM " + PIECES
                + " WHERE value = " + value + " ORDER BY part))";
        return text ? all : "CAST(" + all + " AS BLOB)";
    }

    private void line(String text) {
        try {
            out.write(text);
            out.write('\n');
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
