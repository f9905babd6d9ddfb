package com.pmerit.d4.database.backup;

import java.util.List;

/**
 * A table, as far as a dump needs it.
 *
 * @param name as it is written
 * @param sql that makes it
 * @param content what of it is dumped
 * @param columns what is read of a row and written back, in order, each as SQL names it: the rowid first where no column is it
 * @param key the places of those columns by which rows are told apart and put in order
 * @param settings of a full-text index: name and value, both as SQL writes them
 * @param autoincrement whether SQLite counts its ids
 */
record Table(
        String name,
        String sql,
        Content content,
        List<String> columns,
        List<Integer> key,
        List<List<String>> settings,
        boolean autoincrement) {
    Table {
        // SQLite keeps the white space between the text and its semicolon.
        sql = sql.stripTrailing();
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        settings = List.copyOf(settings);
    }

    boolean hasRows() {
        return content == Content.ROWS || content == Content.FULL_TEXT;
    }

    String quoted() {
        return Names.quoted(name);
    }

    List<String> keyColumns() {
        return key.stream().map(columns::get).toList();
    }
}
