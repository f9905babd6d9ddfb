package com.pmerit.d4.report.html;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The schema of one database, or those of the same database in two environments laid over each other.
 *
 * @param first the environment of the first, or only, one
 * @param second that of the second
 * @param tables by name in lower case
 */
record Schema(String first, Optional<String> second, List<Table> tables) {
    Schema {
        tables = List.copyOf(tables);
    }

    /** A table; names are as they are written. */
    record Table(String name, boolean virtual, Change change, List<Column> columns, List<Link> links) {
        Table {
            columns = List.copyOf(columns);
            links = List.copyOf(links);
        }

        /** Whether anything of it is not alike. */
        boolean changed() {
            return change != Change.SAME;
        }

        String key() {
            return folded(name);
        }
    }

    /** A column. */
    record Column(String name, String type, boolean primaryKey, boolean notNull, Change change) {}

    /** A foreign key of a table. */
    record Link(List<String> columns, String parent, List<String> parentColumns, Change change) {
        /** Such as {@code user_id to users (id)}. */
        String words() {
            return String.join(", ", columns) + " \u2192 " + parent
                    + (parentColumns.isEmpty() ? "" : " (" + String.join(", ", parentColumns) + ")");
        }
    }

    /** One alone. */
    static Schema of(String environment, Part schema) {
        return new Schema(environment, Optional.empty(), merged(byName(schema, "tables"), Map.of(), true, Map.of()));
    }

    /**
     * Two.
     *
     * @param delta what d4 found to differ
     */
    static Schema of(Part firstSchema, Part secondSchema, Part delta) {
        Map<String, Part> differing = new LinkedHashMap<>();
        delta.parts("items").stream()
                .filter(item -> item.text("kind").equals("column"))
                .forEach(item -> differing.put(folded(item.text("name")), item));
        return new Schema(
                delta.name("first"),
                Optional.of(delta.name("second")),
                merged(byName(firstSchema, "tables"), byName(secondSchema, "tables"), false, differing));
    }

    /** Only the tables in which something differs, and those that they refer to. */
    Schema aroundWhatDiffers() {
        Set<String> near = new HashSet<>();
        tables.stream().filter(Table::changed).forEach(table -> {
            near.add(table.key());
            table.links().forEach(link -> near.add(folded(link.parent())));
        });
        return new Schema(
                first,
                second,
                tables.stream().filter(table -> near.contains(table.key())).toList());
    }

    /** What a change is in words, such as {@code only in staging}. */
    String words(Change change) {
        return switch (change) {
            case SAME -> second.isPresent() ? "in both" : "";
            case FIRST_ONLY -> "only in " + first;
            case SECOND_ONLY -> "only in " + second.orElse(first);
            case DIFFERENT -> "not alike";
        };
    }

    /** The same in fewer letters, such as {@code only staging}. */
    String shortWords(Change change) {
        return words(change).replaceFirst("^only in ", "only ");
    }

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Map<String, Part> byName(Part owner, String key) {
        Map<String, Part> named = new LinkedHashMap<>();
        owner.parts(key).forEach(each -> named.put(folded(each.text("name")), each));
        return named;
    }

    private static List<Table> merged(
            Map<String, Part> here, Map<String, Part> there, boolean alone, Map<String, Part> differing) {
        Map<String, Part> all = new TreeMap<>(there);
        all.putAll(here);
        List<Table> tables = new ArrayList<>();
        all.forEach((name, table) -> {
            Optional<Part> left = Optional.ofNullable(here.get(name));
            Optional<Part> right = alone ? left : Optional.ofNullable(there.get(name));
            tables.add(table(name, table, left, right, differing));
        });
        return tables;
    }

    private static Table table(
            String key, Part table, Optional<Part> left, Optional<Part> right, Map<String, Part> differing) {
        Change change = Change.of(left.isPresent(), right.isPresent());
        // Of a table that only one of them has nothing else is told.
        Part one = left.orElse(table);
        Part other = right.orElse(table);
        List<Column> columns = columns(key, one, other, differing);
        List<Link> links = links(one, other);
        boolean alike = columns.stream().allMatch(column -> column.change() == Change.SAME)
                && links.stream().allMatch(link -> link.change() == Change.SAME);
        return new Table(
                table.name("name"),
                table.is("virtual"),
                change == Change.SAME && !alike ? Change.DIFFERENT : change,
                columns,
                links);
    }

    private static List<Column> columns(String table, Part one, Part other, Map<String, Part> differing) {
        Map<String, Part> here = byName(one, "columns");
        Map<String, Part> there = byName(other, "columns");
        Map<String, Part> all = new LinkedHashMap<>(here);
        there.forEach(all::putIfAbsent);
        List<Column> columns = new ArrayList<>();
        all.forEach((name, column) -> {
            Change change = Change.of(here.containsKey(name), there.containsKey(name));
            boolean alike = change != Change.SAME || !differing.containsKey(table + "." + name);
            columns.add(new Column(
                    column.name("name"),
                    column.name("type"),
                    column.is("primaryKey"),
                    column.is("notNull"),
                    alike ? change : Change.DIFFERENT));
        });
        return columns;
    }

    private static List<Link> links(Part one, Part other) {
        Map<String, Part> here = links(one);
        Map<String, Part> there = links(other);
        Map<String, Part> all = new LinkedHashMap<>(here);
        there.forEach(all::putIfAbsent);
        List<Link> links = new ArrayList<>();
        all.forEach((words, key) -> links.add(link(key, Change.of(here.containsKey(words), there.containsKey(words)))));
        return links;
    }

    private static Map<String, Part> links(Part table) {
        Map<String, Part> links = new LinkedHashMap<>();
        table.parts("foreignKeys")
                .forEach(key -> links.put(folded(link(key, Change.SAME).words()), key));
        return links;
    }

    private static Link link(Part key, Change change) {
        return new Link(key.names("columns"), key.name("parent"), key.names("parentColumns"), change);
    }
}
