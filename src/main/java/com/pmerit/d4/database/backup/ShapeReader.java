package com.pmerit.d4.database.backup;

import com.pmerit.d4.sql.Tokenizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the schema of a source in two requests, and refuses by name what cannot be dumped. */
final class ShapeReader {
    /** d4's lock and ledger tell of the account, not of the data: no dump has them, and no restore touches them. */
    static final Set<String> LEFT_ALONE = Set.of("d4_lock", "d4_release");

    private static final int MOST_COLUMNS = 100;
    private static final List<String> ROWIDS = List.of("rowid", "_rowid_", "oid");
    private static final List<String> ORDER = List.of("index", "view", "trigger");
    private static final String OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            + " AND lower(substr(name, 1, 4)) <> '_cf_' AND lower(substr(tbl_name, 1, 4)) <> '_cf_'"
            + " AND lower(substr(name, 1, 7)) <> 'sqlite_' ORDER BY rowid";
    private static final String KINDS =
            "SELECT name, type, CAST(wr AS TEXT) FROM pragma_table_list WHERE schema = 'main'";
    private static final String HAS_SEQUENCE =
            "SELECT CAST(count(*) AS TEXT) FROM sqlite_master WHERE name = 'sqlite_sequence'";
    private static final String SEQUENCE = "SELECT quote(name), quote(seq), name FROM sqlite_sequence ORDER BY rowid";

    private final Source source;

    ShapeReader(Source source) {
        this.source = source;
    }

    private record Kind(String type, boolean withoutRowid) {}

    Shape read() throws Unanswered {
        List<List<List<String>>> answers = source.ask(List.of(OBJECTS, KINDS, HAS_SEQUENCE));
        Map<String, Kind> kinds = new HashMap<>();
        answers.get(1)
                .forEach(row ->
                        kinds.put(row.get(0), new Kind(row.get(1), row.get(2).equals("1"))));
        List<List<String>> tables = new ArrayList<>();
        List<Shape.Other> others = new ArrayList<>();
        for (List<String> object : answers.get(0)) {
            if (LEFT_ALONE.contains(Names.folded(object.get(2)))) {
                continue;
            }
            if (!object.get(0).equals("table")) {
                others.add(new Shape.Other(object.get(0), object.get(1), object.get(3)));
            } else if (!type(kinds, object).equals("shadow")) {
                tables.add(object);
            }
        }
        others.sort(Comparator.comparing(other -> ORDER.indexOf(other.type())));
        return withColumns(tables, kinds, others, answers.get(2).get(0).get(0).equals("1"));
    }

    private Shape withColumns(
            List<List<String>> tables, Map<String, Kind> kinds, List<Shape.Other> others, boolean hasSequence)
            throws Unanswered {
        List<String> queries = new ArrayList<>();
        for (List<String> table : tables) {
            queries.add(columnsOf(table.get(1)));
            queries.add(isFullText(table, kinds) ? settingsOf(table.get(1)) : "SELECT '', '' WHERE 0");
        }
        if (hasSequence) {
            queries.add(SEQUENCE);
        }
        List<List<List<String>>> answers = queries.isEmpty() ? List.of() : source.ask(queries);
        List<Table> shapes = new ArrayList<>();
        for (int index = 0; index < tables.size(); index++) {
            shapes.add(table(tables.get(index), kinds, answers.get(2 * index), answers.get(2 * index + 1)));
        }
        Set<String> names = new HashSet<>();
        shapes.forEach(table -> names.add(table.name()));
        if (names.stream().anyMatch(name -> Names.folded(name).equals(DumpWriter.PIECES))) {
            throw new Unanswered(
                    "there is a table " + DumpWriter.PIECES + ", a name that a dump needs itself",
                    List.of(),
                    "rename it by a migration");
        }
        List<List<String>> sequence = hasSequence
                ? answers.get(answers.size() - 1).stream()
                        .filter(row -> names.contains(row.get(2)))
                        .map(row -> row.subList(0, 2))
                        .toList()
                : List.of();
        return new Shape(shapes, others, sequence);
    }

    private static String type(Map<String, Kind> kinds, List<String> object) {
        return kinds.getOrDefault(object.get(1), new Kind("table", false)).type();
    }

    private static boolean isFullText(List<String> table, Map<String, Kind> kinds) {
        return type(kinds, table).equals("virtual")
                && Content.ofVirtual(table.get(3))
                        .filter(content -> content == Content.FULL_TEXT || content == Content.BUILT_ANEW)
                        .isPresent();
    }

    private static String columnsOf(String table) {
        String name = Names.literal(table);
        return "SELECT x.name, CAST(x.pk AS TEXT), CAST(x.hidden AS TEXT), (SELECT CAST(count(*) AS TEXT) FROM pragma_index_list("
                + name + ") AS i WHERE i.origin = 'pk') FROM pragma_table_xinfo(" + name + ") AS x ORDER BY x.cid";
    }

    private static String settingsOf(String table) {
        return "SELECT quote(k), quote(v) FROM " + Names.quoted(table + "_config") + " WHERE k <> 'version' ORDER BY k";
    }

    private static Table table(
            List<String> object, Map<String, Kind> kinds, List<List<String>> columns, List<List<String>> settings)
            throws Unanswered {
        String name = object.get(1);
        String sql = object.get(3);
        boolean virtual = type(kinds, object).equals("virtual");
        Content content = virtual
                ? Content.ofVirtual(sql)
                        .orElseThrow(() -> refused(
                                name,
                                "is a virtual table whose rows cannot be read back, such as a full-text index without"
                                        + " content"))
                : Content.ROWS;
        List<String> dumped = new ArrayList<>();
        columns.stream().filter(column -> column.get(2).equals("0")).forEach(column -> dumped.add(column.get(0)));
        List<String> read = new ArrayList<>(dumped.stream().map(Names::quoted).toList());
        List<Integer> key;
        Kind kind = kinds.getOrDefault(name, new Kind("table", false));
        if (content != Content.ROWS && content != Content.FULL_TEXT) {
            key = List.of();
        } else if (kind.withoutRowid()) {
            key = primaryKey(columns, dumped);
        } else if (!virtual && isRowid(columns)) {
            key = primaryKey(columns, dumped);
        } else {
            read.add(0, rowid(name, columns));
            key = List.of(0);
        }
        if (read.size() > MOST_COLUMNS) {
            throw refused(
                    name,
                    "has " + dumped.size() + " columns and no INTEGER PRIMARY KEY: D1 cannot show them with"
                            + " the rowid");
        }
        boolean autoincrement =
                Tokenizer.meaningfulTokens(sql).stream().anyMatch(token -> token.isWord("autoincrement"));
        return new Table(name, sql, content, read, key, settings, autoincrement && !virtual);
    }

    private static List<Integer> primaryKey(List<List<String>> columns, List<String> dumped) {
        return columns.stream()
                .filter(column -> !column.get(1).equals("0"))
                .sorted(Comparator.comparing(column -> Integer.valueOf(column.get(1))))
                .map(column -> dumped.indexOf(column.get(0)))
                .toList();
    }

    /** A primary key for which SQLite keeps no index is the rowid itself. */
    private static boolean isRowid(List<List<String>> columns) {
        return columns.stream()
                .anyMatch(column -> !column.get(1).equals("0") && column.get(3).equals("0"));
    }

    private static String rowid(String table, List<List<String>> columns) throws Unanswered {
        return ROWIDS.stream()
                .filter(rowid -> columns.stream()
                        .noneMatch(column -> Names.folded(column.get(0)).equals(rowid)))
                .findFirst()
                .orElseThrow(() -> refused(table, "has columns of all names that SQLite has for the rowid"));
    }

    private static Unanswered refused(String table, String why) {
        return new Unanswered(
                "a dump is not possible: the table " + table + " " + why,
                List.of(),
                "rely on the bookmark, which has everything: it goes back in place, for 30 days (7 on the free plan)");
    }
}
