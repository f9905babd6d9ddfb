package com.pmerit.d4.database.backup;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.ImportSummary;
import com.pmerit.d4.contract.Database;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Back to the state of a dump: one import that takes everything away and makes it again, all or nothing. */
final class DumpRestore implements RestoreStep.Way {
    private final AccountApi account;
    private final Database database;
    private final Path directory;
    private final Manifest manifest;
    private final String dump;

    private DumpRestore(AccountApi account, Database database, Path directory, Manifest manifest, String dump) {
        this.account = account;
        this.database = database;
        this.directory = directory;
        this.manifest = manifest;
        this.dump = dump;
    }

    /** Looks whether the dump is whole and of this database. */
    static DumpRestore of(AccountApi account, Database database, Path directory) throws Unanswered, IOException {
        Path file = directory.resolve(Manifest.DUMP);
        Optional<Manifest> found = Files.isRegularFile(file) ? Manifest.in(directory) : Optional.empty();
        Manifest manifest = found.orElseThrow(() -> new Unanswered(
                directory + " holds no backup of d4's",
                List.of("a backup is a directory with " + Manifest.FILE + " and " + Manifest.DUMP),
                "name its directory: -Dd4.dump=target/d4/backup/…"));
        if (!manifest.databaseId().equals(database.id())) {
            throw new Unanswered(
                    directory + " is a backup of " + manifest.database() + " (" + manifest.databaseId() + "), not of "
                            + database.name(),
                    List.of(),
                    "name a backup of " + database.name());
        }
        if (!Backup.sha256(file).equals(manifest.sha256())) {
            throw new Unanswered(
                    file + " is not what was proven: its SHA-256 differs from that in " + Manifest.FILE,
                    List.of(),
                    "name a backup that nobody has changed");
        }
        return new DumpRestore(account, database, directory, manifest, Files.readString(file, StandardCharsets.UTF_8));
    }

    @Override
    public List<String> losses() throws Unanswered {
        Source live = new LiveSource(account, database);
        try (Copy copy = Copy.of(dump)) {
            List<String> now = Backup.migrations(live, new ShapeReader(live).read(), database);
            return Losses.between(live, copy, now, manifest.migrations());
        } catch (SQLException broken) {
            throw new Unanswered(
                    "SQLite cannot be asked on this machine", List.of(broken.toString()), "look at this machine");
        }
    }

    @Override
    public String go() throws Unanswered, IOException {
        Source live = new LiveSource(account, database);
        Path script = directory.resolve("restore-" + UUID.randomUUID() + ".sql");
        try {
            try (Writer out = PrivateFiles.newFile(script)) {
                out.write(RestoreScript.clearing(live, new ShapeReader(live).read()));
                out.write(dump);
            }
            ApiResult<ImportSummary> imported = account.transfers().importFile(database.id(), script);
            Optional<ApiFailure> failure = imported.failure();
            boolean unknown =
                    failure.filter(ApiFailure.OutcomeUnknown.class::isInstance).isPresent();
            if (failure.isPresent() && !(unknown && isThere(live))) {
                throw RestoreStep.refused(failure.get(), "the import into " + database.name());
            }
        } finally {
            Files.deleteIfExists(script);
        }
        if (!isThere(live)) {
            throw Unanswered.doubt(
                    "the import into " + database.name() + " was done, and what is there is not what the dump holds",
                    List.of(),
                    "find out who writes to it at the same time");
        }
        return database.name() + " is as in the dump of " + manifest.takenAt() + ", read back: "
                + Losses.rows(manifest.rows()) + " of " + manifest.tables().size() + " tables";
    }

    private boolean isThere(Source live) throws Unanswered {
        return isThere(live, manifest);
    }

    /** Whether a database holds what a dump of it held. */
    static boolean isThere(Source live, Manifest manifest) throws Unanswered {
        return Digests.of(live, new ShapeReader(live).read()).equals(manifest.tables());
    }
}
