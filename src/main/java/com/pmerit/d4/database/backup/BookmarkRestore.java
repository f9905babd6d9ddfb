package com.pmerit.d4.database.backup;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Restored;
import com.pmerit.d4.contract.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Back by Time Travel: exact and in place, tracking table and d4's own tables with it. An earlier state cannot be looked at
 * before; only where a dump was taken at that very bookmark are its rows known.
 */
final class BookmarkRestore implements RestoreStep.Way {
    private final AccountApi account;
    private final Database database;
    private final String bookmark;
    private final Optional<Instant> time;
    private final Optional<DumpRestore> dump;
    private final Optional<Manifest> manifest;

    private BookmarkRestore(
            AccountApi account,
            Database database,
            String bookmark,
            Optional<Instant> time,
            Optional<DumpRestore> dump,
            Optional<Manifest> manifest) {
        this.account = account;
        this.database = database;
        this.bookmark = bookmark;
        this.time = time;
        this.dump = dump;
        this.manifest = manifest;
    }

    /** Looks for a dump that was taken at this bookmark. */
    static BookmarkRestore of(
            AccountApi account,
            Database database,
            Path backups,
            String bookmark,
            Optional<Instant> time,
            String present)
            throws Unanswered, IOException {
        if (bookmark.equals(present)) {
            throw new Unanswered(
                    database.name() + " is in that very state: its bookmark is " + present,
                    List.of(),
                    "name an earlier bookmark, or a time");
        }
        Optional<Path> directory = dumpAt(backups, database, bookmark);
        return new BookmarkRestore(
                account,
                database,
                bookmark,
                time,
                directory.isPresent()
                        ? Optional.of(DumpRestore.of(account, database, directory.get()))
                        : Optional.empty(),
                directory.isPresent() ? Manifest.in(directory.get()) : Optional.empty());
    }

    private static Optional<Path> dumpAt(Path backups, Database database, String bookmark) throws IOException {
        if (!Files.isDirectory(backups)) {
            return Optional.empty();
        }
        List<Path> candidates;
        try (Stream<Path> found = Files.find(backups, 3, (path, attributes) -> path.endsWith(Manifest.FILE))) {
            candidates = found.map(Path::getParent).sorted().toList();
        }
        for (Path directory : candidates) {
            boolean fits = Manifest.in(directory)
                    .filter(manifest -> manifest.databaseId().equals(database.id())
                            && manifest.bookmark().equals(bookmark)
                            && manifest.isSnapshot())
                    .isPresent();
            if (fits) {
                return Optional.of(directory);
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> losses() throws Unanswered {
        if (dump.isPresent()) {
            return dump.get().losses();
        }
        Source live = new LiveSource(account, database);
        Shape shape = new ShapeReader(live).read();
        List<String> lines = new ArrayList<>();
        lines.add("every row written since is lost; how many cannot be read, for D1 shows no earlier state");
        Optional<String> since = time.map(Instant::toString);
        if (since.isEmpty()) {
            since = begun(live);
        }
        if (since.isEmpty()) {
            lines.add("when that state was is not on record, so that migrations which go back cannot be named");
        } else {
            lines.add("that state is of " + since.get());
            migrationsSince(live, shape, since.get())
                    .forEach(name -> lines.add("migration " + name + " goes back: it is pending again"));
        }
        lines.add("now there are " + now(live, shape));
        return lines;
    }

    /** When the release began that noted this bookmark before its first write. */
    private Optional<String> begun(Source live) throws Unanswered {
        List<List<String>> table = live.ask(List.of("SELECT name FROM sqlite_master WHERE name = 'd4_release'"))
                .get(0);
        return table.isEmpty()
                ? Optional.empty()
                : live
                        .ask(List.of("SELECT started_at FROM d4_release WHERE instr(anchor, "
                                + Names.literal('"' + bookmark + '"') + ") ORDER BY started_at LIMIT 1"))
                        .get(0)
                        .stream()
                        .map(row -> row.get(0))
                        .findFirst();
    }

    private List<String> migrationsSince(Source live, Shape shape, String since) throws Unanswered {
        return shape.table(database.migrationsTable()).isEmpty()
                ? List.of()
                : live
                        .ask(List.of("SELECT name FROM " + Names.quoted(database.migrationsTable())
                                + " WHERE julianday(applied_at) >= julianday(" + Names.literal(since)
                                + ") - 1.0 / 86400 ORDER BY rowid"))
                        .get(0)
                        .stream()
                        .map(row -> row.get(0))
                        .toList();
    }

    private static String now(Source live, Shape shape) throws Unanswered {
        List<Table> tables = shape.tables().stream().filter(Table::hasRows).toList();
        if (tables.isEmpty()) {
            return "no tables";
        }
        long rows = 0;
        for (List<List<String>> count : live.ask(tables.stream()
                .map(table -> "SELECT CAST(count(*) AS TEXT) FROM " + table.quoted())
                .toList())) {
            rows += Long.parseLong(count.get(0).get(0));
        }
        return Losses.rows(rows) + " in " + tables.size() + (tables.size() == 1 ? " table" : " tables");
    }

    @Override
    public String go() throws Unanswered {
        ApiResult<Restored> restored = account.timeTravel().restore(database.id(), bookmark);
        Optional<ApiFailure> failure = restored.failure();
        if (failure.isPresent()) {
            throw RestoreStep.refused(failure.get(), "the restore of " + database.name());
        }
        Source live = new LiveSource(account, database);
        if (manifest.isPresent() && !DumpRestore.isThere(live, manifest.get())) {
            throw Unanswered.doubt(
                    database.name() + " was restored, and is not what the dump of that bookmark holds",
                    List.of(),
                    "find out who writes to it at the same time");
        }
        return database.name() + " is at bookmark " + bookmark + ", read back: "
                + now(live, new ShapeReader(live).read());
    }
}
