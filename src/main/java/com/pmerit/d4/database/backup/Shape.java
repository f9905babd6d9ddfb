package com.pmerit.d4.database.backup;

import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The schema of a database, as far as a dump needs it.
 *
 * @param tables in the order of their making
 * @param others indexes, views and triggers in the order in which they are made again
 * @param sequence name and last id of each table whose ids SQLite counts, both as SQL writes them
 */
record Shape(List<Table> tables, List<Other> others, List<List<String>> sequence) {
    Shape {
        tables = List.copyOf(tables);
        others = List.copyOf(others);
        sequence = List.copyOf(sequence);
    }

    /** An index, a view or a trigger. */
    record Other(String type, String name, String sql) {
        // SQLite keeps the white space between the text and its semicolon.
        Other {
            sql = sql.stripTrailing();
        }
    }

    /** The statements that make it, rows aside. */
    String sql() {
        List<String> statements = new ArrayList<>();
        tables.forEach(table -> statements.add(table.sql()));
        others.forEach(other -> statements.add(other.sql()));
        return statements.stream().map(sql -> ended(sql) + "\n").collect(Collectors.joining());
    }

    /** A statement with its semicolon, on a line of its own where the text ends in a comment. */
    static String ended(String sql) {
        List<Token> tokens = Tokenizer.tokens(sql);
        boolean comment =
                !tokens.isEmpty() && tokens.get(tokens.size() - 1).text().startsWith("--");
        return sql + (comment ? "\n;" : ";");
    }

    /** What of it another one does not have just so, a line each. */
    List<String> missingIn(Shape other) {
        List<String> missing = new ArrayList<>();
        tables.stream()
                .filter(table -> !other.tables.contains(table))
                .forEach(table -> missing.add("table " + table.name() + ", settings " + table.settings()));
        others.stream()
                .filter(object -> !other.others.contains(object))
                .forEach(object -> missing.add(object.type() + " " + object.name()));
        sequence.stream()
                .filter(counter -> !other.sequence.contains(counter))
                .forEach(counter -> missing.add("last id " + String.join(" ", counter)));
        return missing.isEmpty() ? List.of("there is more in the copy") : missing;
    }

    Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
