package com.pmerit.d4.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.sandbox.http.RequestLog;
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

/** Audits of a staging that was migrated and a production that was made by hand in part. */
final class AuditorTest {
    @TempDir
    private Path directory;

    private LiveAccount account;
    private Environment staging;
    private Environment production;

    @BeforeEach
    void start() throws Exception {
        account = new LiveAccount(directory.resolve("state"));
        Files.createDirectory(directory.resolve("migrations"));
        staging = Environments.staging(directory);
        production = Environments.like(
                staging,
                "production",
                Optional.of("staging"),
                Map.of("DB", database("shop-db", account.create("shop-db"), List.of("users"))));
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void namesForEachObjectThatIsMissingItsMigrationAndTheStatementsThatMakeIt() throws Exception {
        migrate("0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);", staging, production);
        migrate("0009_log.sql", "CREATE TABLE access_log (at TEXT);\nCREATE INDEX log_at ON access_log (at);", staging);
        migrate("0010_email.sql", "ALTER TABLE users ADD COLUMN email TEXT COLLATE NOCASE;", staging);
        migrate("0011_index.sql", "CREATE UNIQUE INDEX users_email ON users (email);", staging);

        assertThat(items())
                .containsExactly(
                        item(
                                "table",
                                "access_log",
                                List.of("0009_log.sql"),
                                "CREATE TABLE access_log (at TEXT)",
                                "CREATE INDEX log_at ON access_log (at)"),
                        item(
                                "column",
                                "users.email",
                                "text collate nocase",
                                List.of("0010_email.sql"),
                                "ALTER TABLE \"users\" ADD COLUMN email TEXT COLLATE NOCASE"),
                        item(
                                "index",
                                "users_email",
                                "unique on users (email collate nocase)",
                                List.of("0011_index.sql"),
                                "CREATE UNIQUE INDEX users_email ON users (email)"));
    }

    @Test
    void findsTheStatementsOfATableWhoseNameHasALetterThatSqliteDoesNotFold() throws Exception {
        migrate("0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);", staging, production);
        migrate("0002_orders.sql", "CREATE TABLE Über (id INTEGER);\nCREATE INDEX Ö ON Über (id);", staging);

        assertThat(items())
                .extracting(DeltaItem::closing)
                .allSatisfy(closing -> assertThat(closing)
                        .isEqualTo(new Closing.Statements(
                                "production",
                                List.of("CREATE TABLE Über (id INTEGER)", "CREATE INDEX Ö ON Über (id)"))));
    }

    @Test
    void countsWhatIsInABucket() throws Exception {
        account.others
                .call("PUT", "/r2/buckets/shop-images-staging/objects/a/b.png", "12345")
                .result();
        account.others
                .call("PUT", "/r2/buckets/shop-images-staging/objects/c.png", "678")
                .result();

        assertThat(bucketOfStaging()).isInstanceOfSatisfying(BucketAudit.Counted.class, bucket -> {
            assertThat(bucket.binding()).isEqualTo("IMAGES");
            assertThat(bucket.objects()).contains(2L);
            assertThat(bucket.bytes()).contains(8L);
        });
    }

    @Test
    void doesNotTakeABucketForEmptyWhoseContentIsNotGiven() throws Exception {
        account.answers(
                "GET",
                "/r2/buckets/{bucket}/usage",
                1,
                403,
                "{\"success\":false,\"errors\":[{\"code\":10000,\"message\":\"not for this token\"}],\"result\":null}");
        account.answers(
                "GET",
                "/r2/buckets/{bucket}/usage",
                2,
                403,
                "{\"success\":false,\"errors\":[{\"code\":10000,\"message\":\"not for this token\"}],\"result\":null}");

        assertThat(bucketOfStaging()).isInstanceOf(BucketAudit.NotGiven.class);
    }

    @Test
    void saysOfABucketThatIsNotThereThatItIsNot() throws Exception {
        account.others.call("DELETE", "/r2/buckets/shop-images-staging", "").result();

        assertThat(bucketOfStaging())
                .isEqualTo(new BucketAudit.Unreadable(
                        "IMAGES", "shop-images-staging", "the account has no R2 bucket 'shop-images-staging'"));
    }

    private BucketAudit bucketOfStaging() throws InterruptedException {
        return new Auditor(account.api, Optional.empty())
                .audit(List.of(staging))
                .environments()
                .get(0)
                .buckets()
                .get(0);
    }

    @Test
    void letsWhatTheStatementsOfOneDifferenceBringWithThemCloseAnother() throws Exception {
        runs(staging, "CREATE TABLE users (id INTEGER PRIMARY KEY, boss INTEGER REFERENCES users (id))");
        runs(production, "CREATE TABLE users (id INTEGER PRIMARY KEY)");

        assertThat(items())
                .extracting(DeltaItem::kind, DeltaItem::closing)
                .containsExactly(
                        tuple(
                                "column",
                                new Closing.Statements(
                                        "production",
                                        List.of(
                                                "ALTER TABLE \"users\" ADD COLUMN boss INTEGER REFERENCES users (id)"))),
                        tuple("foreign key", new Closing.WithAnother("production")));
    }

    @Test
    void leavesToAHumanWhatSqliteCannotAddToATableThatHasRows() throws Exception {
        runs(
                staging,
                "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, mail TEXT UNIQUE,"
                        + " since TEXT DEFAULT CURRENT_TIMESTAMP)");
        runs(production, "CREATE TABLE users (id INTEGER PRIMARY KEY)");

        assertThat(items())
                .extracting(item -> item.name() + ": " + ((Closing.ByHand) item.closing()).why())
                .containsExactlyInAnyOrder(
                        "users.name: cannot be added to what production has: Cannot add a NOT NULL column with default"
                                + " value NULL: SQLITE_ERROR",
                        "users.mail: cannot be added to what production has: Cannot add a UNIQUE column: SQLITE_ERROR",
                        "users.since: cannot be added to what production has: Cannot add a column with non-constant"
                                + " default: SQLITE_ERROR",
                        "users (mail): SQLite cannot add a unique key to a table that exists: a migration must rebuild"
                                + " it");
    }

    @Test
    void leavesToAHumanWhatBothHaveAndNotAlike() throws Exception {
        migrate("0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);", staging);
        runs(production, "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)");

        DeltaItem item = items().get(0);

        assertThat(item.first()).containsExactly("text not null");
        assertThat(item.second()).containsExactly("text");
        assertThat(item.migrations()).containsExactly("0001_users.sql");
        assertThat(item.closing()).isInstanceOf(Closing.ByHand.class);
    }

    @Test
    void saysThatNoMigrationMakesWhatWasMadeByHand() throws Exception {
        migrate("0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);", staging, production);
        runs(production, "CREATE VIEW names AS SELECT id FROM users");

        DeltaItem item = items().get(0);

        assertThat(item.migrations()).isEmpty();
        assertThat(item.second()).hasSize(1);
        assertThat(item.closing())
                .isEqualTo(new Closing.Statements("staging", List.of("CREATE VIEW names AS SELECT id FROM users")));
    }

    @Test
    void namesTheFileThatTakesATableAwayAgain() throws Exception {
        migrate("0001_old.sql", "CREATE TABLE old (id INTEGER);", production);
        write("0002_drop.sql", "DROP TABLE old;");

        assertThat(items()).singleElement().satisfies(item -> {
            assertThat(item.migrations()).containsExactly("0001_old.sql");
            assertThat(item.removedBy()).contains("0002_drop.sql");
        });
    }

    @Test
    void goesOnBehindAFileThatCannotBeReplayedAndNamesIt() throws Exception {
        write("0001_alters.sql", "ALTER TABLE made_by_hand ADD COLUMN a TEXT;");
        migrate("0002_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);", staging);

        Delta delta = audit().deltas().get(0);

        assertThat(delta.items()).extracting(DeltaItem::migrations).containsExactly(List.of("0002_users.sql"));
        assertThat(delta.unreplayable()).containsExactly("0001_alters.sql");
    }

    @Test
    void tellsTheTablesApartByWhoseTheyAre() throws Exception {
        runs(production, "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT)");
        runs(production, "CREATE TABLE d4_lock (name TEXT)");
        runs(production, "CREATE TABLE d4_chat (name TEXT)");
        runs(production, "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT)");
        runs(production, "CREATE VIRTUAL TABLE search USING fts5(body)");

        assertThat(read(1).tables()).isEqualTo(new TableCounts(3, 1, 2, 1, 1, 5));
    }

    @Test
    void countsTheRowsOfTheTablesThatThePomNamesInEveryEnvironment() throws Exception {
        runs(production, "CREATE TABLE users (id INTEGER PRIMARY KEY)");
        runs(production, "INSERT INTO users VALUES (1), (2)");

        Audit audit = audit();

        assertThat(read(audit, 0).rows()).containsExactly(new RowCount("users", Optional.empty()));
        assertThat(read(audit, 1).rows()).containsExactly(new RowCount("users", Optional.of(2L)));
    }

    @Test
    void holdsTheTrackingTableAgainstTheFiles() throws Exception {
        migrate("0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);", staging);
        migrate("0002_more.sql", "CREATE TABLE more (id INTEGER PRIMARY KEY);", staging, production);
        runs(production, "INSERT INTO d1_migrations (name) VALUES ('0099_gone.sql')");

        Audit audit = audit();

        assertThat(read(audit, 0).tracking())
                .isEqualTo(new Tracking("d1_migrations", true, 2, List.of(), List.of(), Optional.empty()));
        assertThat(read(audit, 1).tracking())
                .isEqualTo(new Tracking(
                        "d1_migrations",
                        true,
                        2,
                        List.of("0001_users.sql"),
                        List.of("0099_gone.sql"),
                        Optional.empty()));
    }

    @Test
    void tellsSizeRegionAndWhatCloudflareCounts() throws Exception {
        DatabaseAudit.Read read = read(1);

        assertThat(read.bytes().orElseThrow()).isPositive();
        assertThat(read.region()).contains("WEUR");
        assertThat(read.numTables()).contains(0L);
    }

    @Test
    void needsThreeRequestsADatabaseAndOneABucketAndWritesNothing() throws Exception {
        migrate("0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);", staging, production);
        String before = account.sandbox.snapshot(LiveAccount.ID).toString();
        account.sandbox.requests().clear();

        audit();

        assertThat(account.sandbox.requests().entries())
                .hasSize(2 * 3 + 2)
                .extracting(RequestLog.Entry::method)
                .containsOnly("GET", "POST");
        assertThat(account.sandbox.snapshot(LiveAccount.ID).toString()).isEqualTo(before);
    }

    @Test
    void doesNotCallSchemasAlikeOfWhichOneCouldNotBeRead() throws Exception {
        account.answers(
                "GET",
                "/d1/database/{database}",
                1,
                400,
                "{\"success\":false,\"errors\":[{\"code\":7400,\"message\":\"not for you\"}],\"messages\":[],"
                        + "\"result\":null}");

        Audit audit = audit();

        assertThat(audit.unreadable())
                .singleElement()
                .satisfies(unreadable -> assertThat(unreadable.why()).contains("not for you"));
        assertThat(audit.deltas())
                .singleElement()
                .satisfies(delta -> assertThat(delta.trouble()).isPresent());
        assertThat(audit.drift()).isEqualTo(1);
    }

    @Test
    void countsABindingThatOnlyOneEnvironmentHasAsDrift() throws Exception {
        Environment none = Environments.like(staging, "staging", Optional.empty(), Map.of());

        Audit audit = new Auditor(account.api, Optional.empty()).audit(List.of(none, production));

        assertThat(audit.deltas())
                .containsExactly(new Delta(
                        "DB", "staging", "production", List.of(), Optional.of("only production binds it"), List.of()));
        assertThat(audit.drift()).isEqualTo(1);
    }

    @Test
    void findsNoDriftBetweenTwoThatWereMigratedAlike() throws Exception {
        migrate("0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);", staging, production);

        Audit audit = audit();

        assertThat(audit.drift()).isZero();
        assertThat(audit.deltas())
                .singleElement()
                .satisfies(delta -> assertThat(delta.isNone()).isTrue());
    }

    private static DeltaItem item(String kind, String name, List<String> migrations, String... sql) {
        return item(kind, name, "", migrations, sql);
    }

    private static DeltaItem item(String kind, String name, String definition, List<String> migrations, String... sql) {
        return new DeltaItem(
                kind,
                name,
                List.of(definition),
                List.of(),
                migrations,
                Optional.empty(),
                new Closing.Statements("production", List.of(sql)));
    }

    private Audit audit() throws InterruptedException {
        return new Auditor(account.api, Optional.empty()).audit(List.of(staging, production));
    }

    private List<DeltaItem> items() throws InterruptedException {
        Delta delta = audit().deltas().get(0);
        assertThat(delta.trouble()).isEmpty();
        return delta.items();
    }

    private DatabaseAudit.Read read(int environment) throws InterruptedException {
        return read(audit(), environment);
    }

    private static DatabaseAudit.Read read(Audit audit, int environment) {
        return (DatabaseAudit.Read)
                audit.environments().get(environment).databases().get(0);
    }

    /** Writes a file, and runs and tracks it in these environments as wrangler does. */
    private void migrate(String name, String sql, Environment... environments) throws Exception {
        write(name, sql);
        for (Environment environment : environments) {
            runs(environment, "CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
            runs(environment, sql.replace("\n", " "));
            runs(environment, "INSERT INTO d1_migrations (name) VALUES ('" + name + "')");
        }
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(directory.resolve("migrations").resolve(name), sql);
    }

    private void runs(Environment environment, String sql) throws IOException, InterruptedException {
        String id = environment.databases().values().iterator().next().id();
        account.others
                .call("POST", "/d1/database/" + id + "/query", "{\"sql\":\"" + sql + "\"}")
                .result();
    }

    private Database database(String name, String id, List<String> counted) {
        return new Database(name, id, directory.resolve("migrations"), "d1_migrations", Optional.empty(), counted);
    }
}
