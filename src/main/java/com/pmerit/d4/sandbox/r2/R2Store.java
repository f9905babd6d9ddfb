package com.pmerit.d4.sandbox.r2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.r2.StoredObject.Attributes;
import com.pmerit.d4.sandbox.r2.StoredObject.Whole;
import com.pmerit.d4.sandbox.state.SqliteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.commons.codec.digest.DigestUtils;

/** All buckets and objects of all accounts. Safe for use by several threads. */
public final class R2Store implements AutoCloseable {
    private static final List<String> SCHEMA = List.of("""
            CREATE TABLE IF NOT EXISTS bucket (account TEXT NOT NULL, name TEXT NOT NULL, created TEXT NOT NULL,
              location TEXT NOT NULL, class TEXT NOT NULL, PRIMARY KEY (account, name))""", """
            CREATE TABLE IF NOT EXISTS object (account TEXT NOT NULL, bucket TEXT NOT NULL, key BLOB NOT NULL,
              facts TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (account, bucket, key),
              FOREIGN KEY (account, bucket) REFERENCES bucket (account, name))""");

    private final SqliteFile file;
    private final Clock clock;

    private R2Store(SqliteFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Opens {@code r2.sqlite} in this directory, or makes it. */
    public static R2Store open(Path directory, Clock clock) throws IOException {
        return new R2Store(SqliteFile.open(directory.resolve("r2.sqlite"), SCHEMA), clock);
    }

    /**
     * Whether an account has a bucket.
     *
     * @throws UncheckedIOException when the file cannot be read
     */
    public boolean exists(String account, String bucket) {
        try {
            return bucket(account, bucket).isPresent();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Makes a bucket unless there is one of that name. */
    public void ensure(String account, String bucket) throws IOException {
        create(account, bucket, "", "Standard");
    }

    /** For each bucket of an account the ETags of its objects by key: equal states are equal here. */
    public ObjectNode snapshot(String account) throws IOException {
        ObjectNode snapshot = Json.mapper().createObjectNode();
        for (Bucket bucket : buckets(account)) {
            ObjectNode objects = snapshot.putObject(bucket.name());
            for (StoredObject object : list(account, bucket.name(), "")) {
                objects.put(object.key(), object.etag());
            }
        }
        return snapshot;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The time of its clock, ISO-8601 in UTC to the millisecond. */
    String now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    Optional<Bucket> bucket(String account, String name) throws IOException {
        return buckets(account).stream()
                .filter(bucket -> bucket.name().equals(name))
                .findFirst();
    }

    List<Bucket> buckets(String account) throws IOException {
        return file.transaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT name, created, location, class FROM bucket WHERE account = ? ORDER BY name")) {
                query.setString(1, account);
                List<Bucket> buckets = new ArrayList<>();
                ResultSet rows = query.executeQuery();
                while (rows.next()) {
                    buckets.add(new Bucket(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
                return buckets;
            }
        });
    }

    /** Makes a bucket; empty when there is one of that name. */
    Optional<Bucket> create(String account, String name, String location, String storageClass) throws IOException {
        Bucket bucket = new Bucket(name, now(), location, storageClass);
        int made = file.update(
                "INSERT OR IGNORE INTO bucket VALUES (?, ?, ?, ?, ?)",
                account,
                name,
                bucket.createdOn(),
                location,
                storageClass);
        return made == 1 ? Optional.of(bucket) : Optional.empty();
    }

    /** Changes the class of later objects; false when there is no such bucket. */
    boolean setStorageClass(String account, String name, String storageClass) throws IOException {
        return file.update("UPDATE bucket SET class = ? WHERE account = ? AND name = ?", storageClass, account, name)
                == 1;
    }

    /** Deletes a bucket if it is empty, and says whether it was. */
    boolean delete(String account, String name) throws IOException {
        return file.update("""
                        DELETE FROM bucket WHERE account = ?1 AND name = ?2
                          AND NOT EXISTS (SELECT 1 FROM object WHERE account = ?1 AND bucket = ?2)""", account, name) == 1;
    }

    Optional<Whole> get(String account, String bucket, String key) throws IOException {
        return file.transaction(connection -> find(connection, account, bucket, key));
    }

    /** Writes an object if the one that is there now passes a test; empty when it does not. */
    Optional<StoredObject> put(
            String account,
            String bucket,
            String key,
            Content content,
            Attributes attributes,
            Predicate<Optional<StoredObject>> condition)
            throws IOException {
        StoredObject object = new StoredObject(
                key,
                UUID.randomUUID().toString().replace("-", ""),
                content.size(),
                DigestUtils.md5Hex(content.bytes()),
                clock.millis(),
                attributes.httpFields(),
                attributes.customFields(),
                attributes.storageClass());
        return file.transaction(connection -> {
            if (!condition.test(find(connection, account, bucket, key).map(Whole::object))) {
                return Optional.empty();
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT OR REPLACE INTO object VALUES (?, ?, ?, ?, ?)")) {
                SqliteFile.bind(
                        insert, account, bucket, ObjectFacts.key(key), ObjectFacts.write(object), content.bytes());
                insert.executeUpdate();
            }
            return Optional.of(object);
        });
    }

    /** Deletes the objects of these keys; a key without an object is none. */
    void delete(String account, String bucket, List<String> keys) throws IOException {
        file.transaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM object WHERE account = ? AND bucket = ? AND key = ?")) {
                for (String key : keys) {
                    SqliteFile.bind(delete, account, bucket, ObjectFacts.key(key));
                    delete.addBatch();
                }
                delete.executeBatch();
                return true;
            }
        });
    }

    /** All objects of a bucket whose keys begin like this, in the order of their keys' bytes. */
    List<StoredObject> list(String account, String bucket, String prefix) throws IOException {
        return file.transaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT facts FROM object WHERE account = ? AND bucket = ? AND key >= ? ORDER BY key")) {
                SqliteFile.bind(query, account, bucket, ObjectFacts.key(prefix));
                List<StoredObject> objects = new ArrayList<>();
                ResultSet rows = query.executeQuery();
                while (rows.next()) {
                    StoredObject object = ObjectFacts.read(rows.getString(1));
                    if (!object.key().startsWith(prefix)) {
                        break;
                    }
                    objects.add(object);
                }
                return objects;
            }
        });
    }

    private static Optional<Whole> find(Connection connection, String account, String bucket, String key)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT facts, content FROM object WHERE account = ? AND bucket = ? AND key = ?")) {
            SqliteFile.bind(query, account, bucket, ObjectFacts.key(key));
            ResultSet row = query.executeQuery();
            return row.next()
                    ? Optional.of(new Whole(ObjectFacts.read(row.getString(1)), Content.of(row.getBytes(2))))
                    : Optional.empty();
        }
    }
}
