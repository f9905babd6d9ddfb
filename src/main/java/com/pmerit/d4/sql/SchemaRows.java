package com.pmerit.d4.sql;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What SQLite tells of a schema by its pragmas and its schema table.
 *
 * @param tables name, type, without rowid, strict, sql
 * @param columns table, name, type, not null, default, place in the primary key, hidden
 * @param foreignKeys table, id, parent, from, to, on update, on delete, match; those of one key in order
 * @param indexed table, index, unique, origin, column, descending, collation, sql; those of one index in order
 * @param programs type, name, table, sql of views and triggers
 */
record SchemaRows(List<Row> tables, List<Row> columns, List<Row> foreignKeys, List<Row> indexed, List<Row> programs) {
    private static final String OWN = "lower(substr(l.name, 1, 7)) <> 'sqlite_' AND l.schema = 'main'";
    private static final String PLAIN =
            "(SELECT l.name FROM pragma_table_list AS l WHERE " + OWN + " AND l.type = 'table') AS t";
    private static final String TABLES = "SELECT l.name, l.type, l.wr, l.strict, m.sql FROM pragma_table_list AS l"
            + " JOIN sqlite_master AS m ON m.type = 'table' AND m.name = l.name WHERE " + OWN
            + " AND l.type IN ('table', 'virtual')";
    private static final String COLUMNS =
            "SELECT t.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk, c.hidden FROM " + PLAIN
                    + " JOIN pragma_table_xinfo(t.name) AS c";
    private static final String FOREIGN_KEYS =
            "SELECT t.name, f.id, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete, f.\"match\" FROM "
                    + PLAIN + " JOIN pragma_foreign_key_list(t.name) AS f ORDER BY t.name, f.id, f.seq";
    private static final String INDEXED =
            "SELECT t.name, i.name, i.\"unique\", i.origin, x.name, x.\"desc\", x.coll, m.sql FROM " + PLAIN
                    + " JOIN pragma_index_list(t.name) AS i JOIN pragma_index_xinfo(i.name) AS x"
                    + " LEFT JOIN sqlite_master AS m ON m.type = 'index' AND m.name = i.name WHERE x.\"key\" = 1"
                    + " ORDER BY t.name, i.name, x.seqno";
    private static final String PROGRAMS =
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('view', 'trigger')";

    /**
     * Reads a database.
     *
     * @param bookkeeping names in lower case of tables to leave out with all that belongs to them
     */
    static SchemaRows of(D1Database database, Set<String> bookkeeping) throws SQLException {
        return new SchemaRows(
                rows(database, TABLES, 0, bookkeeping),
                rows(database, COLUMNS, 0, bookkeeping),
                rows(database, FOREIGN_KEYS, 0, bookkeeping),
                rows(database, INDEXED, 0, bookkeeping),
                rows(database, PROGRAMS, 2, bookkeeping));
    }

    /** The names of the columns of each table, in lower case. */
    Map<String, Set<String>> columnNames() {
        return columns.stream()
                .collect(Collectors.groupingBy(
                        column -> column.folded(0),
                        Collectors.mapping(column -> column.folded(1), Collectors.toSet())));
    }

    /** The columns of a table's primary key in its order, in lower case. */
    List<String> primaryKey(String table) {
        return columnsOf(table).stream()
                .filter(column -> column.is(5))
                .sorted(Comparator.comparing(column -> Integer.valueOf(column.text(5))))
                .map(column -> column.folded(1))
                .toList();
    }

    /** The columns of a table. */
    List<Row> columnsOf(String table) {
        return columns.stream().filter(column -> column.folded(0).equals(table)).toList();
    }

    private static List<Row> rows(D1Database database, String sql, int tableColumn, Set<String> bookkeeping)
            throws SQLException {
        D1Outcome outcome = database.run(List.of(D1Statement.of(sql)));
        if (outcome instanceof D1Outcome.RolledBack refused) {
            throw new SQLException("the schema cannot be read: " + refused.message());
        }
        return ((D1Outcome.Committed) outcome)
                .results().get(0).rows().stream()
                        .map(Row::new)
                        .filter(row -> !bookkeeping.contains(row.folded(tableColumn)))
                        .collect(Collectors.toUnmodifiableList());
    }

    /** A row, by the numbers of its columns. */
    record Row(List<@Nullable Object> values) {
        Optional<String> optional(int column) {
            return Optional.ofNullable(values.get(column)).map(String::valueOf);
        }

        String text(int column) {
            return optional(column).orElse("");
        }

        String folded(int column) {
            return Token.folded(text(column));
        }

        /** Whether a number says yes. */
        boolean is(int column) {
            return !text(column).equals("0");
        }
    }
}
