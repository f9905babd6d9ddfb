package com.pmerit.d4.sql;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A SQLite database that behaves as D1 does: foreign keys on, D1's limits, D1's refusals in D1's words, and one
 * transaction a request. One connection, used by one thread at a time; pragmas that D1 lets stick between requests stick.
 */
public final class D1Database implements AutoCloseable {
    private final SQLiteConnection connection;
    private final Statement control;
    private final Catalog catalog;
    private final D1Meter meter;
    private final Deadline deadline;
    private final Map<String, PreparedStatement> questions = new HashMap<>();

    private D1Database(SQLiteConnection connection, Duration requestLimit) throws SQLException {
        this.connection = connection;
        this.control = connection.createStatement();
        this.catalog = new Catalog(connection.createStatement());
        this.meter = new D1Meter(connection);
        this.deadline = new Deadline(connection, requestLimit);
    }

    /**
     * A new empty database in memory.
     *
     * @throws SQLException when SQLite cannot be started
     */
    public static D1Database inMemory() throws SQLException {
        return open("jdbc:sqlite::memory:", D1Limits.REQUEST);
    }

    /**
     * The same for work that D1 does not do within one request, such as an import.
     *
     * @param longest what a call of {@link #run} may take
     * @throws SQLException when SQLite cannot be started
     */
    public static D1Database inMemory(Duration longest) throws SQLException {
        return open("jdbc:sqlite::memory:", longest);
    }

    /**
     * The database in a file, which is made if it does not exist. What is committed survives the death of this process,
     * not that of the machine.
     *
     * @throws SQLException when the file is no database or cannot be written
     */
    public static D1Database open(Path file) throws SQLException {
        return open("jdbc:sqlite:" + file.toAbsolutePath(), D1Limits.REQUEST);
    }

    static D1Database open(String url, Duration requestLimit) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        SQLiteConnection connection = (SQLiteConnection) config.createConnection(url);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA recursive_triggers=OFF");
            }
            GuardFunction.addTo(connection);
            D1Limits.applyTo(connection);
            return new D1Database(connection, requestLimit);
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /**
     * Runs the statements in one transaction: all are committed, or none is.
     *
     * @throws SQLException when no transaction can be had, for instance because the file is locked by another process
     */
    public synchronized D1Outcome run(List<D1Statement> request) throws SQLException {
        deadline.start();
        control.execute("BEGIN");
        int index = 0;
        try {
            List<D1Result> results = new ArrayList<>();
            for (; index < request.size(); index++) {
                results.add(runOne(request.get(index)));
            }
            control.execute("COMMIT");
            return new D1Outcome.Committed(results);
        } catch (Refusal refusal) {
            rollBack();
            return new D1Outcome.RolledBack(index, refusal.words);
        } catch (SQLiteException failure) {
            rollBack();
            return new D1Outcome.RolledBack(index, wordsOf(failure, D1Words.sqliteMessage(failure)));
        } finally {
            deadline.stop();
        }
    }

    /**
     * Opens a request whose statements are given one after the other; no other may run until it is closed.
     *
     * @throws SQLException when no transaction can be had
     */
    public synchronized D1Transaction begin() throws SQLException {
        control.execute("BEGIN");
        return new D1Transaction(this);
    }

    synchronized D1Transaction.Step step(D1Statement statement) throws SQLException {
        deadline.start();
        try {
            return new D1Transaction.Step.Ran(runOne(statement));
        } catch (Refusal refusal) {
            return new D1Transaction.Step.Refused(refusal.words);
        } catch (SQLiteException failure) {
            return new D1Transaction.Step.Refused(wordsOf(failure, D1Words.sqliteMessage(failure)));
        } finally {
            deadline.stop();
        }
    }

    synchronized Optional<String> commit() throws SQLException {
        try {
            control.execute("COMMIT");
            return Optional.empty();
        } catch (SQLiteException failure) {
            rollBack();
            return Optional.of(wordsOf(failure, D1Words.sqliteMessage(failure)));
        }
    }

    /**
     * Answers a question of d4's own, within an open request or without one; no rule of D1 but its limits is held against it.
     *
     * @param question one SELECT or PRAGMA without side effect, asked often in the same words
     * @throws SQLException when SQLite refuses it
     */
    public synchronized List<List<@Nullable Object>> ask(String question, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement prepared = questions.get(question);
        if (prepared == null) {
            prepared = connection.prepareStatement(question);
            questions.put(question, prepared);
        }
        for (int index = 0; index < parameters.length; index++) {
            prepared.setObject(index + 1, parameters[index]);
        }
        return rows(prepared);
    }

    /**
     * Answers a question as {@link #ask} does, but one that is not asked again in the same words.
     *
     * @throws SQLException when SQLite refuses it
     */
    public synchronized List<List<@Nullable Object>> askOnce(String question) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(question)) {
            return rows(prepared);
        }
    }

    private static List<List<@Nullable Object>> rows(PreparedStatement prepared) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (ResultSet result = prepared.executeQuery()) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>(width);
                for (int column = 1; column <= width; column++) {
                    row.add(result.getObject(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private D1Result runOne(D1Statement statement) throws SQLException, Refusal {
        String sql = statement.sql();
        List<Token> tokens = Tokenizer.meaningfulTokens(sql);
        Refusal.throwIfPresent(D1Rules.beforeCompiling(tokens));
        ReservedNames reserved = catalog.reservedNames(sql);
        D1Rules rules = new D1Rules(reserved, catalog.shadowTables(tokens));
        try (PreparedStatement prepared = prepare(sql, tokens, reserved)) {
            Refusal.throwIfPresent(rules.beforeRunning(sql, tokens));
            bind(prepared, statement);
            return meter.measure(prepared);
        }
    }

    private PreparedStatement prepare(String sql, List<Token> tokens, ReservedNames reserved)
            throws SQLException, Refusal {
        if (tokens.isEmpty() || tokens.get(0).isOperator(";")) {
            throw new Refusal(D1Words.NO_STATEMENT);
        }
        try {
            return connection.prepareStatement(reserved.guarded(sql));
        } catch (SQLiteException failure) {
            String message = D1Words.sqliteMessage(failure);
            ErrorPlace place = new ErrorPlace(sql, tokens, this::judge);
            throw new Refusal(place.of(message)
                    .map(token -> D1Words.errorAt(message, sql, token))
                    .orElse(wordsOf(failure, message)));
        }
    }

    private Optional<String> judge(String sql) {
        try {
            connection.prepareStatement(sql).close();
            return Optional.empty();
        } catch (SQLException failure) {
            return Optional.of(
                    failure instanceof SQLiteException ours ? D1Words.sqliteMessage(ours) : failure.toString());
        }
    }

    private static void bind(PreparedStatement prepared, D1Statement statement) throws SQLException, Refusal {
        int wanted = prepared.getParameterMetaData().getParameterCount();
        if (wanted != statement.parameters().size()) {
            throw new Refusal(D1Words.WRONG_NUMBER_OF_PARAMETERS);
        }
        for (int index = 0; index < wanted; index++) {
            prepared.setObject(index + 1, statement.parameters().get(index));
        }
    }

    private String wordsOf(SQLiteException failure, String message) {
        if (failure.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT && deadline.hasPassed()) {
            return D1Words.TIMEOUT;
        }
        return message.equals(GuardFunction.RESERVED)
                ? D1Words.NOT_AUTHORIZED
                : D1Words.withCode(message, failure.getResultCode());
    }

    synchronized void rollBack() throws SQLException {
        try {
            control.execute("ROLLBACK");
        } catch (SQLiteException failure) {
            // A failure such as a full disk makes SQLite end the transaction by itself.
            if (!D1Words.sqliteMessage(failure).endsWith("no transaction is active")) {
                throw failure;
            }
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
