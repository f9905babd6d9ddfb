package com.pmerit.d4.sql;

import com.pmerit.d4.sql.SchemaFact.Kind;
import com.pmerit.d4.sql.SchemaRows.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The facts about foreign keys, unique keys and indexes, whose names of SQLite's own making mean nothing. */
final class KeyFacts {
    private final SchemaRows rows;
    private final CanonicalSql canonical;
    private final Function<String, List<String>> primaryKeys;

    KeyFacts(SchemaRows rows, CanonicalSql canonical, Function<String, List<String>> primaryKeys) {
        this.rows = rows;
        this.canonical = canonical;
        this.primaryKeys = primaryKeys;
    }

    /** The foreign keys, those among them deferred that the tables' texts say are. */
    List<SchemaFact> foreignKeys(Map<String, TableText> texts) {
        List<SchemaFact> facts = new ArrayList<>();
        for (List<Row> key : grouped(rows.foreignKeys(), row -> row.folded(0) + " " + row.text(1))) {
            Row first = key.get(0);
            String table = first.folded(0);
            List<String> from = key.stream().map(row -> row.folded(3)).toList();
            TableText text = texts.get(table);
            boolean deferred = text != null && text.deferred().contains(new TableItem.Reference(from, first.folded(2)));
            String definition = "references " + CanonicalSql.name(first.text(2)) + " " + CanonicalSql.list(parents(key))
                    + " on update " + first.folded(5) + " on delete " + first.folded(6) + " match " + first.folded(7)
                    + (deferred ? " deferrable initially deferred" : "");
            facts.add(new SchemaFact(Kind.FOREIGN_KEY, table, table + " " + CanonicalSql.list(from), definition));
        }
        return facts;
    }

    /** Indexes under their names, unique and primary keys by their columns. */
    List<SchemaFact> indexes() {
        List<SchemaFact> facts = new ArrayList<>();
        for (List<Row> index : grouped(rows.indexed(), row -> row.folded(0) + " " + row.folded(1))) {
            Row first = index.get(0);
            String table = first.folded(0);
            List<Token> sql = first.optional(7).map(Tokenizer::meaningfulTokens).orElse(List.of());
            String columns = columns(table, index, TableText.items(sql, TableText.firstBracket(sql)));
            facts.add(
                    switch (first.text(3)) {
                        case "pk" -> new SchemaFact(Kind.PRIMARY_KEY, table, table, columns);
                        case "u" -> new SchemaFact(Kind.UNIQUE, table, table + " " + columns, "");
                        default ->
                            new SchemaFact(
                                    Kind.INDEX,
                                    table,
                                    first.folded(1),
                                    (first.is(2) ? "unique on " : "on ") + CanonicalSql.name(table) + " " + columns
                                            + where(table, sql));
                    });
        }
        return facts;
    }

    /** The foreign keys for statements about them. */
    List<TableModel.ForeignKey> foreignKeyModels() {
        return grouped(rows.foreignKeys(), row -> row.folded(0) + " " + row.text(1)).stream()
                .map(key -> new TableModel.ForeignKey(
                        key.stream().map(row -> row.text(3)).toList(),
                        key.get(0).text(2),
                        parents(key),
                        key.get(0).text(6)))
                .toList();
    }

    /** The unique keys for statements about them. */
    List<TableModel.UniqueKey> uniqueKeys() {
        return grouped(rows.indexed(), row -> row.folded(0) + " " + row.folded(1)).stream()
                .filter(index -> index.get(0).is(2))
                .map(this::uniqueKey)
                .toList();
    }

    private TableModel.UniqueKey uniqueKey(List<Row> index) {
        List<String> columns =
                index.stream().flatMap(row -> row.optional(4).stream()).toList();
        List<Token> sql =
                index.get(0).optional(7).map(Tokenizer::meaningfulTokens).orElse(List.of());
        String where = where(index.get(0).folded(0), sql);
        return new TableModel.UniqueKey(
                columns.size() == index.size() ? columns : List.of(),
                index.stream().map(row -> row.text(6)).toList(),
                index.get(0).text(1),
                where.isEmpty() ? Optional.empty() : Optional.of(where.substring(" where ".length())));
    }

    /** A foreign key that names no columns of its parent means the parent's primary key. */
    private List<String> parents(List<Row> key) {
        return key.get(0).optional(4).isPresent()
                ? key.stream().map(row -> row.folded(4)).toList()
                : primaryKeys.apply(key.get(0).folded(2));
    }

    private String columns(String table, List<Row> index, List<List<Token>> items) {
        List<String> columns = new ArrayList<>();
        for (int at = 0; at < index.size(); at++) {
            Row column = index.get(at);
            List<Token> expression = at < items.size() ? items.get(at) : List.of();
            String collation = column.folded(6).equals("binary") ? "" : " collate " + column.folded(6);
            columns.add(column.optional(4).map(CanonicalSql::name).orElseGet(() -> canonical.of(table, expression))
                    + collation
                    + (column.is(5) ? " desc" : ""));
        }
        return "(" + String.join(", ", columns) + ")";
    }

    /** The predicate of a partial index: what follows the first WHERE outside of brackets. */
    private String where(String table, List<Token> sql) {
        int depth = 0;
        for (int at = 0; at < sql.size(); at++) {
            depth += sql.get(at).isOperator("(") ? 1 : sql.get(at).isOperator(")") ? -1 : 0;
            if (depth == 0 && sql.get(at).isWord("where")) {
                return " where " + canonical.of(table, sql.subList(at + 1, sql.size()));
            }
        }
        return "";
    }

    private static List<List<Row>> grouped(List<Row> rows, Function<Row, String> key) {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(key.apply(row), each -> new ArrayList<>())
                .add(row));
        return List.copyOf(groups.values());
    }
}
