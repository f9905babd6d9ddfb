package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.SqlStatement;

/**
 * A statement of a migration file.
 *
 * @param line where it starts, from 1
 * @param column where it starts, in UTF-16 characters, from 1
 * @param statement its text
 */
public record Place(int line, int column, String statement) {
    static Place of(SqlStatement statement) {
        return new Place(statement.line(), statement.column(), statement.text());
    }
}
