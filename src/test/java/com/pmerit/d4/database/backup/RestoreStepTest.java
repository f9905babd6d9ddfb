package com.pmerit.d4.database.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.Database;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RestoreStepTest {
    private static final String NAME = "shop-db-staging";

    @TempDir
    private Path directory;

    private Shop shop;

    @BeforeEach
    void start() throws IOException {
        shop = new Shop(directory);
        shop.runs(
                "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)",
                "INSERT INTO users VALUES (1, 'ann'), (2, 'bob'), (3, 'cem')",
                "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,"
                        + " applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)",
                "INSERT INTO d1_migrations (name) VALUES ('0001_users.sql')");
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void changesNothingBeforeItIsToldTheNameAndShowsWhatWouldBeLost() throws Exception {
        Path dump = shop.proven().directory();
        damage();
        Map<String, String> before = shop.snapshot(shop.database);

        StepResult.Failed failed = (StepResult.Failed) restore(dump, Optional.empty());

        assertThat(failed.summary())
                .isEqualTo("nothing was done yet; what a restore of shop-db-staging loses is shown here");
        assertThat(failed.details())
                .startsWith(
                        "table d1_migrations: 2 rows now, 1 then; 1 of now is lost, 0 come back",
                        "table orders goes, with its 1 row",
                        "table users: 3 rows now, 3 then; 2 of now are lost, 2 come back",
                        "migration 0002_orders.sql goes back: it is pending again");
        assertThat(failed.remedy()).isEqualTo("mvn d4:restore -Dd4.dump=" + dump + " -Dd4.confirm=" + NAME);
        assertThat(failed.liveNow()).isEqualTo("shop-db-staging is as it was");
        assertThat(shop.snapshot(shop.database)).isEqualTo(before);
    }

    @Test
    void printsCommandsThatAShellTakesWhereTheDirectoryOfTheDumpHasBlanksAndQuotes() throws Exception {
        Path dump = Files.createDirectory(directory.resolve("my backups")).resolve("ann's");
        Files.move(shop.proven().directory(), dump);
        damage();

        StepResult.Failed shown = (StepResult.Failed) restore(dump, Optional.empty());
        StepResult done = restore(dump, Optional.of(NAME));

        assertThat(shown.remedy())
                .isEqualTo("mvn d4:restore '-Dd4.dump=" + directory + "/my backups/ann'\\''s' -Dd4.confirm=" + NAME);
        assertThat(((StepResult.Done) done).details())
                .last()
                .asString()
                .matches("back to the state before: mvn d4:restore -Dd4.bookmark=\\S+ -Dd4.confirm=" + NAME);
    }

    @Test
    void changesNothingWhenTheNameIsAnotherOne() throws Exception {
        Path dump = shop.proven().directory();
        damage();
        Map<String, String> before = shop.snapshot(shop.database);

        assertThat(restore(dump, Optional.of("shop-db")).summary())
                .isEqualTo("-Dd4.confirm=shop-db does not name the database, which is shop-db-staging");

        assertThat(shop.snapshot(shop.database)).isEqualTo(before);
    }

    @Test
    void takesTheDatabaseBackToADumpAndCanBeUndone() throws Exception {
        Map<String, String> then = shop.snapshot(shop.database);
        Path dump = shop.proven().directory();
        damage();
        Map<String, String> now = shop.snapshot(shop.database);

        StepResult.Done done = (StepResult.Done) restore(dump, Optional.of(NAME));

        assertThat(shop.snapshot(shop.database)).isEqualTo(then);
        assertThat(done.summary()).contains("is as in the dump of").endsWith("read back: 4 rows of 2 tables");
        String undo = done.details().get(done.details().size() - 1);
        assertThat(undo).startsWith("back to the state before: mvn d4:restore -Dd4.bookmark=");
        String bookmark = undo.replaceAll(".*-Dd4.bookmark=(\\S+) .*", "$1");
        assertThat(restore(new RestoreWish.ToBookmark(bookmark), Optional.of(NAME)))
                .isInstanceOf(StepResult.Done.class);
        assertThat(shop.snapshot(shop.database)).isEqualTo(now);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void takesARandomDatabaseBackFromAnother(long seed) throws Exception {
        shop.runs(new RandomDatabase(seed).statements().toArray(String[]::new));
        Map<String, String> then = shop.snapshot(shop.database);
        Path dump = shop.proven().directory();
        shop.runs(
                "DELETE FROM person",
                "DROP TABLE search",
                "DROP VIEW later",
                "UPDATE many SET a = 'x' || id WHERE id < 100",
                "CREATE TABLE child (id INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES many (id) ON DELETE RESTRICT)",
                "INSERT INTO child SELECT id, id FROM many WHERE id < 100",
                "CREATE TABLE knot (id INTEGER PRIMARY KEY, other INTEGER NOT NULL REFERENCES knot (id) ON DELETE RESTRICT)",
                "INSERT INTO knot VALUES (1, 2), (2, 1)",
                "CREATE TRIGGER never BEFORE DELETE ON many BEGIN SELECT RAISE(ABORT, 'never'); END");

        StepResult result = restore(dump, Optional.of(NAME));

        assertThat(result).as("%s", result).isInstanceOf(StepResult.Done.class);
        assertThat(shop.snapshot(shop.database)).isEqualTo(then);
    }

    @Test
    void leavesLockAndLedgerAlone() throws Exception {
        shop.runs("CREATE TABLE d4_lock (a)", "CREATE TABLE d4_release (a)", "INSERT INTO d4_lock VALUES (1)");
        Path dump = shop.proven().directory();
        shop.runs("UPDATE d4_lock SET a = 2", "INSERT INTO d4_release VALUES ('later')");
        String lock = shop.snapshot(shop.database).get("d4_lock");

        assertThat(restore(dump, Optional.of(NAME))).isInstanceOf(StepResult.Done.class);

        assertThat(shop.snapshot(shop.database).get("d4_lock")).isEqualTo(lock);
        assertThat(shop.snapshot(shop.database).get("d4_release")).contains("\"rows\":1");
    }

    @Test
    void refusesADumpThatSomebodyChanged() throws Exception {
        Path dump = shop.proven().directory();
        Files.writeString(dump.resolve(Manifest.DUMP), "DELETE FROM users;\n", StandardOpenOption.APPEND);

        assertThat(restore(dump, Optional.of(NAME)).summary()).contains("is not what was proven");
    }

    @Test
    void refusesADumpOfAnotherDatabaseAndADirectoryThatHoldsNone() throws Exception {
        Path dump = shop.proven().directory();
        Database other = shop.created("shop-db");

        StepResult refused = new RestoreStep(
                        shop.account.api,
                        other,
                        new RestoreWish.FromDump(dump),
                        shop.backups(),
                        Optional.of("shop-db"),
                        "mvn d4:restore")
                .run(Progress.none());

        assertThat(refused.summary())
                .endsWith("is a backup of shop-db-staging (" + shop.database.id() + "), not of shop-db");
        assertThat(restore(directory, Optional.of(NAME)).summary()).endsWith("holds no backup of d4's");
    }

    @Test
    void leavesEverythingAsItWasWhenTheImportIsRefused() throws Exception {
        Path dump = shop.proven().directory();
        damage();
        // The first call prepares the import, the second one runs it.
        shop.account.answers(
                "POST",
                "/d1/database/{database}/import",
                2,
                200,
                "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"success\":false,"
                        + "\"error\":\"FOREIGN KEY constraint failed: SQLITE_CONSTRAINT\"}}");
        Map<String, String> before = shop.snapshot(shop.database);

        StepResult.Failed failed = (StepResult.Failed) restore(dump, Optional.of(NAME));

        assertThat(failed.summary()).isEqualTo("the import into shop-db-staging was refused");
        assertThat(failed.details().get(0)).contains("FOREIGN KEY constraint failed");
        assertThat(failed.safe()).isTrue();
        assertThat(shop.snapshot(shop.database)).isEqualTo(before);
        assertThat(dump).isDirectoryNotContaining("glob:**restore-*");
    }

    @Test
    void readsBackAnImportWhoseAnswerWasLost() throws Exception {
        Map<String, String> then = shop.snapshot(shop.database);
        Path dump = shop.proven().directory();
        damage();
        // The first call prepares the import, the second one runs it.
        shop.account.drops("POST", "/d1/database/{database}/import", 2, 1, Moment.AFTER_ACTING);

        assertThat(restore(dump, Optional.of(NAME))).isInstanceOf(StepResult.Done.class);

        assertThat(shop.snapshot(shop.database)).isEqualTo(then);
    }

    @Test
    void goesBackToABookmarkOfWhichADumpTellsWhatIsLost() throws Exception {
        Map<String, String> then = shop.snapshot(shop.database);
        Manifest manifest = shop.proven().manifest();
        damage();

        StepResult.Failed shown =
                (StepResult.Failed) restore(new RestoreWish.ToBookmark(manifest.bookmark()), Optional.empty());
        StepResult done = restore(new RestoreWish.ToBookmark(manifest.bookmark()), Optional.of(NAME));

        assertThat(shown.details()).contains("table users: 3 rows now, 3 then; 2 of now are lost, 2 come back");
        assertThat(done.summary()).endsWith("read back: 4 rows in 2 tables");
        assertThat(shop.snapshot(shop.database)).isEqualTo(then);
    }

    @Test
    void saysWhatItCannotKnowOfABookmarkAndNamesTheMigrationsWhereTheLedgerKnowsTheTime() throws Exception {
        String bookmark = bookmark();
        shop.runs(
                "CREATE TABLE d4_release (started_at TEXT, anchor TEXT)",
                "INSERT INTO d4_release VALUES ('2026-02-17T10:00:00.000Z', '{\"kept\":{\"bookmark:DB\":\"" + bookmark
                        + "\"}}')",
                "UPDATE d1_migrations SET applied_at = '2026-02-01 00:00:00'",
                "INSERT INTO d1_migrations (name, applied_at) VALUES ('0002_orders.sql', '2026-02-17 10:00:03')");

        StepResult.Failed shown = (StepResult.Failed) restore(new RestoreWish.ToBookmark(bookmark), Optional.empty());

        assertThat(shown.details())
                .startsWith(
                        "every row written since is lost; how many cannot be read, for D1 shows no earlier state",
                        "that state is of 2026-02-17T10:00:00.000Z",
                        "migration 0002_orders.sql goes back: it is pending again",
                        "now there are 5 rows in 2 tables");
    }

    @Test
    void goesBackToATime() throws Exception {
        Map<String, String> then = shop.snapshot(shop.database);
        Instant time = Instant.now();
        Thread.sleep(20);
        damage();

        StepResult done = restore(new RestoreWish.ToTime(time), Optional.of(NAME));

        assertThat(done).as("%s", done).isInstanceOf(StepResult.Done.class);
        assertThat(shop.snapshot(shop.database)).isEqualTo(then);
    }

    @Test
    void sendsARestoreOnceWhateverHappensAndSaysThatItDoesNotKnow() throws Exception {
        String bookmark = bookmark();
        damage();
        shop.account.drops("POST", "/d1/database/{database}/time_travel/restore", 1, 1, Moment.AFTER_ACTING);

        StepResult.Failed failed = (StepResult.Failed) restore(new RestoreWish.ToBookmark(bookmark), Optional.of(NAME));

        assertThat(failed.summary()).isEqualTo("it is not known whether the restore of shop-db-staging was done");
        assertThat(failed.safe()).isFalse();
        assertThat(failed.remedy()).contains("-Dd4.bookmark=").contains("mvn d4:audit");
        assertThat(shop.account.sandbox.requests().entries())
                .filteredOn(entry -> entry.template().endsWith("/restore"))
                .hasSize(1);
    }

    @Test
    void refusesTheStateThatIsThereAndABookmarkThatIsNone() throws Exception {
        assertThat(restore(new RestoreWish.ToBookmark(bookmark()), Optional.of(NAME))
                        .summary())
                .startsWith("shop-db-staging is in that very state");

        StepResult.Failed failed =
                (StepResult.Failed) restore(new RestoreWish.ToBookmark("no-bookmark"), Optional.of(NAME));

        assertThat(failed.summary()).isEqualTo("the restore of shop-db-staging was refused");
        assertThat(failed.safe()).isTrue();
    }

    private StepResult restore(Path dump, Optional<String> confirmed) {
        return restore(new RestoreWish.FromDump(dump), confirmed);
    }

    private StepResult restore(RestoreWish wish, Optional<String> confirmed) {
        return new RestoreStep(shop.account.api, shop.database, wish, shop.backups(), confirmed, "mvn d4:restore")
                .run(Progress.none());
    }

    private String bookmark() {
        return shop.account.api.timeTravel().bookmark(shop.database.id()).orElseThrow();
    }

    /** What happens to a database after a backup: rows change and vanish, a migration is applied. */
    private void damage() {
        shop.runs(
                "UPDATE users SET name = 'eve' WHERE id = 1",
                "DELETE FROM users WHERE id = 2",
                "INSERT INTO users VALUES (4, 'dan')",
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, buyer INTEGER REFERENCES users (id) ON DELETE CASCADE)",
                "INSERT INTO orders VALUES (1, 1)",
                "INSERT INTO d1_migrations (name) VALUES ('0002_orders.sql')");
    }
}
