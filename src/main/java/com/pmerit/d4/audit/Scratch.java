package com.pmerit.d4.audit;

import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.rebuild.SafeRebuild;
import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaFacts;
import com.pmerit.d4.sql.SchemaWatch;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.StatementSplitter;
import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.Tokenizer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An empty SQLite that behaves as D1 does, in which a schema is made again. */
final class Scratch implements AutoCloseable {
    private static final String PROBE = "d4_probe";

    private final D1Database database;
    private final Bookkeeping bookkeeping;
    private final SchemaWatch watch;

    /** Opens one whose facts leave these tables out. */
    Scratch(Bookkeeping bookkeeping) throws SQLException {
        this.database = D1Database.inMemory();
        this.bookkeeping = bookkeeping;
        this.watch = SchemaWatch.of(database, bookkeeping.names());
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
        Optional<String> refused = ran(List.of(D1Statement.of(sql)));
        watch.after(sql);
        return refused;
    }

    private Optional<String> ran(List<D1Statement> request) throws SQLException {
        return database.run(request) instanceof D1Outcome.RolledBack refused
                ? Optional.of(refused.message())
                : Optional.empty();
    }

    /**
     * Runs a file, whole or not at all; gives SQLite's words when it is refused. There are no rows here: its statements about
     * rows are left out.
     */
    Optional<String> apply(MigrationFile file) throws SQLException {
        List<D1Statement> request = new ArrayList<>();
        for (SqlStatement statement : StatementSplitter.split(file.sql())) {
            StatementShape shape = StatementShape.of(Tokenizer.meaningfulTokens(statement.text()));
            if (!shape.writesRows()) {
                request.add(D1Statement.of(statement.text()));
            }
        }
        Optional<String> refused = request.isEmpty() ? Optional.empty() : ran(request);
        // Several statements may have changed several objects: no one of them says which.
        watch.after("");
        return refused;
    }

    /** What its schema table holds. */
    LiveContents contents() throws SQLException {
        Map<String, String> kinds = new HashMap<>();
        database.ask("SELECT name, type FROM pragma_table_list WHERE schema = 'main'")
                .forEach(row -> kinds.put(text(row, 0), text(row, 1)));
        return new LiveContents(
                database.ask("SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_master ORDER BY rowid").stream()
                        .map(row -> new SchemaObject(
                                text(row, 0),
                                text(row, 1),
                                text(row, 2),
                                text(row, 3),
                                kinds.getOrDefault(text(row, 1), "")))
                        .toList(),
                bookkeeping);
    }

    /** The tables of the project, by name in lower case. */
    Map<String, TableModel> tables() {
        return watch.tables();
    }

    private static String text(List<@Nullable Object> row, int column) {
        return Objects.requireNonNull(row.get(column)).toString();
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

    SchemaFacts facts() {
        return watch.facts();
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
