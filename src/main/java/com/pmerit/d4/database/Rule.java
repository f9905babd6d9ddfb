package com.pmerit.d4.database;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may be found in migration files. Codes are stable: waivers, reports and people's notes use them.
 *
 * <p>{@link Level#ERROR} fails a build, {@link Level#WARNING} only one for the last environment; both can be waived in the
 * file by {@code -- d4:allow CODE reason}, where {@link #waivable} says so.
 */
public enum Rule {
    // The file
    UNUSABLE_FILE(Level.ERROR, false, "The file cannot be applied safely", "mend or rename the file"),
    NO_STATEMENT(
            Level.ERROR,
            true,
            "The file holds no statement: it would be marked as applied and have done nothing",
            "write what it is to do, or delete the file"),
    MALFORMED_WAIVER(
            Level.ERROR, false, "A waiver lacks its code or its reason and waives nothing", "-- d4:allow CODE reason"),
    UNKNOWN_WAIVER(
            Level.ERROR, false, "A waiver names a code that no rule has", "correct the code, or take the line out"),
    UNUSED_WAIVER(Level.WARNING, false, "A waiver allows what was not found in its file", "take the line out"),

    // Rows
    ROWS_LOST(
            Level.ERROR,
            true,
            "A table loses rows, or what they refer to, when the file runs",
            "rebuild the table with its children's rows stashed; foreign keys cannot be switched off in D1"),
    FOREIGN_KEYS_OFF(
            Level.WARNING,
            true,
            "PRAGMA foreign_keys has no effect in D1: ON DELETE actions run all the same",
            "take it out, and do not drop or delete what other rows refer to"),
    SET_NULL_ON_NOT_NULL(
            Level.ERROR,
            true,
            "ON DELETE SET NULL on a NOT NULL column makes every delete of the parent fail",
            "let the column be NULL, or use another action"),
    DANGLING_REFERENCE(
            Level.ERROR,
            true,
            "A foreign key refers to what does not exist when all files have run",
            "make the table with that primary or unique key, or correct the reference"),
    TABLE_GONE(
            Level.WARNING,
            true,
            "The file takes a table away: its rows are gone, and the Worker that is live may still ask for it",
            "expand first, contract in a later release, after a backup"),
    COLUMN_GONE(
            Level.WARNING,
            true,
            "The file takes a column away: its values are gone, and the Worker that is live may still ask for it",
            "expand first, contract in a later release, after a backup"),

    // Populated tables
    FAILS_ON_ROWS(
            Level.ERROR,
            true,
            "The file runs on an empty table and fails where there are rows",
            "give the column a constant default; stash rows that refer to a table before it is dropped"),
    UNIQUE_ON_EXISTING(
            Level.WARNING,
            true,
            "A table that exists gets a unique key: the file fails where rows are alike",
            "look for duplicates first, or remove them in the same file"),
    CHECK_ON_EXISTING(
            Level.WARNING,
            true,
            "A table that exists gets a check: the file fails where rows violate it",
            "look for such rows first, or mend them in the same file"),
    NOT_NULL_ON_EXISTING(
            Level.WARNING,
            true,
            "A column that could be NULL no more can: the file fails where one is",
            "fill the gaps in the same file"),

    LONG_RUNNING(
            Level.ERROR,
            true,
            "The file works through so many rows that D1 would end the request",
            "take the rows in portions, each in a file of its own: WHERE rowid BETWEEN 1 AND 1000000"),

    // What D1 or wrangler refuses or changes
    TRANSACTION(Level.ERROR, true, "D1 refuses transactions: it runs each file in one of its own", "take the line out"),
    TRANSACTION_IN_TEXT(
            Level.WARNING,
            true,
            "wrangler takes out BEGIN TRANSACTION; and COMMIT; wherever they stand, also of a string",
            "write it apart, such as 'BEGIN TRANSACTION' || ';'"),
    STATEMENT_TOO_LONG(
            Level.ERROR, true, "D1 takes statements of at most 100,000 bytes", "make several statements of it"),
    MISSING_SEMICOLON(
            Level.WARNING,
            true,
            "The last statement has no semicolon: wrangler's own statement behind it becomes a syntax error",
            "end it with a semicolon"),
    TRIGGER_WITH_CRLF(
            Level.WARNING,
            true,
            "D1's server-side splitter fails on triggers with CRLF line ends",
            "save the file with LF line ends; .gitattributes: *.sql text eol=lf"),
    SPLIT_BY_WRANGLER(
            Level.WARNING,
            true,
            "wrangler cuts this statement in two",
            "write CASE and BEGIN with white space on both sides, and no semicolon inside of [ ]"),
    STICKY_PRAGMA(
            Level.WARNING,
            true,
            "The pragma stays in force for whoever uses the database next",
            "set it back at the end of the file, or do without"),
    SELECT_STAR(
            Level.WARNING,
            true,
            "INSERT … SELECT * takes columns by their order: one more or less, and values land in others",
            "name the columns on both sides"),
    DOUBLE_QUOTED_STRING(
            Level.WARNING,
            true,
            "What stands in double quotes is no name here, so D1 takes it for a string",
            "put strings in single quotes"),

    // History
    FAILS_FROM_EMPTY(
            Level.ERROR,
            true,
            "The history cannot be replayed: this file fails on an empty database with all earlier ones applied",
            "mend the file, or write the missing statement in front of it"),
    SAME_NUMBER(
            Level.ERROR,
            true,
            "Two files have the same number, so that their order is an accident of their names",
            "give the file that is not applied yet the next free number"),
    MIXED_PADDING(
            Level.WARNING,
            true,
            "The number has another width than that of the first file: lists show the files in another order than they run",
            "write the numbers with one width"),
    NO_NUMBER(Level.WARNING, true, "The name has no number: the file runs after all that have one", "number the file"),

    // Deploys
    SECRET(
            Level.ERROR,
            true,
            "A literal looks like a secret, and a migration is kept in git and in the database",
            "take it out and revoke it; mvn d4:put-secret gives a Worker the new one");

    private final Level level;
    private final boolean waivable;
    private final String what;
    private final String mend;

    Rule(Level level, boolean waivable, String what, String mend) {
        this.level = level;
        this.waivable = waivable;
        this.what = what;
        this.mend = mend;
    }

    /** The stable code, such as {@code rows-lost}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How much it weighs where it is not waived. */
    public Level level() {
        return level;
    }

    /** Whether a waiver in the file can allow it. */
    public boolean waivable() {
        return waivable;
    }

    /** What goes wrong, in one sentence. */
    public String what() {
        return what;
    }

    /** What mends it. */
    public String mend() {
        return mend;
    }

    /** The rule that has this code. */
    public static Optional<Rule> of(String code) {
        return Stream.of(values()).filter(rule -> rule.code().equals(code)).findFirst();
    }
}
