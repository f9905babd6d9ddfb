package com.pmerit.d4.sql;

import java.nio.charset.StandardCharsets;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The words in which D1 reports a failure: SQLite's message, the place if SQLite knows it, and the name of the result code. */
final class D1Words {
    static final String NOT_AUTHORIZED = "not authorized: SQLITE_AUTH";
    static final String WRONG_NUMBER_OF_PARAMETERS = "Wrong number of parameter bindings for SQL query.";
    static final String NO_STATEMENT = "SQL code did not contain a statement.";
    static final String TIMEOUT = "D1 DB storage operation exceeded timeout which caused object to be reset.";
    static final String NO_TRANSACTIONS =
            "To execute a transaction, please use the state.storage.transaction() or state.storage.transactionSync()"
                    + " APIs instead of the SQL BEGIN TRANSACTION or SAVEPOINT statements. The JavaScript API is safer"
                    + " because it will automatically roll back on exceptions, and because it interacts correctly with"
                    + " Durable Objects' automatic atomic write coalescing.";

    private D1Words() {}

    /** SQLite's own message, without what its Java driver puts around it. */
    static String sqliteMessage(SQLiteException failure) {
        String whole = String.valueOf(failure.getMessage());
        String prefix = failure.getResultCode() + " (";
        return whole.startsWith(prefix) && whole.endsWith(")")
                ? whole.substring(prefix.length(), whole.length() - 1)
                : whole;
    }

    /** {@code message: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)}. */
    static String withCode(String message, SQLiteErrorCode code) {
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(code.code & 0xff);
        String extended = code.code == primary.code ? "" : " (extended: " + code.name() + ")";
        return message + ": " + primary.name() + extended;
    }

    /** {@code message at offset 7: SQLITE_ERROR}, the offset being that of the token in bytes. */
    static String errorAt(String message, String sql, Token token) {
        int bytes = sql.substring(0, token.offset()).getBytes(StandardCharsets.UTF_8).length;
        return message + " at offset " + bytes + ": SQLITE_ERROR";
    }
}
