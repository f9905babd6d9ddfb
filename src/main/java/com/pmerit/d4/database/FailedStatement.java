package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds which statement of a failed file it was, for D1's answer does not tell. Tries beginnings of the file, each
 * followed by a statement that must fail, so that every try is rolled back as the file was; halves the range each time.
 */
final class FailedStatement {
    private static final String MISSING_FUNCTION = "d4_end_of_trial";

    private final LiveDatabase database;
    private final MigrationBatch batch;

    FailedStatement(LiveDatabase database, MigrationBatch batch) {
        this.database = database;
        this.batch = batch;
    }

    /** The statement that gives the same error again; nothing when the tries do not agree with the error. */
    Optional<com.pmerit.d4.sql.SqlStatement> find(ApiFailure error) {
        int passing = 0;
        int failing = batch.statements().size();
        String last = LiveDatabase.words(error);
        while (failing - passing > 1) {
            int middle = (passing + failing) / 2;
            Optional<String> words = trial(middle);
            if (words.isEmpty()) {
                return Optional.empty();
            }
            if (words.get().contains(MISSING_FUNCTION)) {
                passing = middle;
            } else {
                failing = middle;
                last = words.get();
            }
        }
        boolean agrees = failing > 0 && last.equals(LiveDatabase.words(error));
        return agrees ? Optional.of(batch.statements().get(failing - 1)) : Optional.empty();
    }

    private Optional<String> trial(int count) {
        List<SqlStatement> request = new ArrayList<>(batch.prefix(count));
        request.add(SqlStatement.of("SELECT " + MISSING_FUNCTION + "()"));
        return database.write(request)
                .failure()
                .filter(ApiFailure::isSqlRefusal)
                .map(LiveDatabase::words);
    }
}
