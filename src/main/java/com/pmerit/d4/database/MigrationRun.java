package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.StatementResult;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.release.Books;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies one file. When the answer was lost, the tracking table is asked until D1's time limit for a request has passed
 * for certain; only then is the file sent once more, and its tracking row keeps it from running twice.
 */
final class MigrationRun {
    /** D1 ends a request after 30 s (Cloudflare D1 limits); what is not there some seconds later never comes. */
    static final Duration REQUEST_IS_OVER = Duration.ofSeconds(35);

    /** How often the tracking table is asked until then. */
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private static final int STATEMENT_SHOWN = 160;

    private final LiveDatabase database;
    private final MigrationBatch batch;
    private final Waiting waiting;

    MigrationRun(LiveDatabase database, MigrationFile file, Waiting waiting) {
        this.database = database;
        this.batch = new MigrationBatch(file);
        this.waiting = waiting;
    }

    /** Applies the file; one that another run has applied in the meantime counts, for its row made this one fail first. */
    AppliedFile apply() throws InterruptedException {
        ApiResult<List<StatementResult>> first = send();
        if (first.failure().isEmpty()) {
            return new AppliedFile.Applied();
        }
        ApiFailure failure = first.failure().get();
        if (Books.isLockLost(failure)) {
            return lockLost();
        }
        if (failure.isSqlRefusal()) {
            return isTracked() ? new AppliedFile.Applied() : refused(failure);
        }
        if (!(failure instanceof ApiFailure.OutcomeUnknown)) {
            return new AppliedFile.Stopped(notApplied() + failure.message(), "run the same command again");
        }
        if (appearsInTime()) {
            return new AppliedFile.Applied();
        }
        return afterSecond(send());
    }

    private AppliedFile afterSecond(ApiResult<List<StatementResult>> second) {
        Optional<ApiFailure> failure = second.failure();
        if (failure.isEmpty() || isTracked()) {
            return new AppliedFile.Applied();
        }
        if (Books.isLockLost(failure.get())) {
            return lockLost();
        }
        return failure.get().isSqlRefusal()
                ? refused(failure.get())
                : new AppliedFile.Unknown(failure.get().message());
    }

    private ApiResult<List<StatementResult>> send() {
        return database.write(batch.request(database.tracking(), database.books()));
    }

    private boolean appearsInTime() throws InterruptedException {
        Instant end = waiting.clock().instant().plus(REQUEST_IS_OVER);
        while (!isTracked()) {
            if (waiting.clock().instant().isAfter(end)) {
                return false;
            }
            waiting.sleeper().sleep(BETWEEN_LOOKS);
        }
        return true;
    }

    private boolean isTracked() {
        String name = batch.file().name().text();
        return database.trackedNames().fold(names -> names.contains(name), unreadable -> false);
    }

    private AppliedFile lockLost() {
        return new AppliedFile.Stopped(
                notApplied() + "this run lost its lock to another one",
                "let the other release end, then run the same command again");
    }

    private String notApplied() {
        return batch.file().name() + " was not applied: ";
    }

    private AppliedFile refused(ApiFailure failure) {
        String words = LiveDatabase.words(failure);
        List<String> details = new ArrayList<>();
        Optional<com.pmerit.d4.sql.SqlStatement> statement = new FailedStatement(database, batch).find(failure);
        String place = database.database().migrationsDirectory().getFileName() + "/"
                + batch.file().name()
                + statement
                        .map(found -> ":" + found.line() + ":" + found.column())
                        .orElse("");
        details.add(place);
        statement.ifPresent(found -> details.add(shown(found.text())));
        details.add(words);
        return new AppliedFile.Refused(batch.file().name() + " failed and nothing of it was kept", details, words);
    }

    /** A statement on one line, cut where it gets long. */
    static String shown(String sql) {
        String line = sql.replaceAll("\\s+", " ");
        return line.length() > STATEMENT_SHOWN ? line.substring(0, STATEMENT_SHOWN) + " …" : line;
    }
}
