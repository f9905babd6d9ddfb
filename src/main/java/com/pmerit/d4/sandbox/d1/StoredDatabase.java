package com.pmerit.d4.sandbox.d1;

import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/**
 * One database on disk: the SQLite file, what is known of it, and its earlier states. Requests take turns; what a
 * request wrote is there after a restart, and nothing of a request that did not finish.
 */
final class StoredDatabase implements AutoCloseable {
    private static final String METADATA = "metadata.json";
    private static final String FILE = "database.sqlite";
    private static final int CHANGE_COUNTER_OFFSET = 24;

    private final Path directory;
    private final Path file;
    private final Clock clock;
    private final History history;
    private DatabaseRecord metadata;
    private D1Database database;
    private boolean closed;

    private StoredDatabase(Path directory, DatabaseRecord metadata, Clock clock) throws IOException {
        this.directory = directory;
        this.file = directory.resolve(FILE);
        this.clock = clock;
        this.metadata = metadata;
        this.history = new History(metadata.uuid(), directory.resolve("history"));
        this.database = open(file);
        history.note(currentBookmark(), file, clock.instant());
    }

    /** Makes a new empty database in a directory that does not exist yet. */
    static StoredDatabase create(Path directory, DatabaseRecord metadata, Clock clock) throws IOException {
        Files.createDirectories(directory);
        prepare(directory.resolve(FILE));
        // The metadata come last: a directory without them is not a database.
        writeAtomically(directory.resolve(METADATA), metadata.toJson());
        return new StoredDatabase(directory, metadata, clock);
    }

    /** Opens a database; empty when its creation was never finished. */
    static Optional<StoredDatabase> open(Path directory, Clock clock) throws IOException {
        Path json = directory.resolve(METADATA);
        if (!Files.exists(json)) {
            return Optional.empty();
        }
        return Optional.of(new StoredDatabase(directory, DatabaseRecord.fromJson(Files.readAllBytes(json)), clock));
    }

    /** What is known of the database. */
    synchronized DatabaseRecord metadata() {
        return metadata;
    }

    /** A directory of this database for what belongs to it, such as an upload. */
    Path workDirectory(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    /**
     * Runs the statements in one transaction.
     *
     * @throws Gone when the database was deleted meanwhile
     */
    synchronized D1Outcome run(List<D1Statement> request) throws IOException {
        if (closed) {
            throw new Gone();
        }
        int before = changeCounter();
        D1Outcome outcome;
        try {
            outcome = database.run(request);
        } catch (SQLException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
        if (changeCounter() != before) {
            history.note(currentBookmark(), file, clock.instant());
        }
        return outcome;
    }

    /** Bytes of the file. */
    synchronized long size() throws IOException {
        return Files.size(file);
    }

    /** The bookmark of the present state, without a promise that it can be restored. */
    synchronized Bookmark currentBookmark() throws IOException {
        return new Bookmark(metadata.uuid(), metadata.generation(), changeCounter());
    }

    /** The bookmark of the present state, which can be restored from now on. */
    synchronized Bookmark keepBookmark() throws IOException {
        Bookmark bookmark = currentBookmark();
        history.keep(bookmark, file, clock.instant());
        return bookmark;
    }

    /** The bookmark of the state at that time, if it is kept. */
    synchronized Optional<Bookmark> bookmarkAt(Instant time) throws IOException {
        return history.at(time).filter(History.Moment::copied).map(History.Moment::bookmark);
    }

    /**
     * Replaces all data by those of the bookmark and returns the bookmark of the new state; empty when that state is not
     * kept. The state before can be restored by {@link #keepBookmark} taken before.
     */
    synchronized Optional<Bookmark> restore(Bookmark bookmark) throws IOException {
        if (closed) {
            throw new Gone();
        }
        Optional<History.Moment> moment = history.find(bookmark).filter(History.Moment::copied);
        if (moment.isEmpty()) {
            return Optional.empty();
        }
        Path next = directory.resolve("restoring.sqlite");
        Files.copy(moment.get().file(), next, StandardCopyOption.REPLACE_EXISTING);
        close(database);
        try {
            // First the generation: a death in between leaves the old data under a new bookmark, which is true.
            DatabaseRecord raised = metadata.nextGeneration();
            writeAtomically(directory.resolve(METADATA), raised.toJson());
            metadata = raised;
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            database = open(file);
        }
        Bookmark restored = currentBookmark();
        history.note(restored, file, clock.instant());
        return Optional.of(restored);
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            close(database);
        }
    }

    /** What a request meets that comes too late. */
    static final class Gone extends IOException {
        private static final long serialVersionUID = 1L;

        Gone() {
            super("The database was deleted or the embedded Cloudflare was stopped.");
        }
    }

    /** SQLite counts the transactions that wrote in the header of the file: as true as the data themselves, whoever dies. */
    private int changeCounter() throws IOException {
        try (RandomAccessFile header = new RandomAccessFile(file.toFile(), "r")) {
            header.seek(CHANGE_COUNTER_OFFSET);
            return header.readInt();
        }
    }

    /** D1 keeps a table of its own in every database, which users see in the list of tables and cannot read. */
    private static void prepare(Path file) throws IOException {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file.toAbsolutePath());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS _cf_METADATA (key INTEGER PRIMARY KEY, value BLOB)");
        } catch (SQLException failure) {
            throw new IOException("Cannot create " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static D1Database open(Path file) throws IOException {
        try {
            return D1Database.open(file);
        } catch (SQLException failure) {
            throw new IOException("Cannot open " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static void close(D1Database database) throws IOException {
        try {
            database.close();
        } catch (SQLException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private static void writeAtomically(Path target, byte[] bytes) throws IOException {
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        Files.write(partial, bytes);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
