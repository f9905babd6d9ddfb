package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import java.util.ArrayList;
import java.util.List;

/**
 * One migration file as one atomic request: the guard of the lock and its row in the tracking table first, so that the
 * loser of a race fails before it touches anything, then its statements one by one, so that nothing else than SQLite's own
 * rule splits them, then what d4 writes down about it.
 */
final class MigrationBatch {
    private final MigrationFile file;
    private final List<com.pmerit.d4.sql.SqlStatement> statements;

    MigrationBatch(MigrationFile file) {
        this.file = file;
        this.statements = StatementSplitter.split(file.sql());
    }

    MigrationFile file() {
        return file;
    }

    List<com.pmerit.d4.sql.SqlStatement> statements() {
        return statements;
    }

    /** The request, whose tracking row stands before the statements. */
    List<SqlStatement> request(TrackingTable tracking, MigrationBooks books) {
        List<SqlStatement> request = new ArrayList<>();
        request.add(tracking.record(file.name()));
        request.addAll(prefix(statements.size()));
        request.addAll(books.record(file));
        return books.guarded(request);
    }

    /** The first statements of the file, without the tracking row. */
    List<SqlStatement> prefix(int count) {
        return statements.subList(0, count).stream()
                .map(statement -> SqlStatement.of(statement.text()))
                .toList();
    }
}
