package com.pmerit.d4.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.audit.MigrationsAudit.DatabaseMigrations;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationHashes;
import com.pmerit.d4.database.MigrationName;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a migration can stand, in a database of the embedded Cloudflare. */
final class MigrationsAuditorTest {
    private static final String USERS = "CREATE TABLE users (id INTEGER PRIMARY KEY);\n";

    @TempDir
    private Path directory;

    private LiveAccount account;
    private Environment staging;

    @BeforeEach
    void start() throws IOException {
        account = new LiveAccount(directory.resolve("state"));
        Files.createDirectory(directory.resolve("migrations"));
        staging = Environments.staging(directory);
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void countsEveryFileAsPendingInAnEmptyDatabase() throws Exception {
        writes("0001_users.sql", USERS);
        writes("0002_mail.sql", "ALTER TABLE users ADD COLUMN mail TEXT;\n");

        assertThat(states()).containsExactly("0001_users.sql PENDING", "0002_mail.sql PENDING");
    }

    @Test
    void knowsAnEditFromAnotherLayoutByBothHashes() throws Exception {
        noted("0001_users.sql", USERS);
        noted("0002_mail.sql", "ALTER TABLE users ADD COLUMN mail TEXT;\n");
        noted("0003_age.sql", "ALTER TABLE users ADD COLUMN age INTEGER;\n");
        writes("0001_users.sql", USERS);
        writes("0002_mail.sql", "-- where they are reached\nALTER TABLE users\n  ADD COLUMN mail TEXT;\n");
        writes("0003_age.sql", "ALTER TABLE users ADD COLUMN age TEXT;\n");

        assertThat(states()).containsExactly("0001_users.sql APPLIED", "0002_mail.sql RESTYLED", "0003_age.sql EDITED");
    }

    @Test
    void takesWhatWranglerAppliedForAppliedAndSaysThatNothingWasNoted() throws Exception {
        applied("0001_users.sql", USERS);
        writes("0001_users.sql", "CREATE TABLE quite_another (id);\n");

        MigrationEntry entry = look().entries().get(0);

        assertThat(entry.state()).isEqualTo(MigrationState.APPLIED);
        assertThat(entry.noted()).isEmpty();
    }

    @Test
    void knowsARenamedFileByWhatD4Noted() throws Exception {
        noted("0001_users.sql", USERS);
        writes("0001_people.sql", USERS);

        assertThat(states()).containsExactly("0001_people.sql RENAMED 0001_users.sql");
    }

    @Test
    void saysProbablyOfARenamedFileWhoseCommentsChangedAsWell() throws Exception {
        noted("0001_users.sql", USERS);
        writes("0007_people.sql", "-- people\n" + USERS);

        assertThat(states()).containsExactly("0007_people.sql PROBABLY_RENAMED 0001_users.sql");
    }

    @Test
    void saysProbablyOfAFileWhoseSchemaIsThereUnderANameWithoutAFile() throws Exception {
        applied("0001_users.sql", USERS);
        applied("0002_mail.sql", "ALTER TABLE users ADD COLUMN mail TEXT;\n");
        writes("0001_users.sql", USERS);
        writes("0002_mail_address.sql", "ALTER TABLE users ADD COLUMN mail TEXT;\n");
        writes("0003_age.sql", "ALTER TABLE users ADD COLUMN age TEXT;\n");

        assertThat(states())
                .containsExactly(
                        "0001_users.sql APPLIED",
                        "0002_mail_address.sql PROBABLY_RENAMED 0002_mail.sql",
                        "0003_age.sql PENDING");
    }

    @Test
    void blamesNoRenameForWhatTheSchemaDoesNotHave() throws Exception {
        applied("0001_users.sql", USERS);
        applied("0002_gone.sql", "CREATE TABLE gone (id);\n");
        writes("0001_users.sql", USERS);
        writes("0002_mail.sql", "ALTER TABLE users ADD COLUMN mail TEXT;\n");

        assertThat(states())
                .containsExactly("0001_users.sql APPLIED", "0002_gone.sql WITHOUT_FILE", "0002_mail.sql PENDING");
    }

    @Test
    void saysWhatSortsBeforeAFileThatIsAppliedAlready() throws Exception {
        applied("0002_mail.sql", "CREATE TABLE mail (id);\n");
        writes("0001_users.sql", USERS);
        writes("0002_mail.sql", "CREATE TABLE mail (id);\n");
        writes("0003_age.sql", "CREATE TABLE age (id);\n");

        assertThat(states())
                .containsExactly("0001_users.sql OUT_OF_ORDER", "0002_mail.sql APPLIED", "0003_age.sql PENDING");
    }

    @Test
    void reportsWhatD4AppliedAndTheTrackingTableForgot() throws Exception {
        noted("0001_users.sql", USERS);
        noted("0002_gone.sql", "CREATE TABLE gone (id);\n");
        runs("DELETE FROM d1_migrations");
        writes("0001_users.sql", USERS);

        assertThat(states()).containsExactly("0001_users.sql FORGOTTEN", "0002_gone.sql FORGOTTEN");
    }

    @Test
    void followsARowThatWasRenamedTogetherWithItsFile() throws Exception {
        noted("0001_users.sql", USERS);
        runs("UPDATE d1_migrations SET name = '0001_people.sql'");
        writes("0001_people.sql", USERS);

        assertThat(states()).containsExactly("0001_people.sql APPLIED 0001_users.sql");
    }

    @Test
    void asksTwiceADatabaseAndWritesNothing() throws Exception {
        noted("0001_users.sql", USERS);
        writes("0001_users.sql", USERS);
        int before = account.sandbox.requests().entries().size();

        look();

        assertThat(account.sandbox.requests().entries()).hasSize(before + 2);
        assertThat(rows()).isEqualTo("1/1");
    }

    @Test
    void saysWhyADatabaseCouldNotBeLookedAt() throws Exception {
        writes("0001_users.sql", USERS);
        account.drops("POST", "/d1/database/{database}/query", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(look().trouble().orElseThrow().why()).contains("shop-db-staging", "cannot be read");
    }

    @Test
    void listsTheFilesWhereNobodyIsAsked() throws Exception {
        writes("0001_users.sql", USERS);

        MigrationEntry entry = MigrationsAuditor.filesOnly(List.of(staging))
                .databases()
                .get(0)
                .entries()
                .get(0);

        assertThat(entry.state()).isEqualTo(MigrationState.NOT_ASKED);
        assertThat(entry.file().orElseThrow().bytes()).hasSize(64);
    }

    private void writes(String name, String text) throws IOException {
        Files.writeString(directory.resolve("migrations").resolve(name), text);
    }

    /** Applied by wrangler, which notes the name alone. */
    private void applied(String name, String sql) {
        runs(
                "CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE)",
                sql,
                "INSERT INTO d1_migrations (name) VALUES ('" + name + "')");
    }

    /** Applied by d4. */
    private void noted(String name, String sql) {
        applied(name, sql);
        MigrationHashes hashes = MigrationHashes.of(new MigrationFile(new MigrationName(name), directory, sql));
        runs(
                "CREATE TABLE IF NOT EXISTS d4_migration (tracking TEXT NOT NULL, name TEXT NOT NULL, run_id TEXT NOT NULL,"
                        + " file_sha256 TEXT NOT NULL, meaning_sha256 TEXT NOT NULL, applied_at TEXT NOT NULL,"
                        + " PRIMARY KEY (tracking, name))",
                "INSERT INTO d4_migration VALUES ('d1_migrations', '" + name + "', 'run-1', '" + hashes.file() + "', '"
                        + hashes.meaning() + "', '2026-02-17T10:15:30.000Z')");
    }

    private void runs(String... statements) {
        List<SqlStatement> batch = new ArrayList<>();
        for (String statement : statements) {
            batch.add(SqlStatement.of(statement));
        }
        assertThat(account.api
                        .databases()
                        .write(Environments.DATABASE_ID, batch)
                        .failure())
                .isEmpty();
    }

    private String rows() {
        JsonNode counts = account.api
                .databases()
                .read(
                        Environments.DATABASE_ID,
                        List.of(SqlStatement.of("SELECT (SELECT count(*) FROM d1_migrations) || '/' ||"
                                + " (SELECT count(*) FROM d4_migration) AS counts")))
                .orElseThrow()
                .get(0)
                .rows()
                .get(0)
                .get("counts");
        return counts == null ? "" : counts.asText();
    }

    private DatabaseMigrations look() throws InterruptedException {
        return new MigrationsAuditor(account.api)
                .audit(List.of(staging))
                .databases()
                .get(0);
    }

    private List<String> states() throws InterruptedException {
        DatabaseMigrations database = look();
        assertThat(database.trouble()).isEmpty();
        return database.entries().stream()
                .map(entry -> entry.name() + " " + entry.state()
                        + entry.formerly().map(name -> " " + name).orElse(""))
                .toList();
    }
}
