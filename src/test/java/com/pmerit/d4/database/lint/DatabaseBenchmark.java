package com.pmerit.d4.database.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.database.GeneratedHistory;
import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaFacts;
import com.pmerit.d4.sql.StatementSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/** Times what d4 does on this machine with migration files; run by {@code src/it/benchmark-database.sh}, never by a build. */
final class DatabaseBenchmark {
    private static final int RUNS = 5;

    @TempDir
    private Path project;

    private interface Work {
        void run() throws Exception;
    }

    @Test
    void compare() throws Exception {
        List<String> lines = new ArrayList<>();
        Path example = Path.of("src/it/d4-chat/products/aixord-router-worker").toAbsolutePath();
        files("46 files of the example", example, lines);
        for (int count : new int[] {46, 200, 1_000}) {
            Path directory = generated(count);
            files(count + " generated files", directory, lines);
        }
        lines.add(timed("schema difference, 1,000 tables each", difference(1_000)));
        Path report = Path.of("target/benchmark/database.txt");
        Files.createDirectories(report.getParent());
        Files.write(report, lines);
        lines.forEach(System.out::println);
    }

    private static void files(String what, Path directory, List<String> lines) throws Exception {
        Linter linter = new Linter(directory, List.of(Environments.database(directory)), Optional.empty());
        assertThat(linter.look().open(Level.ERROR)).isEmpty();
        lines.add(timed(what + ": d4 lint", linter::look));
        lines.add(timed(what + ": SQLite alone", () -> sqlite(directory.resolve("migrations"))));
    }

    private static String timed(String what, Work work) throws Exception {
        long[] millis = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            work.run();
            millis[run] = (System.nanoTime() - start) / 1_000_000;
        }
        Arrays.sort(millis);
        return String.format(
                Locale.ROOT, "%-40s %6d / %d / %d ms", what, millis[0], millis[RUNS / 2], millis[RUNS - 1]);
    }

    /** The files by the driver that d4 uses, without anything of d4. */
    private static void sqlite(Path migrations) throws Exception {
        try (SQLiteConnection connection =
                        (SQLiteConnection) new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
                Stream<Path> files = Files.list(migrations)) {
            for (Path file : files.sorted().toList()) {
                assertThat(connection.getDatabase()._exec(Files.readString(file)))
                        .isZero();
            }
        }
    }

    private static Work difference(int tables) throws Exception {
        List<D1Statement> here = new ArrayList<>();
        List<D1Statement> there = new ArrayList<>();
        for (int number = 1; number <= tables; number++) {
            for (var statement : StatementSplitter.split(table(number))) {
                here.add(D1Statement.of(statement.text()));
                there.add(D1Statement.of(
                        statement.text().replace("title TEXT", number == 7 ? "title BLOB" : "title TEXT")));
            }
        }
        D1Database one = D1Database.inMemory();
        D1Database other = D1Database.inMemory();
        assertThat(one.run(here)).isInstanceOf(D1Outcome.Committed.class);
        assertThat(other.run(there)).isInstanceOf(D1Outcome.Committed.class);
        return () -> assertThat(SchemaFacts.of(one, Set.of()).difference(SchemaFacts.of(other, Set.of())))
                .hasSize(1);
    }

    private Path generated(int count) throws IOException {
        Path directory = project.resolve(String.valueOf(count));
        GeneratedHistory.write(directory, count);
        return directory;
    }

    private static String table(int number) {
        String name = "t" + number;
        int parent = (number - 1) % 4 == 0 ? number - 2 : number - 1;
        String reference = parent > 0 ? " REFERENCES t" + parent + " (id) ON DELETE CASCADE" : "";
        return "CREATE TABLE " + name + " (\n  id INTEGER PRIMARY KEY,\n  parent_id INTEGER" + reference
                + ",\n  title TEXT NOT NULL DEFAULT '',\n  state TEXT CHECK (state IN ('open', 'closed')),\n"
                + "  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP\n);\n"
                + "CREATE INDEX " + name + "_parent ON " + name + " (parent_id, created_at DESC);\n"
                + "CREATE TRIGGER " + name + "_touch AFTER UPDATE ON " + name + " WHEN new.title <> old.title BEGIN\n"
                + "  UPDATE " + name
                + " SET created_at = CASE WHEN 1 THEN CURRENT_TIMESTAMP END WHERE id = new.id;\nEND;\n";
    }
}
