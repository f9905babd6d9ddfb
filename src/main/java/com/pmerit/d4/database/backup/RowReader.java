package com.pmerit.d4.database.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads all rows of a source in few requests: the first pages of several tables in one, large tables on by themselves. */
final class RowReader {
    private static final int TABLES_AT_ONCE = 8;
    private static final int PIECE = 400_000;

    private final Source source;

    RowReader(Source source) {
        this.source = source;
    }

    /** Gives all rows of these tables, one table after the other. */
    void read(List<Table> tables, Rows rows) throws Unanswered {
        List<Table> filled = tables.stream().filter(Table::hasRows).toList();
        for (int from = 0; from < filled.size(); from += TABLES_AT_ONCE) {
            List<Table> some = filled.subList(from, Math.min(filled.size(), from + TABLES_AT_ONCE));
            List<List<List<String>>> pages = source.ask(some.stream()
                    .map(table -> Page.first(table).query(List.of()))
                    .toList());
            for (int index = 0; index < some.size(); index++) {
                readOn(Page.first(some.get(index)), pages.get(index), rows);
            }
        }
    }

    private void readOn(Page first, List<List<String>> cells, Rows rows) throws Unanswered {
        Page page = first;
        List<Row> read = rows(page.table(), cells);
        give(page.table(), read, rows);
        while (!page.isLast(read)) {
            if (read.isEmpty()) {
                throw new Unanswered(
                        "the table " + page.table().name() + " has a row of more than " + page.bytes() + " bytes",
                        List.of(),
                        "rely on the bookmark, which has everything");
            }
            List<String> after = read.get(read.size() - 1).key(page.table());
            page = Page.further(page.table());
            read = rows(page.table(), source.ask(List.of(page.query(after))).get(0));
            give(page.table(), read, rows);
        }
    }

    private static void give(Table table, List<Row> read, Rows rows) throws Unanswered {
        for (Row row : read) {
            rows.take(table, row);
        }
    }

    private List<Row> rows(Table table, List<List<String>> cells) throws Unanswered {
        List<Row> rows = new ArrayList<>();
        for (List<String> row : cells) {
            List<Value> values = new ArrayList<>();
            for (int column = 0; column < row.size(); column++) {
                Optional<Value.Oversized> large = Value.oversized(row.get(column));
                values.add(large.isPresent() ? inPieces(table, row, column, large.get()) : new Value(row.get(column)));
            }
            rows.add(new Row(values));
        }
        return rows;
    }

    private Value inPieces(Table table, List<String> row, int column, Value.Oversized large) throws Unanswered {
        if (table.key().contains(column)) {
            throw new Unanswered(
                    "a dump is not possible: the table " + table.name() + " has a key of " + large.bytes() + " bytes",
                    List.of(),
                    "rely on the bookmark, which has everything");
        }
        List<String> conditions = new ArrayList<>();
        table.key()
                .forEach(place -> conditions.add(
                        table.columns().get(place) + " COLLATE BINARY = " + new Value(row.get(place)).exact()));
        List<String> queries = new ArrayList<>();
        for (int from = 1; from <= large.bytes(); from += PIECE) {
            queries.add("SELECT hex(substr(CAST(" + table.columns().get(column) + " AS BLOB), " + from + ", " + PIECE
                    + ")) FROM " + table.quoted() + " WHERE " + String.join(" AND ", conditions));
        }
        StringBuilder hex = new StringBuilder();
        for (List<List<String>> piece : source.ask(queries)) {
            if (piece.size() != 1) {
                throw new Unanswered(
                        "a row of the table " + table.name() + " changed while it was read",
                        List.of(),
                        "run the same command again");
            }
            hex.append(piece.get(0).get(0));
        }
        return Value.ofHex(hex.toString(), large.text());
    }
}
