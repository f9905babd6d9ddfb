package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.release.Books;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What d4's own books add to the migrations of one database: a guard before each batch where the lock lives in the same
 * database, and a row about each file. Nothing, for a run that keeps no books.
 */
final class MigrationBooks {
    private final Optional<Books> books;
    private final Database database;
    private final MigrationLedger ledger;

    MigrationBooks(Optional<Books> books, AccountApi account, Database database) {
        this.books = books.filter(kept -> kept.lock().lease().isPresent());
        this.database = database;
        this.ledger = new MigrationLedger(account, database);
    }

    /** A batch, led by the guard. */
    List<SqlStatement> guarded(List<SqlStatement> batch) {
        List<SqlStatement> guard = books.map(kept -> kept.guard(database)).orElse(List.of());
        return Stream.concat(guard.stream(), batch.stream()).toList();
    }

    /** What makes the table, where it is needed. */
    List<SqlStatement> creation() {
        return books.map(kept -> MigrationLedger.create()).stream().toList();
    }

    /** What notes that a file was applied. */
    List<SqlStatement> record(MigrationFile file) {
        return books.map(kept -> ledger.record(file, kept.runId())).stream().toList();
    }

    /** What notes that a file was found to be in effect. */
    List<SqlStatement> record(MigrationFile file, Recording recording) {
        return books.map(kept -> ledger.record(file, kept.runId(), recording)).stream()
                .toList();
    }

    /** The files that this very run applied before it was killed. */
    ApiResult<List<String>> appliedByThisRun() {
        return books.map(kept -> ledger.rows()
                        .map(rows -> rows.stream()
                                .filter(row -> row.runId().equals(kept.runId()))
                                .map(MigrationRow::name)
                                .toList()))
                .orElseGet(() -> new ApiResult.Ok<>(List.of()));
    }
}
