package com.pmerit.d4.sql;

import com.pmerit.d4.sql.SchemaFact.Kind;
import com.pmerit.d4.sql.SchemaRows.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes facts of what SQLite tells: of its pragmas what they know, of the texts of the statements the rest. */
final class SchemaReader {
    private final SchemaRows rows;
    private final Map<String, Set<String>> columnNames;
    private final CanonicalSql canonical;
    private final Function<String, List<String>> primaryKeys;
    private final Map<String, TableText> texts = new HashMap<>();
    private final List<SchemaFact> facts = new ArrayList<>();

    /** Reads rows of a whole schema. */
    SchemaReader(SchemaRows rows) {
        this(rows, canonical(rows.columnNames()), rows::primaryKey);
    }

    /**
     * Reads rows of a part of a schema.
     *
     * @param canonical knows the columns of the whole one
     * @param primaryKeys gives the primary key of a table of the whole one, all names in lower case
     */
    SchemaReader(SchemaRows rows, CanonicalSql canonical, Function<String, List<String>> primaryKeys) {
        this.rows = rows;
        this.columnNames = rows.columnNames();
        this.canonical = canonical;
        this.primaryKeys = primaryKeys;
    }

    private static CanonicalSql canonical(Map<String, Set<String>> columnNames) {
        return new CanonicalSql(table -> columnNames.getOrDefault(table, Set.of()));
    }

    List<SchemaFact> facts() {
        for (Row table : rows.tables()) {
            if (table.text(1).equals("virtual")) {
                add(Kind.VIRTUAL_TABLE, table.folded(0), table.folded(0), canonical.of(table.text(4)));
            } else {
                table(table);
            }
        }
        rows.columns().forEach(this::column);
        for (Row program : rows.programs()) {
            Kind kind = program.text(0).equals("view") ? Kind.VIEW : Kind.TRIGGER;
            add(kind, program.folded(2), program.folded(1), canonical.of(program.text(3)));
        }
        KeyFacts keys = new KeyFacts(rows, canonical, primaryKeys);
        facts.addAll(keys.foreignKeys(texts));
        facts.addAll(keys.indexes());
        return facts;
    }

    /** The expressions that rows of a table must satisfy, once {@link #facts} were read; none when its text was misread. */
    Set<String> checks(String table) {
        TableText text = texts.get(table);
        return text == null ? Set.of() : text.checks();
    }

    private void table(Row table) {
        String name = table.folded(0);
        List<String> options = new ArrayList<>();
        if (table.is(2)) {
            options.add("without rowid");
        }
        if (table.is(3)) {
            options.add("strict");
        }
        Optional<TableText> read = text(table);
        if (read.isEmpty()) {
            add(Kind.UNREADABLE, name, name, canonical.of(table.text(4)));
        } else {
            TableText text = read.get();
            texts.put(name, text);
            if (text.autoincrement()) {
                options.add("autoincrement");
            }
            text.checks().forEach(check -> add(Kind.CHECK, name, name, "(" + check + ")"));
            text.conflicts().forEach(conflict -> add(Kind.CONFLICT, name, name, conflict));
        }
        add(Kind.TABLE, name, name, String.join(", ", options));
    }

    /** The text, if it names exactly the columns that SQLite knows; else it was misread. */
    private Optional<TableText> text(Row table) {
        Set<String> known = columnNames.getOrDefault(table.folded(0), Set.of());
        return TableText.of(table.text(4), tokens -> canonical.of(table.folded(0), tokens))
                .filter(text -> text.clauses().keySet().equals(known));
    }

    private void column(Row column) {
        String table = column.folded(0);
        TableText text = texts.get(table);
        String clauses = text == null ? "" : text.clauses().getOrDefault(column.folded(1), "");
        String definition = canonical.of(column.text(2))
                + (column.is(3) ? " not null" : "")
                + column.optional(4)
                        .map(value -> " default " + canonical.defaultValue(table, value))
                        .orElse("")
                + (column.is(5) ? " primary key " + column.text(5) : "")
                + clauses
                + (column.text(6).equals("3") ? " stored" : "");
        add(Kind.COLUMN, table, table + "." + column.folded(1), definition.strip());
    }

    private void add(Kind kind, String table, String name, String definition) {
        facts.add(new SchemaFact(kind, table, name, definition));
    }
}
