package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MigrationsGateTest extends ShopMigrations {
    @BeforeEach
    void start() throws IOException {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");
    }

    @Test
    void failsForFilesThatArePendingOnTheEnvironmentBefore() throws Exception {
        migrate();
        write("0002_prices.sql", "CREATE TABLE prices (cents INTEGER);");

        Verdict.Failed failed = failed(Optional.of(staging));

        assertThat(failed.summary()).isEqualTo("1 of 2 migrations pending on staging");
        assertThat(failed.details()).containsExactly("0002_prices.sql");
        assertThat(failed.remedy()).startsWith("mvn deploy -Pstaging");
    }

    @Test
    void failsWhenTheEnvironmentBeforeDoesNotBindTheDatabase() throws Exception {
        Verdict.Failed failed = failed(Optional.of(staging.withDatabases(Map.of())));

        assertThat(failed.summary()).isEqualTo("staging binds no database as DB, but staging does");
        assertThat(failed.remedy()).startsWith("bind one to DB in staging");
    }

    @Test
    void failsForAFileThatCannotBeAppliedSafely() throws Exception {
        Files.write(directory.resolve("migrations/0002_broken.sql"), new byte[] {'-', '-', (byte) 0xe9});

        Verdict.Failed failed = failed(Optional.empty());

        assertThat(failed.summary()).isEqualTo("1 migration files cannot be applied safely");
        assertThat(failed.details()).singleElement().asString().contains("0002_broken.sql: is not UTF-8");
    }

    @Test
    void failsWhenTheTrackingTableCannotBeRead() throws Exception {
        account.drops("POST", "/d1/database/{database}/query", 1, 1_000, Moment.BEFORE_ACTING);

        Verdict.Failed failed = failed(Optional.of(staging));

        assertThat(failed.summary()).isEqualTo("the applied migrations of shop-db-staging cannot be read");
        assertThat(failed.details()).singleElement().asString().contains("gave no answer");
        assertThat(failed.remedy()).contains("run the same command again").contains("d1 info shop-db-staging");
    }

    @Test
    void failsWhenTheDatabaseDoesNotExist() throws Exception {
        Database gone = new Database(
                "gone",
                "00000000-0000-4000-8000-000000000000",
                directory.resolve("migrations"),
                "d1_migrations",
                Optional.empty());
        staging = staging.withDatabases(Map.of("DB", gone));

        assertThat(failed(Optional.empty()).summary()).isEqualTo("the applied migrations of gone cannot be read");
    }

    @Test
    void warnsOfNamesThatHaveNoFile() throws Exception {
        migrate();
        Files.delete(directory.resolve("migrations/0001_products.sql"));

        Verdict verdict = check(Optional.of(staging));

        assertThat(verdict).isInstanceOf(Verdict.Warned.class);
        assertThat(verdict.details()).containsExactly("shop-db-staging lists 0001_products.sql, which has no file");
    }

    @Test
    void failsForAFileThatWasEditedAfterItWasAppliedToTheEnvironmentBefore() throws Exception {
        migrate();
        notes();
        write("0001_products.sql", "CREATE TABLE products (id TEXT PRIMARY KEY);");

        Verdict.Failed failed = failed(Optional.of(staging));

        assertThat(failed.summary()).isEqualTo("1 migration was edited after being applied on staging");
        assertThat(failed.details())
                .singleElement()
                .asString()
                .matches("0001_products.sql: applied was [0-9a-f]{12}, the file is [0-9a-f]{12}");
        assertThat(failed.remedy()).contains("git log -p").contains("a new file");
    }

    @Test
    void failsWhenTheNotesOfWhatWasAppliedCannotBeRead() throws Exception {
        migrate();
        account.drops("POST", "/d1/database/{database}/query", 2, 1_000, Moment.BEFORE_ACTING);

        assertThat(failed(Optional.of(staging)).summary())
                .isEqualTo("what d4 noted of the migrations of shop-db-staging cannot be read");
    }

    @Test
    void warnsOfAnEditedFileWhereNothingComesBefore() throws Exception {
        migrate();
        notes();
        write("0001_products.sql", "CREATE TABLE products (id TEXT PRIMARY KEY);");

        Verdict verdict = check(Optional.empty());

        assertThat(verdict).isInstanceOf(Verdict.Warned.class);
        assertThat(verdict.details())
                .singleElement()
                .asString()
                .startsWith("edited after it was applied: 0001_products.sql: ");
    }

    @Test
    void warnsOfAFileWhoseCommentsChangedAfterItWasApplied() throws Exception {
        migrate();
        notes();
        write("0001_products.sql", "-- What we sell\nCREATE TABLE products (id INTEGER PRIMARY KEY);");

        Verdict verdict = check(Optional.of(staging));

        assertThat(verdict).isInstanceOf(Verdict.Warned.class);
        assertThat(verdict.details())
                .containsExactly("0001_products.sql has other comments or white space than what was applied");
    }

    @Test
    void saysNothingOfContentWhenEachFileIsStillWhatWasApplied() throws Exception {
        migrate();
        notes();

        assertThat(check(Optional.of(staging)))
                .isEqualTo(new Verdict.Passed("1 of 1 applied to staging; staging ends in its schema, 1 table"));
    }

    @Test
    void passesWhenEachFileIsAppliedToTheEnvironmentBefore() throws Exception {
        migrate();

        assertThat(check(Optional.of(staging)))
                .isEqualTo(new Verdict.Passed(
                        "1 of 1 applied to staging, 1 of them not by d4, so that an edit would not show;"
                                + " staging ends in its schema, 1 table"));
    }

    @Test
    void countsWhatIsToBeAppliedWhereNothingComesBefore() throws Exception {
        assertThat(check(Optional.empty())).isEqualTo(new Verdict.Passed("0 applied, 1 to apply"));
    }

    @Test
    void passesWhereNoDatabaseIsBound() throws Exception {
        staging = staging.withDatabases(Map.of());

        assertThat(check(Optional.empty())).isEqualTo(new Verdict.Passed("staging binds no database"));
    }

    private void migrate() throws InterruptedException {
        new MigrateStep(staging, account.api, account.time.waiting(), Optional.empty(), text -> {})
                .run(Progress.none());
    }

    /** Notes what the files say now, as a run of d4 does that applies them. */
    private void notes() throws IOException {
        Database database = Environments.database(directory);
        MigrationLedger ledger = new MigrationLedger(account.api, database);
        MigrationFiles.Found.Files files = (MigrationFiles.Found.Files) new MigrationFiles().read(database);
        List<SqlStatement> rows = new ArrayList<>(List.of(MigrationLedger.create()));
        files.inOrder().forEach(file -> rows.add(ledger.record(file, "run-1")));
        assertThat(account.api.databases().write(database.id(), rows).failure()).isEmpty();
    }

    private Verdict check(Optional<Environment> before) throws InterruptedException {
        return new MigrationsGate(staging, before, account.api).check();
    }

    private Verdict.Failed failed(Optional<Environment> before) throws InterruptedException {
        Verdict verdict = check(before);
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }
}
