package com.pmerit.d4.database.rehearsal;

/**
 * A statement that failed in a rehearsal.
 *
 * @param place the statement; the last one of the file when the commit failed, as with a deferred foreign key
 * @param words what SQLite says to it
 * @param kind when it fails
 */
public record StatementFailure(Place place, String words, Kind kind) {
    /** What the words begin with when every statement ran and the file could not be committed. */
    public static final String AT_THE_END = "at the end of the file: ";

    /** When a statement fails. */
    public enum Kind {
        /** On empty tables too: the file cannot be applied. */
        ALWAYS,
        /** On tables that hold rows, whatever they hold; on empty ones it works. */
        ON_ANY_ROWS,
        /** On the canary rows; on empty tables it works. It depends on what the rows hold. */
        ON_SOME_ROWS,
        /**
         * It writes rows of its own that do not fit to those of the copy, such as a child whose parent is missing there. It
         * says nothing about the database, and was left out of the rehearsal.
         */
        NOT_REHEARSED
    }
}
