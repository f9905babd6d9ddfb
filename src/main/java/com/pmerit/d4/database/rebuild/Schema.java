package com.pmerit.d4.database.rebuild;

import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Result;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tables, foreign keys, indexes and triggers of a schema, as SQLite itself tells them.
 *
 * @param tables by their name in lower case
 * @param texts indexes and triggers with the statement that makes them
 */
record Schema(Map<String, Table> tables, List<Reference> references, List<Text> texts) {
    private static final String TABLES = "SELECT l.name, l.wr, coalesce(m.sql, '') FROM pragma_table_list AS l"
            + " JOIN sqlite_master AS m ON m.name = l.name AND m.type = 'table'"
            + " WHERE l.schema = 'main' AND l.type = 'table' AND substr(l.name, 1, 7) <> 'sqlite_' ORDER BY m.rowid";
    private static final String COLUMNS = "SELECT m.name, x.name, x.hidden, x.\"notnull\", x.dflt_value, x.pk, x.type"
            + " FROM sqlite_master AS m JOIN pragma_table_xinfo(m.name) AS x WHERE m.type = 'table' ORDER BY m.rowid, x.cid";
    private static final String REFERENCES = "SELECT m.name, f.id, f.\"table\", f.\"from\", f.on_delete"
            + " FROM sqlite_master AS m JOIN pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table'"
            + " ORDER BY m.rowid, f.id, f.seq";
    private static final String TEXTS = "SELECT type, name, tbl_name, sql FROM sqlite_master"
            + " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid";

    /**
     * An index or a trigger.
     *
     * @param type {@code index} or {@code trigger}
     * @param table that it belongs to, in lower case
     */
    record Text(String type, String name, String table, String sql) {}

    static Schema of(D1Database database) throws SQLException {
        D1Outcome outcome = database.run(Stream.of(TABLES, COLUMNS, REFERENCES, TEXTS)
                .map(D1Statement::of)
                .toList());
        if (!(outcome instanceof D1Outcome.Committed committed)) {
            throw new SQLException("a schema could not be read: " + outcome);
        }
        List<D1Result> results = committed.results();
        return new Schema(
                tables(results.get(0).rows(), results.get(1).rows()),
                references(results.get(2).rows()),
                results.get(3).rows().stream()
                        .map(row -> new Text(text(row, 0), text(row, 1), Token.folded(text(row, 2)), text(row, 3)))
                        .toList());
    }

    Optional<Table> table(String name) {
        return Optional.ofNullable(tables.get(Token.folded(name)));
    }

    /** The tables whose rows a deletion in this table may change, those further down included; itself only if in a circle. */
    Set<String> below(String table) {
        Set<String> below = new LinkedHashSet<>();
        List<String> from = List.of(table);
        while (!from.isEmpty()) {
            Collection<String> parents = from;
            from = references.stream()
                    .filter(reference -> parents.contains(reference.parent()))
                    .map(Reference::child)
                    .distinct()
                    .filter(below::add)
                    .toList();
        }
        return below;
    }

    List<Text> of(String type, String table) {
        return texts.stream()
                .filter(text -> text.type().equals(type) && text.table().equals(table))
                .toList();
    }

    private static Map<String, Table> tables(List<List<@Nullable Object>> rows, List<List<@Nullable Object>> columns) {
        Map<String, Table> tables = new LinkedHashMap<>();
        for (List<@Nullable Object> row : rows) {
            String name = text(row, 0);
            List<List<@Nullable Object>> own = columns.stream()
                    .filter(column -> text(column, 0).equals(name))
                    .toList();
            boolean autoincrement =
                    Tokenizer.meaningfulTokens(text(row, 2)).stream().anyMatch(token -> token.isWord("autoincrement"));
            Table table = new Table(
                    name,
                    own.stream().map(Schema::column).toList(),
                    number(row, 1) == 1 ? Optional.empty() : hiddenRowid(own),
                    autoincrement);
            tables.put(table.key(), table);
        }
        return tables;
    }

    private static Column column(List<@Nullable Object> row) {
        boolean key = number(row, 5) > 0;
        boolean filledIn = row.get(4) != null || (key && isInteger(row));
        boolean notNull = number(row, 3) == 1;
        return new Column(text(row, 1), number(row, 2) > 1, notNull && !filledIn, !notNull && !key);
    }

    /** A row has a number of its own unless an INTEGER PRIMARY KEY is that number. */
    private static Optional<String> hiddenRowid(List<List<@Nullable Object>> columns) {
        List<List<@Nullable Object>> key =
                columns.stream().filter(column -> number(column, 5) > 0).toList();
        if (key.size() == 1 && isInteger(key.get(0))) {
            return Optional.empty();
        }
        Set<String> taken =
                columns.stream().map(column -> Token.folded(text(column, 1))).collect(Collectors.toSet());
        return Stream.of("rowid", "_rowid_", "oid")
                .filter(name -> !taken.contains(name))
                .findFirst();
    }

    private static boolean isInteger(List<@Nullable Object> column) {
        return text(column, 6).toUpperCase(Locale.ROOT).equals("INTEGER");
    }

    private static List<Reference> references(List<List<@Nullable Object>> rows) {
        Map<String, Map<Long, List<List<@Nullable Object>>>> keys = new TreeMap<>();
        for (List<@Nullable Object> row : rows) {
            keys.computeIfAbsent(text(row, 0), table -> new TreeMap<>())
                    .computeIfAbsent(number(row, 1), id -> new ArrayList<>())
                    .add(row);
        }
        List<Reference> references = new ArrayList<>();
        keys.forEach((table, ids) -> ids.values()
                .forEach(key -> references.add(new Reference(
                        Token.folded(table),
                        key.stream().map(row -> text(row, 3)).toList(),
                        Token.folded(text(key.get(0), 2)),
                        text(key.get(0), 4).equals("RESTRICT")))));
        return references;
    }

    private static String text(List<@Nullable Object> row, int column) {
        return Objects.requireNonNullElse(row.get(column), "").toString();
    }

    private static long number(List<@Nullable Object> row, int column) {
        return row.get(column) instanceof Long number ? number : 0;
    }
}
