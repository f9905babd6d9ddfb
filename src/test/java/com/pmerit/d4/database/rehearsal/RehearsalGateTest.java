package com.pmerit.d4.database.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.WritingRequests;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.database.ShopMigrations;
import com.pmerit.d4.database.rehearsal.DatabaseRehearsal.Answered;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pending files held against a target that has rows: two users who share a plan, one of them without a name. */
final class RehearsalGateTest extends ShopMigrations {
    private static final String SCHEMA = """
            CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, plan TEXT NOT NULL);
            CREATE TABLE sessions (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE);
            CREATE TABLE notes (id INTEGER PRIMARY KEY, user_id INTEGER, text TEXT);
            """;
    private static final String REBUILD = """
            CREATE TABLE users_new (%s);
            INSERT INTO users_new (id, name, plan) SELECT id, %s, plan FROM users;
            DROP TABLE users;
            ALTER TABLE users_new RENAME TO users;
            """;
    private static final String NOTES = """
            CREATE TABLE notes_new (%s);
            INSERT INTO notes_new SELECT * FROM notes;
            DROP TABLE notes;
            ALTER TABLE notes_new RENAME TO notes;
            """;

    /** A database that takes so many times as long for writing a row as for counting it. */
    private static final double VERY_SLOW = 1e9;

    @BeforeEach
    void start() throws IOException {
        write("0001_schema.sql", SCHEMA);
        run(SCHEMA.split(";\n"));
        run(
                "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,"
                        + " applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)",
                "INSERT INTO d1_migrations (name) VALUES ('0001_schema.sql')");
    }

    @Test
    void failsForARebuildThatTakesTheRowsOfAChildAlongAndSaysHowManyTheTargetHas() throws IOException {
        populate();
        write("0002_rebuild.sql", REBUILD.formatted("id INTEGER PRIMARY KEY, name TEXT, plan TEXT NOT NULL", "name"));

        Verdict.Failed failed = failed();

        assertThat(failed.summary()).isEqualTo("1 file, 4 statements rehearsed: 1 finding");
        assertThat(failed.details())
                .containsExactly("migrations/0002_rebuild.sql:3:1 rows-lost: sessions: 3 rows before, 0 after, by"
                        + " sessions (user_id) references users (id) on delete cascade; on the target: 3 rows of"
                        + " sessions that refer to users");
        assertThat(failed.remedy())
                .startsWith("rebuild the table with its children's rows stashed")
                .contains("-- d4:allow rows-lost reason")
                .endsWith("mvn d4:rehearse -Dd4.environment=staging");
    }

    /** Its canary rows violate every check that is new, so that what stands behind the first failure must be tried too. */
    @Test
    void failsForTheChildOfARebuildWhoseNewCheckHoldsOnTheTarget() throws IOException {
        populate();
        write(
                "0002_rebuild.sql",
                REBUILD.formatted(
                        "id INTEGER PRIMARY KEY, name TEXT, plan TEXT NOT NULL CHECK (plan IN ('free', 'paid'))",
                        "name"));

        Verdict.Failed failed = failed();

        assertThat(failed.details()).hasSize(2);
        assertThat(failed.details().get(0))
                .contains("0002_rebuild.sql:3:1 rows-lost: sessions: 1 rows before, 0 after");
        assertThat(failed.details().get(1))
                .contains("0002_rebuild.sql:2:1 check-on-existing: it holds on the target now: no row");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE UNIQUE INDEX one_plan ON users (plan);"
                        + "| unique-on-existing: it fails on the target: 2 rows of users alike in (plan)",
                "CREATE UNIQUE INDEX one_plan ON users (lower(plan) DESC) WHERE id > 0;"
                        + "| unique-on-existing: it fails on the target: 2 rows of users alike in (lower(plan))",
                "ALTER TABLE users ADD COLUMN born TEXT NOT NULL;"
                        + "| fails-on-rows: it fails on the target: 2 rows of users",
                "ALTER TABLE users ADD COLUMN born TEXT DEFAULT CURRENT_TIMESTAMP;"
                        + "| fails-on-rows: it fails on the target: 2 rows of users",
                "ALTER TABLE users ADD COLUMN age INTEGER DEFAULT 1 CHECK (age > id);"
                        + "| check-on-existing: it fails on the target: 2 rows of users that violate the check age > id",
                "DELETE FROM notes WHERE text = 'a';| rows-lost: rows go on the target: 1 row of notes that DELETE takes",
                "DROP TABLE notes;| table-gone: notes: dropped with its 3 rows; on the target: 2 rows of notes",
                "WITH old AS (SELECT id FROM notes WHERE text = 'a') DELETE FROM notes WHERE id IN (SELECT id FROM old);"
                        + "| rows-lost: rows go on the target: 1 row of notes that DELETE takes",
            })
    void failsForAStatementThatTheTargetsRowsDoNotAllow(String sql, String finding) throws IOException {
        populate();
        write("0002_next.sql", sql);

        assertThat(failed().details()).singleElement().asString().endsWith("0002_next.sql:1:1 " + finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), text TEXT"
                        + "| fails-on-rows: it fails on the target: 1 row for notes_new whose (user_id) is not in users (id)",
                "id INTEGER PRIMARY KEY, user_id INTEGER, text TEXT NOT NULL"
                        + "| not-null-on-existing: it fails on the target: 1 row for notes_new with NULL in text",
                "id INTEGER PRIMARY KEY, user_id INTEGER CHECK (user_id > 1), text TEXT"
                        + "| check-on-existing: it fails on the target: 1 row for notes_new that violate the check user_id > 1",
            })
    void failsForARebuildWhoseNewConstraintTheTargetsRowsViolate(String columns, String finding) throws IOException {
        populate();
        write("0002_rebuild.sql", NOTES.formatted(columns));

        assertThat(failed().details())
                .filteredOn(line -> !line.contains("no row"))
                .singleElement()
                .asString()
                .endsWith("0002_rebuild.sql:2:1 " + finding);
    }

    /** Of the table that the rows come from they are not alike: only the new one compares them so. */
    @Test
    void failsForARebuildWhoseNewKeyIsBlindForTheCaseInWhichRowsOfTheTargetDiffer() throws IOException {
        run("CREATE UNIQUE INDEX one_text ON notes (text)", "INSERT INTO notes VALUES (1, 1, 'a'), (2, 1, 'A')");
        write("0002_rebuild.sql", NOTES.formatted("id INTEGER, user_id INTEGER, text TEXT COLLATE NOCASE UNIQUE"));

        assertThat(failed().details())
                .filteredOn(line -> !line.contains("no row"))
                .singleElement()
                .asString()
                .endsWith(
                        "0002_rebuild.sql:2:1 unique-on-existing: it fails on the target: 2 rows for notes_new alike in"
                                + " (text)");
    }

    @Test
    void failsForADropThatRowsOfTheTargetForbid() throws IOException {
        run("CREATE TABLE orders (id INTEGER PRIMARY KEY, note_id INTEGER REFERENCES notes (id))");
        populate();
        run("INSERT INTO orders VALUES (1, 1), (2, NULL)");
        write("0002_drop.sql", "DROP TABLE notes;");

        assertThat(failed().details())
                .contains("migrations/0002_drop.sql:1:1 fails-on-rows: it fails on the target: 1 row of orders that"
                        + " refer to notes by (note_id)");
    }

    @Test
    void failsForAFileThatTheSchemaOfTheTargetDoesNotTakeAndTakesNoWaiverForIt() throws IOException {
        write("0002_next.sql", "-- d4:allow fails-from-empty it does\nALTER TABLE nobody ADD COLUMN plan TEXT;");

        Verdict.Failed failed = failed();

        assertThat(failed.details())
                .singleElement()
                .asString()
                .contains(
                        "0002_next.sql:2:1 cannot-be-applied: it fails on the schema that the target has: no such table");
        assertThat(failed.remedy()).startsWith("mend the file").doesNotContain("d4:allow");
    }

    @Test
    void namesTheGoalThatProvesAFileOfWhichWhatItMakesIsThereAlready() throws IOException {
        write("0002_notes.sql", "CREATE TABLE notes (id INTEGER PRIMARY KEY, user_id INTEGER, text TEXT);");

        Verdict.Failed failed = failed();

        assertThat(failed.details()).singleElement().asString().contains("cannot-be-applied", "already exists");
        assertThat(failed.remedy())
                .startsWith("what it makes is there already: see by mvn d4:baseline -Dd4.environment=staging whether"
                        + " all of 0002_notes.sql is in effect");
    }

    /** Where the target lacks the column, SQLite would take its name for a string, which is alike in every row. */
    @Test
    void doesNotAskAboutAColumnInDoubleQuotesThatTheTargetHasNotYet() throws IOException {
        populate();
        write(
                "0002_next.sql",
                "ALTER TABLE users ADD COLUMN \"handle\" TEXT;\nCREATE UNIQUE INDEX one_handle ON users (\"handle\");");

        Verdict verdict = check();

        assertThat(verdict).isInstanceOf(Verdict.Warned.class);
        assertThat(verdict.details())
                .singleElement()
                .asString()
                .contains(
                        ":2:1 unique-on-existing: the target could not be asked: the target does not have yet what it is"
                                + " about (no such column: handle)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO kept SELECT n.text FROM users u LEFT JOIN notes n ON n.user_id = u.id;",
                "INSERT INTO kept SELECT text FROM (SELECT nullif(text, 'a') AS text FROM notes);",
                "WITH some AS (SELECT nullif(text, 'a') AS text FROM notes) INSERT INTO kept SELECT text FROM some;",
            })
    void failsForNullsThatAQueryBringsOfAColumnThatHasNone(String sql) throws IOException {
        run(
                "DROP TABLE notes",
                "CREATE TABLE notes (id INTEGER PRIMARY KEY, user_id INTEGER, text TEXT NOT NULL)",
                "INSERT INTO users VALUES (1, 'Ada', 'free'), (2, NULL, 'free')",
                "INSERT INTO notes VALUES (1, 1, 'a')");
        write("0002_next.sql", "CREATE TABLE kept (text TEXT NOT NULL);\n" + sql);

        assertThat(failed().details())
                .anyMatch(
                        line -> line.endsWith(
                                "0002_next.sql:2:1 not-null-on-existing: it fails on the target: 1 row for kept with NULL in text"));
    }

    @Test
    void warnsOfAStatementThatCouldNotBeTried() throws IOException {
        populate();
        write("0002_seed.sql", "INSERT INTO sessions VALUES (100, 77);");

        Verdict verdict = check();

        assertThat(verdict).isInstanceOf(Verdict.Warned.class);
        assertThat(verdict.summary()).endsWith("no rows lost, nothing fails, 1 not rehearsed");
        assertThat(verdict.details()).singleElement().asString().contains("0002_seed.sql:1:1 not-rehearsed: ");
    }

    @Test
    void failsForAColumnThatHasAnotherNameOnTheTargetSoThatItCannotBeAsked() throws IOException {
        populate();
        write(
                "0002_rename.sql",
                "ALTER TABLE users RENAME COLUMN plan TO tier;\nCREATE UNIQUE INDEX one_tier ON users (tier);");

        assertThat(failed().details())
                .singleElement()
                .asString()
                .contains(":2:1 unique-on-existing: the target could not be asked: an earlier statement of the pending"
                        + " files renames a column");
    }

    @Test
    void failsForAnUpdateOfWhichNobodyCanSayWhetherItFailsOnTheTarget() throws IOException {
        run("CREATE UNIQUE INDEX one_text ON notes (text)");
        populate();
        write("0002_fill.sql", "UPDATE notes SET text = 'same';");

        assertThat(failed().details())
                .singleElement()
                .asString()
                .contains(":1:1 unique-on-existing: it runs on empty tables and fails on canary rows: UNIQUE constraint"
                        + " failed: notes.text")
                .endsWith("the target could not be asked whether its rows do");
    }

    @Test
    void failsWhenTheSchemaCannotBeRead() {
        account.drops("POST", "/d1/database/{database}/query", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(failed().summary()).isEqualTo("the applied migrations of shop-db-staging cannot be read");
    }

    @Test
    void failsWhenTheRowsCannotBeAskedAbout() throws IOException {
        write("0002_next.sql", "CREATE UNIQUE INDEX one_plan ON users (plan);");
        account.drops("POST", "/d1/database/{database}/query", 2, 1_000, Moment.BEFORE_ACTING);

        assertThat(failed().summary()).isEqualTo("shop-db-staging could not be asked about its rows");
    }

    @Test
    void warnsWhereADatabaseIsBoundAndThereIsNoFile() throws IOException {
        Files.delete(directory.resolve("migrations/0001_schema.sql"));

        assertThat(check()).isInstanceOf(Verdict.Warned.class);
    }

    @Test
    void warnsOfATableThatTakesNoCanaryRow() throws IOException {
        run("CREATE TABLE odd (id INTEGER PRIMARY KEY, code TEXT NOT NULL CHECK (code = 'a' AND code = 'b'))");
        write("0002_next.sql", "CREATE TABLE more (id INTEGER PRIMARY KEY);");

        Verdict verdict = check();

        assertThat(verdict).isInstanceOf(Verdict.Warned.class);
        assertThat(verdict.details()).singleElement().asString().startsWith("not rehearsed: the rows of odd, for ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE UNIQUE INDEX one_text ON notes (text);"
                        + "| unique-on-existing: it holds on the target now: no row of notes alike in (text)",
                "ALTER TABLE orders ADD COLUMN born TEXT NOT NULL;"
                        + "| fails-on-rows: it holds on the target now: no row of orders",
                "DROP TABLE orders;| table-gone: orders: dropped with its 3 rows; on the target: no row of orders",
            })
    void passesWhatTheTargetsRowsAllowAndSaysSo(String sql, String finding) throws IOException {
        run("CREATE TABLE orders (id INTEGER PRIMARY KEY)");
        populate();
        write("0002_next.sql", sql);

        Verdict verdict = check();

        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        assertThat(verdict.summary())
                .isEqualTo(
                        "1 file, 1 statement rehearsed: no rows lost, nothing fails, 1 held against the target's rows");
        assertThat(verdict.details()).singleElement().asString().endsWith(":1:1 " + finding);
    }

    @Test
    void passesARebuildThatMendsItsRowsOnTheWay() throws IOException {
        populate();
        write(
                "0002_rebuild.sql",
                NOTES.formatted("id INTEGER PRIMARY KEY, user_id INTEGER, text TEXT NOT NULL")
                        .replace("SELECT *", "SELECT id, user_id, coalesce(text, '')"));

        assertThat(check()).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void passesWhatAWaiverAllowsAndRepeatsItsReason() throws IOException {
        populate();
        write("0002_drop.sql", "-- d4:allow table-gone nobody reads notes any more\nDROP TABLE notes;");

        Verdict verdict = check();

        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        assertThat(verdict.summary()).endsWith("no rows lost, nothing fails, 1 waived");
        assertThat(verdict.details())
                .singleElement()
                .asString()
                .startsWith("waived: ")
                .endsWith("2 rows of notes (nobody reads notes any more)");
    }

    @Test
    void passesWhatWouldFailOnRowsOfATableThatThePendingFilesMake() throws IOException {
        write("0002_orders.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY);");
        write("0003_born.sql", "ALTER TABLE orders ADD COLUMN born TEXT NOT NULL;");
        write("0004_gone.sql", "DROP TABLE orders;");

        Verdict verdict = check();

        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        assertThat(verdict.details())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .endsWith("; the target has no such rows: the pending files make orders themselves"));
    }

    @Test
    void passesWhenNothingIsPendingAndSaysSo() {
        assertThat(check()).isEqualTo(new Verdict.Passed("nothing pending: the 1 file is applied"));
    }

    @Test
    void passesADatabaseWithoutTrackingTableOnWhichAllFilesArePending() throws IOException {
        run("DROP TABLE sessions", "DROP TABLE users", "DROP TABLE notes", "DROP TABLE d1_migrations");

        assertThat(check().summary()).isEqualTo("1 file, 3 statements rehearsed: no rows lost, nothing fails");
    }

    @Test
    void failsForAFileThatWorksThroughMoreRowsThanARequestMayLast() throws IOException {
        populate();
        write("0002_next.sql", "UPDATE users SET plan = 'paid';\nCREATE INDEX by_user ON sessions (user_id);");

        Verdict verdict = check(VERY_SLOW);

        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict.details())
                .singleElement()
                .asString()
                .matches(
                        "migrations/0002_next\\.sql:[12]:1 long-running: the file would take the target about [\\d,]+ s, and D1"
                                + " ends a request after 30 s: it works through 3 rows of sessions, read in [\\d.]+ s; 2 rows of"
                                + " users, read in [\\d.]+ s, and writing takes at least 1,000,000,000 times as long as reading");
    }

    @Test
    void passesALongFileThatAWaiverAllows() throws IOException {
        populate();
        write("0002_next.sql", "-- d4:allow long-running at night\nUPDATE users SET plan = 'paid';");

        assertThat(check(VERY_SLOW)).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void doesNotTimeAFileThatFindsItsRowsByTheirKey() throws IOException {
        populate();
        write("0002_next.sql", "UPDATE users SET plan = 'paid' WHERE id = 1;");

        assertThat(check(VERY_SLOW)).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void asksInTwoRequestsThatOnlyRead() throws IOException {
        populate();
        write("0002_next.sql", "CREATE UNIQUE INDEX one_name ON users (name);");
        write("0003_next.sql", NOTES.formatted("id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, text TEXT"));
        write("0004_next.sql", "DELETE FROM sessions WHERE id > 2;");
        WritingRequests requests = new WritingRequests();
        Credential credential = new Credential(SecretValue.of(account.sandbox.token()), "the test");
        try (CloudflareApi api = new CloudflareApi(
                ApiSettings.of(account.sandbox.api(), credential, "1"),
                account.time.waiting(),
                new Redactor(),
                requests)) {
            DatabaseRehearsal rehearsal =
                    new Rehearsals(directory).onTarget(api.account(new AccountId(LiveAccount.ID)), staging, "DB");

            assertThat(rehearsal.probes())
                    .extracting(Answered::file)
                    .contains("migrations/0002_next.sql", "migrations/0003_next.sql", "migrations/0004_next.sql");
            assertThat(requests.writing()).isEmpty();
            assertThat(requests.count()).isEqualTo(2);
        }
    }

    @Test
    void runsAHistoryFromEmptyAndAsksNobody() throws IOException {
        write("0002_rebuild.sql", REBUILD.formatted("id INTEGER PRIMARY KEY, name TEXT, plan TEXT NOT NULL", "name"));
        write("0003_next.sql", "ALTER TABLE users ADD COLUMN born TEXT NOT NULL;");

        DatabaseRehearsal history =
                new Rehearsals(directory).fromEmpty(Environments.database(directory), Optional.empty());
        DatabaseRehearsal later =
                new Rehearsals(directory).fromEmpty(Environments.database(directory), Optional.of("0003_next.sql"));

        assertThat(history.findings(Finding.Standing.FAILS))
                .extracting(Finding::code)
                .containsExactly("rows-lost", "fails-on-rows");
        assertThat(later.findings(Finding.Standing.FAILS))
                .extracting(Finding::code)
                .containsExactly("fails-on-rows");
        assertThat(history.files().get(1).rows())
                .contains(new FileRehearsal.RowCount("sessions", Optional.of(3L), Optional.of(0L)));
    }

    private void populate() {
        run(
                "INSERT INTO users VALUES (1, 'Ada', 'free'), (2, NULL, 'free')",
                "INSERT INTO sessions VALUES (1, 1), (2, 1), (3, 2)",
                "INSERT INTO notes VALUES (1, 1, 'a'), (2, 9, NULL)");
    }

    private void run(String... statements) {
        account.api
                .databases()
                .write(
                        Environments.DATABASE_ID,
                        Stream.of(statements).map(SqlStatement::of).toList())
                .orElseThrow();
    }

    private Verdict.Failed failed() {
        Verdict verdict = check();
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }

    private Verdict check() {
        return new RehearsalGate(staging, account.api, new Rehearsals(directory)).check();
    }

    private Verdict check(double writing) {
        return new RehearsalGate(staging, account.api, new Rehearsals(directory, writing)).check();
    }
}
