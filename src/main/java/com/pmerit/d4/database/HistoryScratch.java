package com.pmerit.d4.database;

import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaFacts;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An empty SQLite that behaves as D1 does, into which migration files are replayed. */
final class HistoryScratch implements AutoCloseable {
    private final D1Database database;
    private final Set<String> bookkeeping;

    /**
     * Opens one.
     *
     * @param bookkeeping tables that are no part of the schema
     */
    HistoryScratch(Set<String> bookkeeping) throws SQLException {
        this.database = D1Database.inMemory();
        this.bookkeeping = Set.copyOf(bookkeeping);
    }

    /**
     * A file that does not run.
     *
     * @param place of the statement, as {@code name:line:column}
     * @param statement on one line
     * @param words SQLite's
     */
    record Stopped(String file, String place, String statement, String words) {
        String line() {
            return place + ": " + statement + ": " + words;
        }
    }

    /** Runs a file as D1 does, whole or not at all; a statement about rows may break a constraint for lack of rows here. */
    Optional<Stopped> run(MigrationFile file) throws SQLException {
        for (SqlStatement statement : StatementSplitter.split(file.sql())) {
            Optional<String> refused =
                    run(statement.text()).filter(words -> !SchemaReplay.isForLackOfRows(statement.text(), words));
            if (refused.isPresent()) {
                return Optional.of(new Stopped(
                        file.name().text(),
                        file.name() + ":" + statement.line() + ":" + statement.column(),
                        MigrationRun.shown(statement.text()),
                        refused.get()));
            }
        }
        return Optional.empty();
    }

    /** Runs one statement; gives SQLite's words when it is refused, and then nothing is changed. */
    Optional<String> run(String sql) throws SQLException {
        return database.run(List.of(D1Statement.of(sql))) instanceof D1Outcome.RolledBack refused
                ? Optional.of(refused.message())
                : Optional.empty();
    }

    /** The rows of a query, each value as text. */
    List<List<String>> rows(String sql) throws SQLException {
        D1Outcome outcome = database.run(List.of(D1Statement.of(sql)));
        if (outcome instanceof D1Outcome.Committed committed) {
            return committed.results().get(0).rows().stream()
                    .map(row -> row.stream().map(String::valueOf).toList())
                    .toList();
        }
        throw new SQLException(((D1Outcome.RolledBack) outcome).message());
    }

    SchemaFacts facts() throws SQLException {
        return SchemaFacts.of(database, bookkeeping);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
