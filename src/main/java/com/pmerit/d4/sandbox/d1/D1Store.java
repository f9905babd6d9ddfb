package com.pmerit.d4.sandbox.d1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * All D1 databases of the embedded Cloudflare, one directory each under a state directory. Safe for use by several
 * threads, but the only one on its directory.
 */
public final class D1Store implements AutoCloseable {
    private final Path directory;
    private final Clock clock;
    private final Map<String, StoredDatabase> databases = new ConcurrentHashMap<>();

    /**
     * Opens the store with all databases that are in it.
     *
     * @param directory made when it does not exist
     * @throws IOException when it cannot be read or written, or a database in it is broken
     */
    public D1Store(Path directory, Clock clock) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.clock = clock;
        try (Stream<Path> children = Files.list(directory)) {
            for (Path child : children.filter(Files::isDirectory).toList()) {
                StoredDatabase.open(child, clock)
                        .ifPresent(database -> databases.put(database.metadata().uuid(), database));
            }
        }
    }

    /** True when the account has a database of this id; for checking bindings. */
    public boolean exists(String account, String uuid) {
        return byId(uuid).filter(database -> owns(account, database)).isPresent();
    }

    /** The time by which bookmarks and signed URLs are judged. */
    Clock clock() {
        return clock;
    }

    /** Makes a database; empty when the account has one of this name. */
    synchronized Optional<StoredDatabase> create(String account, String name, String region, String jurisdiction)
            throws IOException {
        if (byName(account, name).isPresent()) {
            return Optional.empty();
        }
        String uuid = UUID.randomUUID().toString();
        DatabaseRecord metadata = new DatabaseRecord(
                uuid, account, name, clock.instant().truncatedTo(ChronoUnit.MILLIS), region, jurisdiction, 1);
        StoredDatabase database = StoredDatabase.create(directory.resolve(uuid), metadata, clock);
        databases.put(uuid, database);
        return Optional.of(database);
    }

    /**
     * Makes sure that the account has this database. One of this id is left as it is, and so is one of this name with another
     * id: then the account has no database of this id, as Cloudflare's would not.
     *
     * @throws IOException when it cannot be made
     */
    public synchronized void ensure(String account, String uuid, String name) throws IOException {
        if (byId(uuid).isPresent() || byName(account, name).isPresent()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        DatabaseRecord metadata = new DatabaseRecord(uuid, account, name, now, DatabaseRecord.USUAL_REGION, "", 1);
        databases.put(uuid, StoredDatabase.create(directory.resolve(uuid), metadata, clock));
    }

    /** The account's databases by name, for comparisons: schema, applied migrations, and digests of the rows. */
    public ObjectNode snapshot(String account) throws IOException {
        ObjectNode snapshot = Json.mapper().createObjectNode();
        for (StoredDatabase database : list(account)) {
            snapshot.set(database.metadata().name(), DatabaseSnapshot.of(database));
        }
        return snapshot;
    }

    /** A database by its id, whoever owns it: the way of a binding, which was checked when it was made. */
    Optional<StoredDatabase> byId(String uuid) {
        return Optional.ofNullable(databases.get(uuid));
    }

    /** A database of the account by its id or else its name. */
    Optional<StoredDatabase> find(String account, String idOrName) {
        return byId(idOrName).filter(database -> owns(account, database)).or(() -> byName(account, idOrName));
    }

    /** The account's databases, newest first. */
    List<StoredDatabase> list(String account) {
        return databases.values().stream()
                .filter(database -> owns(account, database))
                .sorted(Comparator.comparing(
                                (StoredDatabase database) -> database.metadata().createdAt())
                        .reversed()
                        .thenComparing(database -> database.metadata().uuid()))
                .toList();
    }

    /** Deletes a database with all its earlier states. */
    synchronized void delete(StoredDatabase database) throws IOException {
        String uuid = database.metadata().uuid();
        databases.remove(uuid);
        database.close();
        Path root = directory.resolve(uuid);
        // The metadata go first: a death in between leaves what is no database any more.
        Files.deleteIfExists(root.resolve("metadata.json"));
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public synchronized void close() {
        for (StoredDatabase database : databases.values()) {
            try {
                database.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private Optional<StoredDatabase> byName(String account, String name) {
        return databases.values().stream()
                .filter(database ->
                        owns(account, database) && database.metadata().name().equals(name))
                .findFirst();
    }

    private static boolean owns(String account, StoredDatabase database) {
        return database.metadata().account().equals(account);
    }
}
