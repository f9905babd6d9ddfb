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

    /** Nothing when the batch left nothing; else why the database must not be migrated. */
    Optional<String> refutation() {
        String canary = "d4_canary_" + UUID.randomUUID().toString().replace("-", "");
        ApiResult<List<StatementResult>> batch = database.write(List.of(
                SqlStatement.of("CREATE TABLE " + canary + " (id INTEGER PRIMARY KEY)"),
                SqlStatement.of("SELECT " + MISSING_FUNCTION + "()")));
        Optional<ApiFailure> failure = batch.failure();
        if (failure.isEmpty()) {
            return Optional.of("a batch that had to fail was reported as done");
        }
        if (!LiveDatabase.isSqlError(failure.get())) {
            return Optional.of("the proof could not be made: " + failure.get().message());
        }
        return database.tablesNamed(canary)
                .fold(
                        tables -> tables == 0 ? Optional.empty() : Optional.of(leftover(canary)),
                        unreadable -> Optional.of("the proof could not be read: " + unreadable.message()));
    }

    private String leftover(String canary) {
        Optional<ApiFailure> notDropped =
                database.write(List.of(SqlStatement.of("DROP TABLE " + canary))).failure();
        return "a batch that failed left the table " + canary + " behind"
                + (notDropped.isPresent() ? ", which could not be dropped again" : " (dropped again)");
    }
}
