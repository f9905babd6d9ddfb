package com.pmerit.d4.sandbox.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** One SQLite file for one store. Every piece of work is a transaction, and there is only one at a time. */
public final class SqliteFile implements AutoCloseable {
    private final Path file;
    private final Connection connection;

    private SqliteFile(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * What is done in one transaction.
     *
     * @param <T> what it results in
     */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it; whatever is thrown undoes it. */
        T on(Connection connection) throws SQLException;
    }

    /**
     * Opens the file, or makes it.
     *
     * @param schema statements that make what is not there yet
     * @throws IOException when the file cannot be opened or is no such database
     */
    public static SqliteFile open(Path file, List<String> schema) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try {
            Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + absolute);
            SqliteFile opened = new SqliteFile(absolute, connection);
            opened.prepare(schema);
            return opened;
        } catch (SQLException failure) {
            throw failed(absolute, failure);
        }
    }

    /**
     * Does a piece of work, whole or not at all.
     *
     * @throws IOException when SQLite fails
     */
    public synchronized <T> T transaction(Work<T> work) throws IOException {
        try {
            boolean done = false;
            try {
                T result = work.on(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        } catch (SQLException failure) {
            throw failed(file, failure);
        }
    }

    /**
     * Runs one statement in a transaction of its own; gives how many rows it changed.
     *
     * @param values one for each parameter, in order
     * @throws IOException when SQLite fails
     */
    public int update(String sql, Object... values) throws IOException {
        return transaction(on -> {
            try (PreparedStatement statement = on.prepareStatement(sql)) {
                bind(statement, values);
                return statement.executeUpdate();
            }
        });
    }

    /** Gives the first parameters of a statement these values, in order. */
    public static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw failed(file, failure);
        }
    }

    private void prepare(List<String> schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("PRAGMA foreign_keys = ON");
            for (String one : schema) {
                statement.execute(one);
            }
        }
        connection.setAutoCommit(false);
    }

    private static IOException failed(Path file, SQLException failure) {
        return new IOException("the embedded Cloudflare cannot use " + file + ": " + failure.getMessage(), failure);
    }
}
