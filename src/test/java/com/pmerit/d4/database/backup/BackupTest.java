package com.pmerit.d4.database.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.Exchange;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackupTest {
    @TempDir
    private Path directory;

    private Shop shop;

    @BeforeEach
    void start() throws IOException {
        shop = new Shop(directory);
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CREATE VIRTUAL TABLE s USING fts5(a, content = '')             | table s is a virtual table whose rows cannot be read back
                    CREATE TABLE d4_dump_piece (a)                                 | there is a table d4_dump_piece
                    CREATE TABLE t (rowid, _rowid_, oid)                           | table t has columns of all names that SQLite has for the rowid
                    """)
    void refusesByNameWhatItCannotDumpAndLeavesNothingBehind(String table, String why) throws Exception {
        shop.runs(table);

        assertThat(shop.refused().why()).contains(why);

        assertThat(files()).isEmpty();
    }

    @Test
    void refusesAKeyThatNoStatementCanName() {
        shop.runs("CREATE TABLE t (k TEXT PRIMARY KEY) WITHOUT ROWID", "INSERT INTO t VALUES (hex(zeroblob(40000)))");

        assertThat(shop.refused().why()).contains("the table t has a key of 80000 bytes");
    }

    @Test
    void refusesRowsThatBreakTheirOwnSchemaAndSaysWhatShowsThem() throws Exception {
        shop.runs(
                "CREATE TABLE t (a CHECK (a > 0))",
                "PRAGMA ignore_check_constraints = ON",
                "INSERT INTO t VALUES (-1)");

        BackupResult.Refused refused = shop.refused();

        assertThat(refused.why()).startsWith("the dump cannot be restored: CHECK constraint failed");
        assertThat(refused.details()).containsExactly("INSERT INTO \"t\" (rowid, \"a\")");
        assertThat(refused.remedy()).contains("quick_check");
        assertThat(files()).isEmpty();
    }

    @Test
    void saysThatItIsNoSnapshotWhenSomebodyWroteMeanwhile() {
        shop.runs("CREATE TABLE t (a)");
        shop.account.sandbox.requests().tell(arrival -> {
            if (arrival.template().endsWith("/raw")) {
                shop.runs("INSERT INTO t VALUES (1)");
            }
        });

        Manifest manifest = shop.proven().manifest();

        assertThat(manifest.isSnapshot()).isFalse();
        assertThat(manifest.bookmarkAfter()).isGreaterThan(manifest.bookmark());
    }

    @Test
    void writesFilesThatOnlyTheirOwnerCanOpenAndNeverOverOthers() throws Exception {
        shop.runs("CREATE TABLE t (a)");
        Backup backup = new Backup(
                shop.account.api,
                shop.backups(),
                InstantSource.fixed(Instant.parse("2026-02-17T10:00:00Z")),
                text -> {});

        BackupResult first = backup.take("staging", "DB", shop.database);
        BackupResult second = backup.take("staging", "DB", shop.database);

        Path place = ((BackupResult.Proven) first).directory();
        assertThat(place).isEqualTo(shop.backups().resolve("staging/shop-db-staging-20260217-100000"));
        assertThat(((BackupResult.Proven) second).directory())
                .isEqualTo(place.resolveSibling("shop-db-staging-20260217-100000-2"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rwx------");
        for (String name : List.of(Manifest.DUMP, Manifest.FILE)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void tellsInItsManifestWhatItIsOf() throws Exception {
        shop.runs(
                "CREATE TABLE t (a)",
                "INSERT INTO t VALUES (1), (2)",
                "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT)",
                "INSERT INTO d1_migrations (name) VALUES ('0001_t.sql')",
                "CREATE TABLE d4_lock (a)",
                "CREATE TABLE d4_release (a)");

        BackupResult.Proven proven = shop.proven();

        Manifest manifest = Manifest.in(proven.directory()).orElseThrow();
        assertThat(manifest).isEqualTo(proven.manifest());
        assertThat(manifest.environment()).isEqualTo("staging");
        assertThat(manifest.databaseId()).isEqualTo(shop.database.id());
        assertThat(manifest.migrations()).containsExactly("0001_t.sql");
        assertThat(manifest.tables()).extracting(TableDigest::table).containsExactly("t", "d1_migrations");
        assertThat(manifest.rows()).isEqualTo(3);
        assertThat(manifest.sha256()).isEqualTo(Backup.sha256(proven.directory().resolve(Manifest.DUMP)));
    }

    @Test
    void leavesNothingBehindWhenTheDatabaseStopsAnswering() throws Exception {
        shop.runs("CREATE TABLE t (a)");
        shop.account.drops("POST", "/d1/database/{database}/raw", 3, 1_000, Moment.BEFORE_ACTING);

        assertThat(shop.refused().why()).isEqualTo("shop-db-staging cannot be read");

        assertThat(files()).isEmpty();
    }

    @Test
    void keepsRowsOutOfEveryLog() throws Exception {
        shop.runs("CREATE TABLE t (a)", "INSERT INTO t VALUES ('somebody@example.org')");
        List<Exchange> told = new CopyOnWriteArrayList<>();
        Credential credential = new Credential(SecretValue.of(shop.account.sandbox.token()), "the test");
        try (CloudflareApi api = new CloudflareApi(
                ApiSettings.of(shop.account.sandbox.api(), credential, "1"),
                Waiting.real(),
                new Redactor(),
                told::add)) {
            BackupResult taken = new Backup(
                            api.account(new AccountId(LiveAccount.ID)),
                            shop.backups(),
                            InstantSource.system(),
                            text -> {})
                    .take("staging", "DB", shop.database);
            assertThat(taken).isInstanceOf(BackupResult.Proven.class);
        }

        assertThat(told).hasSizeGreaterThan(4);
        assertThat(told.toString()).doesNotContain("somebody@example.org");
        assertThat(Files.readString(
                        ((BackupResult.Proven) shop.taken()).directory().resolve(Manifest.DUMP)))
                .contains("somebody@example.org");
    }

    @Test
    void needsFewRequests() {
        for (int table = 0; table < 20; table++) {
            shop.runs("CREATE TABLE t" + table + " (a)", "INSERT INTO t" + table + " VALUES (1)");
        }
        shop.account.sandbox.requests().clear();

        shop.proven();

        // The size, two bookmarks, two for the schema, three of eight tables each.
        assertThat(shop.account.sandbox.requests().entries()).hasSize(8);
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(shop.backups())) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(shop.backups())) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
