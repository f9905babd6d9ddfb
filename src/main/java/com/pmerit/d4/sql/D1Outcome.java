package com.pmerit.d4.sql;

import java.util.List;

/** What became of one request: every statement ran and was committed, or one failed and nothing of the request was kept. */
public sealed interface D1Outcome {
    /**
     * All statements ran and are committed.
     *
     * @param results one for each statement, in order
     */
    record Committed(List<D1Result> results) implements D1Outcome {
        /** Copies the list. */
        public Committed {
            results = List.copyOf(results);
        }
    }

    /**
     * The request was rolled back.
     *
     * @param index the statement that failed, from 0; the number of statements when the commit itself failed, as with a
     *     deferred foreign key
     * @param message in D1's words, such as {@code no such table: nope: SQLITE_ERROR}
     */
    record RolledBack(int index, String message) implements D1Outcome {}
}
