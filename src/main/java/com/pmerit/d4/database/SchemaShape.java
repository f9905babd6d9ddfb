package com.pmerit.d4.database;

import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFact.Kind;
import com.pmerit.d4.sql.SchemaFacts;
import com.pmerit.d4.sql.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The objects of a schema with what is true of them, for telling which statements lead from one schema to another. */
final class SchemaShape {
    private final SchemaFacts facts;
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, Set<String>> parents;

    /**
     * An object of the schema table.
     *
     * @param type {@code table}, {@code index}, {@code view} or {@code trigger}
     */
    record Item(String type, String name, String sql) {
        String key() {
            return key(type, name);
        }

        static String key(String type, String name) {
            return type + " " + Token.folded(name);
        }
    }

    private SchemaShape(SchemaFacts facts, List<Item> found, Map<String, Set<String>> parents) {
        this.facts = facts;
        found.forEach(item -> items.put(item.key(), item));
        this.parents = parents;
    }

    /**
     * Reads a scratch database.
     *
     * @param bookkeeping tables that are no part of the schema, in lower case
     */
    static SchemaShape of(HistoryScratch scratch, Set<String> bookkeeping) throws SQLException {
        List<Item> found = new ArrayList<>();
        for (List<String> row : scratch.rows("SELECT type, name, sql, tbl_name FROM sqlite_master WHERE sql IS NOT NULL"
                + " AND substr(name, 1, 7) <> 'sqlite_'"
                + " AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY rowid")) {
            if (!bookkeeping.contains(Token.folded(row.get(3)))) {
                found.add(new Item(row.get(0), row.get(1), row.get(2)));
            }
        }
        Map<String, Set<String>> parents = scratch
                .rows("SELECT m.name, f.\"table\" FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS f"
                        + " WHERE m.type = 'table'")
                .stream()
                .collect(Collectors.groupingBy(
                        row -> Token.folded(row.get(0)),
                        Collectors.mapping(row -> Token.folded(row.get(1)), Collectors.toSet())));
        return new SchemaShape(scratch.facts(), found, parents);
    }

    SchemaFacts facts() {
        return facts;
    }

    List<Item> of(String type) {
        return items.values().stream().filter(item -> item.type().equals(type)).toList();
    }

    boolean has(Item item) {
        return items.containsKey(item.key());
    }

    boolean hasTable(String name) {
        return items.containsKey(Item.key("table", name));
    }

    /** Whether both have the object, and the same is true of it. */
    boolean agreesOn(Item item, SchemaShape other) {
        return has(item) && other.has(item) && truths(item).equals(other.truths(item));
    }

    /** Whether one of these tables has a foreign key to this one, its own aside. */
    boolean isParentOf(Set<String> tables, String table) {
        String folded = Token.folded(table);
        return tables.stream()
                .filter(child -> !child.equals(folded))
                .anyMatch(child -> parents.getOrDefault(child, Set.of()).contains(folded));
    }

    /** The columns of a table, in lower case. */
    Set<String> columns(String table) {
        String folded = Token.folded(table);
        return facts.facts().stream()
                .filter(fact -> fact.kind() == Kind.COLUMN && fact.table().equals(folded))
                .map(fact -> fact.name().substring(folded.length() + 1))
                .collect(Collectors.toSet());
    }

    private Set<SchemaFact> truths(Item item) {
        Kind kind = switch (item.type()) {
            case "index" -> Kind.INDEX;
            case "view" -> Kind.VIEW;
            default -> Kind.TRIGGER;
        };
        String folded = Token.folded(item.name());
        return facts.facts().stream()
                .filter(fact -> fact.kind() == kind && fact.name().equals(folded))
                .collect(Collectors.toSet());
    }
}
