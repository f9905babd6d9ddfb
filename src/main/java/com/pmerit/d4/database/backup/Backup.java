package com.pmerit.d4.database.backup;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.sql.SchemaDifference;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Dumps a database into a directory of its own, and counts it only when it was restored into a copy on this machine and schema,
 * counts and hashes of the rows were equal. Reads the live database only.
 */
public final class Backup {
    /** Above this a dump cannot be proven on this machine: text and copy are held in memory. */
    static final long MOST_BYTES = 512L << 20;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final AccountApi account;
    private final Path directory;
    private final InstantSource clock;
    private final Consumer<String> howFar;

    /**
     * Prepares backups.
     *
     * @param directory where they go, each in a directory of its own below that of its environment; usually {@code target/d4/backup}
     * @param clock dates them
     * @param howFar is told how many rows were read so far
     */
    public Backup(AccountApi account, Path directory, InstantSource clock, Consumer<String> howFar) {
        this.account = account;
        this.directory = directory;
        this.clock = clock;
        this.howFar = howFar;
    }

    /** Takes one of a database. */
    public BackupResult take(String environment, String binding, Database database) {
        Path unfinished = directory.resolve(environment).resolve("unfinished-" + UUID.randomUUID());
        try {
            refuseTooLarge(database);
            PrivateFiles.newDirectory(unfinished);
            Manifest manifest = dump(environment, binding, database, unfinished.resolve(Manifest.DUMP));
            try (Writer out = PrivateFiles.newFile(unfinished.resolve(Manifest.FILE))) {
                out.write(new String(manifest.toJson(), StandardCharsets.UTF_8));
            }
            Path place = free(directory
                    .resolve(environment)
                    .resolve(
                            database.name().replaceAll("[^A-Za-z0-9_-]", "_") + "-" + TIME.format(manifest.takenAt())));
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
            return new BackupResult.Proven(manifest, place);
        } catch (Unanswered refused) {
            return cleared(unfinished, refused.why(), refused.details(), refused.remedy());
        } catch (IOException | UncheckedIOException unwritable) {
            return cleared(
                    unfinished,
                    "the dump cannot be written: " + unwritable.getMessage(),
                    List.of(),
                    "make room in " + directory + ", or name another place: -Dd4.backup.directory");
        }
    }

    private static BackupResult cleared(Path unfinished, String why, List<String> details, String remedy) {
        try {
            PrivateFiles.deleteTree(unfinished);
        } catch (IOException left) {
            List<String> more = new ArrayList<>(details);
            more.add(unfinished + " is left over and may hold data: " + left.getMessage());
            return new BackupResult.Refused(why, more, remedy);
        }
        return new BackupResult.Refused(why, details, remedy);
    }

    private static Path free(Path wanted) {
        Path place = wanted;
        for (int number = 2; Files.exists(place); number++) {
            place = wanted.resolveSibling(wanted.getFileName() + "-" + number);
        }
        return place;
    }

    private void refuseTooLarge(Database database) throws Unanswered {
        long bytes = known(account.databases().get(database.id()), "the size of " + database.name())
                .fileSize()
                .orElse(0L);
        if (bytes > MOST_BYTES) {
            throw new Unanswered(
                    database.name() + " has " + bytes + " bytes, more than the " + MOST_BYTES
                            + " of which d4 can prove a dump",
                    List.of(),
                    "rely on the bookmark, and export by: npx wrangler d1 export " + database.name() + " --remote");
        }
    }

    private Manifest dump(String environment, String binding, Database database, Path file)
            throws Unanswered, IOException {
        Instant started = clock.instant();
        String before = bookmark(database);
        Source live = new LiveSource(account, database);
        Shape shape = new ShapeReader(live).read();
        List<String> migrations = migrations(live, shape, database);
        List<TableDigest> digests = write(live, shape, file);
        String after = bookmark(database);
        prove(shape, digests, file);
        return new Manifest(
                environment,
                binding,
                database.name(),
                database.id(),
                started,
                before,
                after,
                sha256(file),
                Files.size(file),
                migrations,
                digests);
    }

    private List<TableDigest> write(Source live, Shape shape, Path file) throws Unanswered, IOException {
        Digests digests = new Digests(shape.tables());
        try (Writer out = new BufferedWriter(PrivateFiles.newFile(file))) {
            DumpWriter dump = new DumpWriter(out);
            dump.begin(shape);
            Rows both = (table, row) -> {
                digests.take(table, row);
                dump.row(table, row);
            };
            new RowReader(live).read(shape.tables(), new ToldRows(both, howFar));
            dump.end(shape);
        }
        return digests.done();
    }

    /** Restores the file as it lies there and compares what that gives with what was read. */
    private static void prove(Shape shape, List<TableDigest> read, Path file) throws Unanswered, IOException {
        try (Copy wanted = Copy.of(shape.sql());
                Copy copy = Copy.of(Files.readString(file, StandardCharsets.UTF_8))) {
            List<SchemaDifference> differences = wanted.facts().difference(copy.facts());
            if (!differences.isEmpty()) {
                throw unequal(
                        "its schema is another one",
                        differences.stream()
                                .map(difference -> difference.line("live", "dump"))
                                .toList());
            }
            checkIndexes(shape, copy);
            Shape restored = new ShapeReader(copy).read();
            if (!restored.equals(shape)) {
                throw unequal("counters of ids or settings of full-text indexes differ", shape.missingIn(restored));
            }
            List<TableDigest> held = Digests.of(copy, restored);
            if (!held.equals(read)) {
                throw unequal(
                        "rows differ",
                        read.stream()
                                .filter(digest -> !held.contains(digest))
                                .map(digest -> "table " + digest.table() + ", " + digest.rows() + " rows")
                                .toList());
            }
        } catch (SQLException broken) {
            throw new Unanswered(
                    "SQLite cannot be asked on this machine", List.of(broken.toString()), "look at this machine");
        }
    }

    /** A full-text index that does not fit its content fails here. */
    private static void checkIndexes(Shape shape, Copy copy) throws Unanswered {
        for (Table table : shape.tables()) {
            if (table.content() == Content.FULL_TEXT || table.content() == Content.BUILT_ANEW) {
                copy.ask(List.of(
                        "INSERT INTO " + table.quoted() + " (" + table.quoted() + ") VALUES ('integrity-check')"));
            }
        }
    }

    private static Unanswered unequal(String why, List<String> details) {
        return new Unanswered(
                "the dump was restored into a copy, and that is not equal to what was read: " + why,
                details,
                "rely on the bookmark, which has everything, and report this as a fault of d4");
    }

    private String bookmark(Database database) throws Unanswered {
        return known(account.timeTravel().bookmark(database.id()), "the bookmark of " + database.name());
    }

    static List<String> migrations(Source source, Shape shape, Database database) throws Unanswered {
        return shape.table(database.migrationsTable()).isEmpty()
                ? List.of()
                : source
                        .ask(List.of(
                                "SELECT name FROM " + Names.quoted(database.migrationsTable()) + " ORDER BY rowid"))
                        .get(0)
                        .stream()
                        .map(row -> row.get(0))
                        .toList();
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return DigestUtils.sha256Hex(in);
        }
    }

    static <T> T known(ApiResult<T> answer, String what) throws Unanswered {
        Optional<ApiFailure> failure = answer.failure();
        if (failure.isPresent()) {
            throw new Unanswered(
                    what + " cannot be read", List.of(failure.get().message()), "run the same command again");
        }
        return answer.orElseThrow();
    }
}
