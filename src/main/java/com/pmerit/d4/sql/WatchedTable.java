package com.pmerit.d4.sql;

import com.pmerit.d4.sql.SchemaRows.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table or view as {@link SchemaWatch} read it: first its rows, then, when all names are known, what they mean. */
final class WatchedTable {
    private static final String TABLE =
            "SELECT name, type, wr, strict FROM pragma_table_list(?) WHERE schema = 'main' AND name = ? COLLATE NOCASE";
    private static final String COLUMNS =
            "SELECT ?, name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?)";
    private static final String FOREIGN_KEYS = "SELECT ?, id, \"table\", \"from\", \"to\", on_update, on_delete,"
            + " \"match\" FROM pragma_foreign_key_list(?) ORDER BY id, seq";
    private static final String INDEXED = "SELECT ?, i.name, i.\"unique\", i.origin, x.name, x.\"desc\", x.coll"
            + " FROM pragma_index_list(?) AS i JOIN pragma_index_xinfo(i.name) AS x WHERE x.\"key\" = 1"
            + " ORDER BY i.name, x.seqno";

    private final SchemaRows rows;
    private final List<Row> columns;
    private final boolean shadow;
    private final Set<String> columnNames;
    private final Set<String> mentioned;
    private final Set<String> unnamedParents;
    private final Set<String> namesInTriggers;
    private List<SchemaFact> facts = List.of();
    private Optional<TableModel> model = Optional.empty();

    private WatchedTable(SchemaRows rows, List<Row> columns, boolean shadow, List<Entry> entries) {
        this.rows = rows;
        this.columns = columns;
        this.shadow = shadow;
        this.columnNames =
                rows.columns().stream().map(column -> column.folded(1)).collect(Collectors.toSet());
        this.mentioned = new HashSet<>();
        this.namesInTriggers = new HashSet<>();
        this.unnamedParents = new HashSet<>();
        rows.foreignKeys().stream()
                .filter(key -> key.optional(4).isEmpty())
                .forEach(key -> unnamedParents.add(key.folded(2)));
        for (Entry entry : entries) {
            boolean trigger = entry.type().equals("trigger");
            if (trigger || entry.sql().orElse("").contains("\"")) {
                read(Tokenizer.meaningfulTokens(entry.sql().orElse("")), trigger);
            }
        }
    }

    /**
     * A row of SQLite's schema table.
     *
     * @param row its rowid, which it keeps as long as it exists
     * @param sql missing for the indexes that SQLite makes by itself
     */
    record Entry(long row, String type, String name, String owner, Optional<String> sql) {
        static Entry of(List<@Nullable Object> values) {
            return new Entry(
                    ((Number) Objects.requireNonNull(values.get(0))).longValue(),
                    String.valueOf(values.get(1)),
                    String.valueOf(values.get(2)),
                    Token.folded(String.valueOf(values.get(3))),
                    Optional.ofNullable(values.get(4)).map(String::valueOf));
        }
    }

    /** Reads the table or view with this name in lower case; nothing when there is none any more. */
    static Optional<WatchedTable> read(D1Database database, String name, List<Entry> entries) throws SQLException {
        Map<String, String> texts = new HashMap<>();
        List<Row> programs = new ArrayList<>();
        for (Entry entry : entries) {
            entry.sql().ifPresent(sql -> texts.put(entry.type() + " " + entry.name(), sql));
            if (entry.type().equals("view") || entry.type().equals("trigger")) {
                programs.add(row(entry.type(), entry.name(), name, entry.sql().orElse("")));
            }
        }
        List<List<@Nullable Object>> listed = database.ask(TABLE, name, name);
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        List<@Nullable Object> table = listed.get(0);
        String type = String.valueOf(table.get(1));
        List<Row> none = List.of();
        if (type.equals("view") || type.equals("shadow")) {
            boolean shadow = type.equals("shadow");
            SchemaRows rows = new SchemaRows(none, none, none, none, shadow ? none : programs);
            return Optional.of(new WatchedTable(rows, none, shadow, entries));
        }
        List<@Nullable Object> withText = new ArrayList<>(table);
        withText.add(texts.getOrDefault("table " + table.get(0), ""));
        List<Row> tables = List.of(new Row(withText));
        List<Row> columns = rows(database.ask(COLUMNS, name, name));
        if (type.equals("virtual")) {
            return Optional.of(
                    new WatchedTable(new SchemaRows(tables, none, none, none, programs), columns, false, entries));
        }
        List<Row> indexed = new ArrayList<>();
        for (List<@Nullable Object> index : database.ask(INDEXED, name, name)) {
            List<@Nullable Object> withSql = new ArrayList<>(index);
            withSql.add(texts.get("index " + index.get(1)));
            indexed.add(new Row(Collections.unmodifiableList(withSql)));
        }
        List<Row> foreignKeys = rows(database.ask(FOREIGN_KEYS, name, name));
        return Optional.of(new WatchedTable(
                new SchemaRows(tables, columns, foreignKeys, indexed, programs), columns, false, entries));
    }

    /** Makes facts of the rows. */
    void understand(CanonicalSql canonical, Function<String, List<String>> primaryKeys) {
        if (shadow) {
            return;
        }
        SchemaReader reader = new SchemaReader(rows, canonical, primaryKeys);
        facts = List.copyOf(reader.facts());
        KeyFacts keys = new KeyFacts(rows, canonical, primaryKeys);
        model = rows.tables().stream()
                .findFirst()
                .map(table -> new TableModel(
                        table.text(0),
                        table.text(1).equals("virtual"),
                        columns.stream()
                                .filter(column -> !column.text(6).equals("1"))
                                .map(WatchedTable::column)
                                .toList(),
                        keys.foreignKeyModels(),
                        keys.uniqueKeys(),
                        List.copyOf(reader.checks(table.folded(0)))));
    }

    /**
     * The tables, in lower case, by whose change its facts may become others: by a foreign key that names no columns, or by what
     * stands in double quotes, which is a name only where a column is called so.
     */
    Set<String> dependsOn() {
        Set<String> names = new HashSet<>(unnamedParents);
        names.addAll(mentioned);
        return names;
    }

    Set<String> columnNames() {
        return columnNames;
    }

    /** The tables, in lower case, that its foreign keys refer to. */
    Set<String> parents() {
        return rows.foreignKeys().stream().map(key -> key.folded(2)).collect(Collectors.toSet());
    }

    List<String> primaryKey() {
        return rows.tables().isEmpty()
                ? List.of()
                : rows.primaryKey(rows.tables().get(0).folded(0));
    }

    List<SchemaFact> facts() {
        return facts;
    }

    Optional<TableModel> model() {
        return model;
    }

    Set<String> namesInTriggers() {
        return namesInTriggers;
    }

    boolean isShadow() {
        return shadow;
    }

    private void read(List<Token> tokens, boolean trigger) {
        boolean doubtful = tokens.stream().anyMatch(token -> token.text().startsWith("\""));
        for (Token token : tokens) {
            if (token.isName()) {
                if (trigger) {
                    namesInTriggers.add(token.folded());
                }
                if (doubtful) {
                    mentioned.add(token.folded());
                }
            }
        }
    }

    private static TableModel.Column column(Row column) {
        return new TableModel.Column(
                column.text(1),
                column.text(2),
                column.is(3),
                column.optional(4),
                Integer.parseInt(column.text(5)),
                column.text(6).equals("2") || column.text(6).equals("3"));
    }

    private static Row row(String... values) {
        return new Row(Stream.of(values).<@Nullable Object>map(value -> value).toList());
    }

    private static List<Row> rows(List<List<@Nullable Object>> answer) {
        return answer.stream().map(Row::new).toList();
    }
}
