package com.pmerit.d4.audit;

import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.rebuild.SafeRebuild;
import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaFacts;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** An empty SQLite that behaves as D1 does, in which a schema is made again. */
final class Scratch implements AutoCloseable {
    private static final String PROBE = "d4_probe";

    private final D1Database database;
    private final Bookkeeping bookkeeping;

    /** Opens one whose facts leave these tables out. */
    Scratch(Bookkeeping bookkeeping) throws SQLException {
        this.database = D1Database.inMemory();
        this.bookkeeping = bookkeeping;
    }

    /** Makes a live schema again; gives SQLite's words when one of its own statements is refused. */
    Optional<String> take(LiveContents schema) throws SQLException {
        for (SchemaObject object : schema.replayable()) {
            Optional<String> refused = run(object.sql());
            if (refused.isPresent()) {
                return Optional.of(object.type() + " " + object.name() + " cannot be made again: " + refused.get());
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

    /** Why a column cannot be added to a table that has rows, by trying it on one. */
    Optional<String> refusesColumn(String definition) throws SQLException {
        run("CREATE TABLE " + PROBE + " (d4_probed INTEGER)");
        run("INSERT INTO " + PROBE + " VALUES (1)");
        Optional<String> refused = run("ALTER TABLE " + PROBE + " ADD COLUMN " + definition);
        run("DROP TABLE " + PROBE);
        // What else SQLite may say is about this table and not about the column, such as another one that it needs.
        return refused.filter(words -> words.startsWith("Cannot add a"));
    }

    /** The statements that give a table another definition and keep all rows. */
    SafeRebuild.Rebuild rebuild(String table, String definition) throws SQLException {
        return SafeRebuild.of(database, table, definition);
    }

    SchemaFacts facts() throws SQLException {
        return SchemaFacts.of(database, bookkeeping.names());
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
