package com.pmerit.d4.sql;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table as statements about it need to know it; names are as they are spelled.
 *
 * @param name its name
 * @param virtual whether a module such as FTS5 keeps its rows
 * @param columns in their order, generated ones among them, hidden ones of virtual tables not
 * @param foreignKeys in SQLite's order
 * @param uniqueKeys primary key, unique constraints and unique indexes; not the rowid that an INTEGER PRIMARY KEY is
 * @param checks the expressions that each row must satisfy, without brackets; none when the text of the table could not be
 *     read
 */
public record TableModel(
        String name,
        boolean virtual,
        List<Column> columns,
        List<ForeignKey> foreignKeys,
        List<UniqueKey> uniqueKeys,
        List<String> checks) {
    public TableModel {
        columns = List.copyOf(columns);
        foreignKeys = List.copyOf(foreignKeys);
        uniqueKeys = List.copyOf(uniqueKeys);
        checks = List.copyOf(checks);
    }

    /**
     * A column.
     *
     * @param type as declared, possibly empty
     * @param notNull whether it is declared so; a rowid needs no declaration
     * @param defaultValue the SQL text of its default
     * @param primaryKey its place in the primary key, from 1; 0 when it is no part of it
     * @param generated whether its value is computed
     */
    public record Column(
            String name,
            String type,
            boolean notNull,
            Optional<String> defaultValue,
            int primaryKey,
            boolean generated) {}

    /**
     * A foreign key.
     *
     * @param columns of this table
     * @param parent the table it refers to, which need not exist
     * @param parentColumns those it refers to, of the same number; none when it names none and the parent does not exist
     * @param onDelete what becomes of a row whose parent is deleted: {@code CASCADE}, {@code SET NULL}, {@code SET DEFAULT},
     *     {@code RESTRICT} or {@code NO ACTION}
     */
    public record ForeignKey(List<String> columns, String parent, List<String> parentColumns, String onDelete) {
        public ForeignKey {
            columns = List.copyOf(columns);
            parentColumns = List.copyOf(parentColumns);
        }

        /** Such as {@code sessions (user_id) references users (id) on delete cascade}. */
        public String words(String table) {
            return table + " (" + String.join(", ", columns) + ") references " + parent
                    + (parentColumns.isEmpty() ? "" : " (" + String.join(", ", parentColumns) + ")") + " on delete "
                    + onDelete.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Columns whose values no two rows share.
     *
     * @param columns their names; none when it is over an expression
     * @param collations by which each of them is compared, such as {@code NOCASE}
     * @param index its name, which SQLite makes up for a constraint
     * @param where the predicate in SQL that rows must satisfy to count
     */
    public record UniqueKey(List<String> columns, List<String> collations, String index, Optional<String> where) {
        public UniqueKey {
            columns = List.copyOf(columns);
            collations = List.copyOf(collations);
        }
    }

    /** The column of a name, in whatever case. */
    public Optional<Column> column(String named) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(named))
                .findFirst();
    }

    /** The columns of the primary key, in its order. */
    public List<String> primaryKey() {
        return columns.stream()
                .filter(column -> column.primaryKey() > 0)
                .sorted(Comparator.comparingInt(Column::primaryKey))
                .map(Column::name)
                .toList();
    }
}
