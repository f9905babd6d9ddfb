package com.pmerit.d4.sql;

import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/** What D1 allows one statement. Sources: "Cloudflare D1 limits", and the engine's own settings where that document is silent. */
public final class D1Limits {
    /** Bytes of one statement. */
    public static final int STATEMENT_BYTES = 100_000;

    /** Bound parameters of one statement. */
    public static final int PARAMETERS = 100;

    /** Columns of a table. */
    public static final int COLUMNS = 100;

    /** Terms of a compound SELECT; rows of a VALUES clause are not terms. */
    public static final int COMPOUND_TERMS = 5;

    /** Bytes of a LIKE or GLOB pattern. */
    public static final int PATTERN_BYTES = 50;

    /** Arguments of a function, as documented; the engine itself takes more. */
    public static final int FUNCTION_ARGUMENTS = 32;

    /** Bytes of a string, a blob or a row, as documented; the engine itself takes more. */
    public static final int VALUE_BYTES = 2_000_000;

    /** How long one request may run. */
    public static final Duration REQUEST = Duration.ofSeconds(30);

    private static final int EXPRESSION_DEPTH = 100;
    private static final int PROGRAM_STEPS = 25_000;
    private static final int TRIGGER_DEPTH = 10;

    private D1Limits() {}

    static void applyTo(SQLiteConnection connection) throws SQLException {
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, VALUE_BYTES);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, STATEMENT_BYTES);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_COLUMN, COLUMNS);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_EXPR_DEPTH, EXPRESSION_DEPTH);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_COMPOUND_SELECT, COMPOUND_TERMS);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_VDBE_OP, PROGRAM_STEPS);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_FUNCTION_ARG, FUNCTION_ARGUMENTS);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, PATTERN_BYTES);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_VARIABLE_NUMBER, PARAMETERS);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_TRIGGER_DEPTH, TRIGGER_DEPTH);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_WORKER_THREADS, 0);
    }
}
