package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Anchor;
import com.pmerit.d4.release.Books;
import com.pmerit.d4.release.JournalStep;
import com.pmerit.d4.release.LockOwner;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.Wrangler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real wrangler on a database in which d4 keeps its books. */
final class WranglerBesideBooksProcessTest {
    private static final String NAME = "shop-db-staging";

    @TempDir
    private Path directory;

    private LiveAccount account;
    private Environment staging;
    private Wrangler wrangler;

    @BeforeEach
    void start() throws IOException {
        account = new LiveAccount(directory.resolve("state"));
        staging = Environments.staging(directory);
        wrangler = new Wrangler(account.sandbox, LiveAccount.ID, directory);
        Files.createDirectory(directory.resolve("migrations"));
        Files.writeString(directory.resolve("index.js"), "export default {};");
        Files.writeString(directory.resolve("wrangler.toml"), """
                name = "shop-staging"
                main = "index.js"
                compatibility_date = "2026-01-01"
                [[d1_databases]]
                binding = "DB"
                database_name = "%s"
                database_id = "%s"
                """.formatted(NAME, Environments.DATABASE_ID));
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void listsAppliesAndExportsAsEverAndD4GoesOnWithWhatItApplied() throws Exception {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");
        assertThat(release("one")).isInstanceOf(StepResult.Done.class);
        write("0002_prices.sql", "CREATE TABLE prices (cents INTEGER);");

        assertThat(d1("migrations", "list", NAME, "--remote"))
                .contains("0002_prices.sql")
                .doesNotContain("0001_products.sql");
        d1("migrations", "apply", NAME, "--remote");
        assertThat(d1("migrations", "list", NAME, "--remote")).contains("No migrations to apply");
        d1("export", NAME, "--remote", "--output", "dump.sql");

        assertThat(release("two")).isEqualTo(new StepResult.AlreadyDone("2 applied, none pending", Progress.none()));
        assertThat(Files.readString(directory.resolve("dump.sql")))
                .contains("CREATE TABLE d4_lock", "CREATE TABLE d4_release", "CREATE TABLE d4_migration");
        JsonNode tables = tables();
        for (String table : tables.findValuesAsText("name")) {
            d1("execute", NAME, "--remote", "--command", "DROP TABLE IF EXISTS " + table);
        }
        d1("execute", NAME, "--remote", "--yes", "--file", "dump.sql");
        assertThat(tables()).isEqualTo(tables);
        assertThat(release("three")).isEqualTo(new StepResult.AlreadyDone("2 applied, none pending", Progress.none()));
    }

    /** Migrates under the lock, with a record. */
    private StepResult release(String runId) throws Exception {
        LockOwner owner = LockOwner.of("mo@laptop", Optional.empty(), runId);
        Optional<Books> books = Books.of(staging, account.api, owner, account.time.waiting());
        books.orElseThrow().lock().take().orElseThrow();
        StepResult journal = new JournalStep(
                        staging,
                        books,
                        draft(runId),
                        () -> new ApiResult.Ok<>(Anchor.none()),
                        () -> new ApiResult.Ok<>(Map.of()))
                .run(Progress.none());
        assertThat(journal).isInstanceOf(StepResult.Done.class);
        StepResult migrated =
                new MigrateStep(staging, account.api, account.time.waiting(), books, text -> {}).run(Progress.none());
        assertThat(books.orElseThrow().journal().end(Outcome.DONE, "migrated", Progress.none()))
                .isEmpty();
        return migrated;
    }

    private static Run draft(String id) {
        return new Run(
                id,
                "staging",
                "shop-staging",
                Optional.empty(),
                "d",
                "p",
                "mo",
                Optional.empty(),
                Phase.STARTED,
                Anchor.none(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private JsonNode tables() throws Exception {
        return account.others
                .call(
                        "POST",
                        "/d1/database/" + Environments.DATABASE_ID + "/query",
                        "{\"sql\":\"SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                                + " AND name NOT LIKE '\\\\_cf%' ESCAPE '\\\\' ORDER BY name\"}")
                .result()
                .path(0)
                .path("results");
    }

    private String d1(String... arguments) throws IOException, InterruptedException {
        String[] all = new String[arguments.length + 1];
        all[0] = "d1";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return wrangler.run(directory, all).succeeded();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve("migrations").resolve(name), text);
    }
}
