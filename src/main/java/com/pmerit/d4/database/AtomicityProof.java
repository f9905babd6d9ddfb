package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.StatementResult;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds out whether this database takes a batch as one transaction: a batch that makes a table and then fails must leave
 * no table. Cloudflare documents it as meant; a migration relies on it only where it was seen.
 */
final class AtomicityProof {
    private static final String MISSING_FUNCTION = "d4_this_batch_must_fail";

    private final LiveDatabase database;

    AtomicityProof(LiveDatabase database) {
        this.database = database;
    }

    /** What the trial showed. */
    sealed interface Finding {}

    /** The batch left nothing. */
    record Holds() implements Finding {}

    /** The database must not be migrated. */
    record Refuted(String why) implements Finding {}

    /** The trial could not be made, which says nothing about the database. */
    record Unproven(String why) implements Finding {}

    /** Makes the trial. */
    Finding look() {
        String canary = "d4_canary_" + UUID.randomUUID().toString().replace("-", "");
        ApiResult<List<StatementResult>> batch = database.write(List.of(
                SqlStatement.of("CREATE TABLE " + canary + " (id INTEGER PRIMARY KEY)"),
                SqlStatement.of("SELECT " + MISSING_FUNCTION + "()")));
        Optional<ApiFailure> failure = batch.failure();
        if (failure.isEmpty()) {
            return new Refuted("a batch that had to fail was reported as done");
        }
        if (!failure.get().isSqlRefusal()) {
            return new Unproven(failure.get().message());
        }
        return database.tablesNamed(canary)
                .fold(
                        tables -> tables == 0 ? new Holds() : new Refuted(leftover(canary)),
                        unreadable -> new Unproven(unreadable.message()));
    }

    private String leftover(String canary) {
        Optional<ApiFailure> notDropped =
                database.write(List.of(SqlStatement.of("DROP TABLE " + canary))).failure();
        return "a batch that failed left the table " + canary + " behind"
                + (notDropped.isPresent() ? ", which could not be dropped again" : " (dropped again)");
    }
}
