package com.pmerit.d4.sql;

import java.sql.SQLException;
import java.util.Optional;

/**
 * One request to D1 whose statements are given one after the other, so that somebody can look between them. What was not
 * committed when it is closed is rolled back.
 */
public final class D1Transaction implements AutoCloseable {
    private final D1Database database;
    private boolean open = true;

    D1Transaction(D1Database database) {
        this.database = database;
    }

    /** What became of one statement. */
    public sealed interface Step {
        /** It ran. */
        record Ran(D1Result result) implements Step {}

        /**
         * It was refused and did nothing; those before it still stand. D1 itself would roll back the whole request.
         *
         * @param message in D1's words, such as {@code no such table: nope: SQLITE_ERROR}
         */
        record Refused(String message) implements Step {}
    }

    /**
     * Runs one statement.
     *
     * @throws SQLException when SQLite itself cannot be asked
     */
    public Step run(D1Statement statement) throws SQLException {
        if (!open) {
            throw new IllegalStateException("the request is over");
        }
        return database.step(statement);
    }

    /**
     * Commits what ran.
     *
     * @return the words of the refusal, as with a deferred foreign key; then nothing is kept. Empty when it is committed
     * @throws SQLException when SQLite itself cannot be asked
     */
    public Optional<String> commit() throws SQLException {
        open = false;
        return database.commit();
    }

    @Override
    public void close() throws SQLException {
        if (open) {
            open = false;
            database.rollBack();
        }
    }
}
