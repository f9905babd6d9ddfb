package com.pmerit.d4.database.rebuild;

import com.pmerit.d4.sql.Token;
import java.util.List;
import java.util.Optional;

/**
 * A table as far as its rows are moved.
 *
 * @param name as it is written
 * @param hiddenRowid the name under which a row's number can be read and set that no column holds; empty where there is none
 * @param autoincrement whether the numbers of deleted rows are never used again
 */
record Table(String name, List<Column> columns, Optional<String> hiddenRowid, boolean autoincrement) {
    Table {
        columns = List.copyOf(columns);
    }

    /** The name under which it is found, whatever its case. */
    String key() {
        return Token.folded(name);
    }

    /** The columns whose values are stored as they were given. */
    List<String> stored() {
        return columns.stream()
                .filter(column -> !column.generated())
                .map(Column::name)
                .toList();
    }

    Optional<Column> column(String wanted) {
        return columns.stream()
                .filter(column -> Token.folded(column.name()).equals(Token.folded(wanted)))
                .findFirst();
    }
}
