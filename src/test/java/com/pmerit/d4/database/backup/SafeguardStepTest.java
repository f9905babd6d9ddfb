package com.pmerit.d4.database.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step of a release that keeps what a migration may destroy. */
final class SafeguardStepTest {
    private static final Progress NOTED = Progress.none().keeping("bookmark:DB", "0000-1");

    @TempDir
    private Path directory;

    private Shop shop;
    private Environment environment;

    @BeforeEach
    void start() throws IOException {
        shop = new Shop(directory);
        environment = Environments.staging(directory);
        Files.createDirectory(directory.resolve("migrations"));
        shop.runs("CREATE TABLE users (id INTEGER PRIMARY KEY)", "INSERT INTO users VALUES (1), (2)");
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void stopsTheReleaseWhenTheDumpOfWhatAPendingFileDropsCannotBeProven() throws Exception {
        write("0001_drop.sql", "DROP TABLE users;");
        shop.runs("CREATE TABLE d4_dump_piece (a)");

        StepResult.Failed failed = (StepResult.Failed) run(true);

        assertThat(failed.summary()).contains("there is a table d4_dump_piece");
        assertThat(failed.details()).containsExactly("0001_drop.sql:1 drops a table");
        assertThat(failed.liveNow()).isEqualTo("no migration of this release was applied; the Worker is as it was");
        assertThat(failed.safe()).isTrue();
    }

    @Test
    void stopsTheReleaseWhenItCannotBeReadWhatIsPending() {
        shop.account.drops("POST", "/d1/database/{database}/query", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(run(true)).isInstanceOf(StepResult.Failed.class);
    }

    @Test
    void dumpsADatabaseBeforeAFileThatDropsATable() throws Exception {
        write("0001_drop.sql", "DROP TABLE users;");

        StepResult.Done done = (StepResult.Done) run(true);

        assertThat(done.summary())
                .contains("shop-db-staging: 2 rows of 1 table, proven, in " + shop.backups())
                .contains("0001_drop.sql:1 drops a table");
        assertThat(done.progress()).isEqualTo(NOTED);
    }

    @Test
    void dumpsADatabaseBeforeAnUpdateWhoseTriggerTakesRowsWithoutSayingSo() throws Exception {
        shop.runs("CREATE TRIGGER lone AFTER UPDATE ON users BEGIN DELETE FROM users WHERE id <> new.id; END");
        write("0001_fill.sql", "UPDATE users SET id = id;");

        assertThat(run(true).summary())
                .contains("shop-db-staging: 2 rows of 1 table, proven")
                .endsWith("; 0001_fill.sql:1 takes rows: users: 3 rows before, 1 after");
    }

    @Test
    void isContentWithTheBookmarkWhereNothingIsDestroyed() throws Exception {
        write("0001_add.sql", "ALTER TABLE users ADD COLUMN email TEXT;");

        assertThat(run(true).summary())
                .isEqualTo("bookmark of DB 0000-1; no dump, for no pending file drops or deletes anything");
        assertThat(shop.backups()).doesNotExist();
    }

    @Test
    void isContentWithTheBookmarkInARehearsal() throws Exception {
        write("0001_drop.sql", "DROP TABLE users;");

        assertThat(run(false).summary())
                .isEqualTo("bookmark of DB 0000-1; no dump, for staging is the rehearsal of another environment");
        assertThat(shop.backups()).doesNotExist();
    }

    @Test
    void hasNothingToDoWhereNothingIsPending() throws Exception {
        write("0001_drop.sql", "DROP TABLE gone;");
        shop.runs(
                "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT)",
                "INSERT INTO d1_migrations (name) VALUES ('0001_drop.sql')");

        assertThat(run(true)).isEqualTo(new StepResult.NotNeeded("no migration is pending"));
    }

    private StepResult run(boolean production) {
        return new SafeguardStep(environment, shop.account.api, shop.backup(), production).run(NOTED);
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(directory.resolve("migrations").resolve(name), sql);
    }
}
