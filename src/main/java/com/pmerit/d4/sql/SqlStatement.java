package com.pmerit.d4.sql;

/**
 * One statement of a longer SQL text.
 *
 * @param text its source text from its first word to its closing semicolon (which the last statement of a text may lack),
 *     with the comments inside it and without those before it
 * @param offset where it starts in the whole text, in UTF-16 characters, from 0
 * @param line the line it starts on, from 1
 * @param column the column it starts at, in UTF-16 characters, from 1
 */
public record SqlStatement(String text, int offset, int line, int column) {
    /** Refuses an empty statement and a position that cannot be. */
    public SqlStatement {
        if (text.isBlank() || offset < 0 || line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "A statement needs a text and a place, not '" + text + "' at " + line + ":" + column);
        }
    }
}
