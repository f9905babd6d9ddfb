package com.pmerit.d4.database;

import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaFacts;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.StatementSplitter;
import com.pmerit.d4.sql.Tokenizer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a live schema again in an empty SQLite that behaves as D1 does, applies migration files to it, and tells which schema
 * that gives. Nothing is sent to Cloudflare.
 */
final class SchemaReplay {
    private static final String CONSTRAINT = ": SQLITE_CONSTRAINT";

    /** How it ended. */
    sealed interface Ended {
        /** All was made and applied. */
        record Known(SchemaFacts facts) implements Ended {}

        /**
         * A statement was refused.
         *
         * @param what the file that failed, or that the schema could not be made again
         * @param details place, statement and SQLite's words
         * @param taken the name of the file that failed because what it makes is there already
         */
        record Stopped(String what, List<String> details, Optional<String> taken) implements Ended {}
    }

    private final Set<String> bookkeeping;

    /**
     * Prepares replays.
     *
     * @param bookkeeping tables that are no part of the schema
     */
    SchemaReplay(Set<String> bookkeeping) {
        this.bookkeeping = Set.copyOf(bookkeeping);
    }

    /** Replays a schema, and these files on top of it. */
    Ended of(LiveSchema schema, List<MigrationFile> files) {
        try (D1Database scratch = D1Database.inMemory()) {
            for (String statement : schema.statements()) {
                Optional<String> refused = refused(scratch, statement);
                if (refused.isPresent()) {
                    return new Ended.Stopped(
                            "its schema cannot be made again by its own statements",
                            List.of(MigrationRun.shown(statement), refused.get()),
                            Optional.empty());
                }
            }
            for (MigrationFile file : files) {
                Optional<Ended> stopped = apply(scratch, file);
                if (stopped.isPresent()) {
                    return stopped.get();
                }
            }
            return new Ended.Known(SchemaFacts.of(scratch, bookkeeping));
        } catch (SQLException broken) {
            return new Ended.Stopped(
                    "SQLite cannot be asked on this machine", List.of(broken.toString()), Optional.empty());
        }
    }

    private static Optional<Ended> apply(D1Database scratch, MigrationFile file) throws SQLException {
        for (SqlStatement statement : StatementSplitter.split(file.sql())) {
            Optional<String> refused =
                    refused(scratch, statement.text()).filter(words -> !isForLackOfRows(statement.text(), words));
            if (refused.isPresent()) {
                return Optional.of(new Ended.Stopped(
                        file.name() + " fails on its schema",
                        List.of(
                                file.name() + ":" + statement.line() + ":" + statement.column(),
                                MigrationRun.shown(statement.text()),
                                refused.get()),
                        refused.filter(AlreadyThere::isSaid)
                                .map(words -> file.name().text())));
            }
        }
        return Optional.empty();
    }

    /**
     * The copy has no rows, so that a statement about rows may break a constraint here that it keeps there, such as an insert
     * whose parent row is missing. The schema is the same whether it runs or not.
     */
    static boolean isForLackOfRows(String statement, String words) {
        return words.contains(CONSTRAINT)
                && StatementShape.of(Tokenizer.meaningfulTokens(statement)).writesRows();
    }

    private static Optional<String> refused(D1Database scratch, String statement) throws SQLException {
        return scratch.run(List.of(D1Statement.of(statement))) instanceof D1Outcome.RolledBack refused
                ? Optional.of(refused.message())
                : Optional.empty();
    }
}
