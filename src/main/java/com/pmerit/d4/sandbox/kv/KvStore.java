package com.pmerit.d4.sandbox.kv;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.state.SqliteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** All namespaces and pairs of all accounts. What is expired is not seen any more. Safe for use by several threads. */
public final class KvStore implements AutoCloseable {
    private static final List<String> SCHEMA = List.of("""
            CREATE TABLE IF NOT EXISTS namespace (account TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL,
              PRIMARY KEY (account, id), UNIQUE (account, title))""", """
            CREATE TABLE IF NOT EXISTS pair (account TEXT NOT NULL, namespace TEXT NOT NULL, key BLOB NOT NULL,
              value BLOB NOT NULL, expiration INTEGER, metadata TEXT, PRIMARY KEY (account, namespace, key),
              FOREIGN KEY (account, namespace) REFERENCES namespace (account, id) ON DELETE CASCADE)""");

    private final SqliteFile file;
    private final Clock clock;

    private KvStore(SqliteFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Opens {@code kv.sqlite} in this directory, or makes it. */
    public static KvStore open(Path directory, Clock clock) throws IOException {
        return new KvStore(SqliteFile.open(directory.resolve("kv.sqlite"), SCHEMA), clock);
    }

    /**
     * Whether an account has a namespace with this id.
     *
     * @throws UncheckedIOException when the file cannot be read
     */
    public boolean exists(String account, String id) {
        try {
            return namespaces(account).stream()
                    .anyMatch(namespace -> namespace.id().equals(id));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** For each namespace of an account, by title, the SHA-256 of its values by key: equal states are equal here. */
    public ObjectNode snapshot(String account) throws IOException {
        ObjectNode snapshot = Json.mapper().createObjectNode();
        for (Namespace namespace : namespaces(account)) {
            ObjectNode values = snapshot.putObject(namespace.title());
            for (KvEntry entry : list(account, namespace.id(), "", "", Integer.MAX_VALUE)) {
                get(account, namespace.id(), entry.key())
                        .ifPresent(
                                whole -> values.put(entry.key(), whole.value().sha256()));
            }
        }
        return snapshot;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    List<Namespace> namespaces(String account) throws IOException {
        return file.transaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT id, title FROM namespace WHERE account = ? ORDER BY title")) {
                query.setString(1, account);
                List<Namespace> namespaces = new ArrayList<>();
                ResultSet rows = query.executeQuery();
                while (rows.next()) {
                    namespaces.add(new Namespace(rows.getString(1), rows.getString(2)));
                }
                return namespaces;
            }
        });
    }

    /** Makes a namespace; empty when the title is taken. */
    Optional<Namespace> create(String account, String title) throws IOException {
        String id = UUID.randomUUID().toString().replace("-", "");
        int made = file.update("INSERT OR IGNORE INTO namespace VALUES (?, ?, ?)", account, id, title);
        return made == 1 ? Optional.of(new Namespace(id, title)) : Optional.empty();
    }

    /** Renames a namespace; false when the title is taken or there is no such namespace. */
    boolean rename(String account, String id, String title) throws IOException {
        return file.update("UPDATE OR IGNORE namespace SET title = ? WHERE account = ? AND id = ?", title, account, id)
                == 1;
    }

    /** Deletes a namespace with all it holds; false when there is none. */
    boolean delete(String account, String id) throws IOException {
        return file.update("DELETE FROM namespace WHERE account = ? AND id = ?", account, id) == 1;
    }

    Optional<KvEntry> get(String account, String namespace, String key) throws IOException {
        return file.transaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    SELECT value, expiration, metadata FROM pair
                    WHERE account = ? AND namespace = ? AND key = ? AND (expiration IS NULL OR expiration > ?)""")) {
                SqliteFile.bind(query, account, namespace, bytes(key), now());
                ResultSet row = query.executeQuery();
                return row.next() ? Optional.of(entry(key, Content.of(row.getBytes(1)), row, 2)) : Optional.empty();
            }
        });
    }

    void put(String account, String namespace, KvEntry entry) throws IOException {
        file.transaction(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?, ?, ?)")) {
                SqliteFile.bind(
                        insert,
                        account,
                        namespace,
                        bytes(entry.key()),
                        entry.value().bytes());
                if (entry.expiration().isPresent()) {
                    insert.setLong(5, entry.expiration().getAsLong());
                }
                if (entry.metadata().isPresent()) {
                    insert.setString(6, entry.metadata().get());
                }
                return insert.executeUpdate();
            }
        });
    }

    void remove(String account, String namespace, String key) throws IOException {
        file.update("DELETE FROM pair WHERE account = ? AND namespace = ? AND key = ?", account, namespace, bytes(key));
    }

    /** Pairs without their values whose keys begin like this and come after another key, in the order of their keys' bytes. */
    List<KvEntry> list(String account, String namespace, String prefix, String after, int limit) throws IOException {
        return file.transaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    SELECT key, expiration, metadata FROM pair WHERE account = ? AND namespace = ? AND key > ?
                      AND substr(key, 1, ?) = ? AND (expiration IS NULL OR expiration > ?) ORDER BY key LIMIT ?""")) {
                byte[] start = bytes(prefix);
                SqliteFile.bind(query, account, namespace, bytes(after), start.length, start, now(), limit);
                List<KvEntry> entries = new ArrayList<>();
                ResultSet rows = query.executeQuery();
                while (rows.next()) {
                    String key = new String(rows.getBytes(1), StandardCharsets.UTF_8);
                    entries.add(entry(key, Content.empty(), rows, 2));
                }
                return entries;
            }
        });
    }

    /** Seconds since 1970. */
    long now() {
        return clock.instant().getEpochSecond();
    }

    private static KvEntry entry(String key, Content value, ResultSet row, int column) throws SQLException {
        long expiration = row.getLong(column);
        OptionalLong ends = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(expiration);
        return new KvEntry(key, value, ends, Optional.ofNullable(row.getString(column + 1)));
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
