package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.Environments;
import com.pmerit.d4.audit.MigrationEntry;
import com.pmerit.d4.audit.MigrationState;
import com.pmerit.d4.audit.MigrationsAuditor;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.database.baseline.Assessment;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.report.BaselineReport;
import com.pmerit.d4.report.Subject;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database whose tables were made by hand, in the embedded Cloudflare. */
final class BaselineRunTest {
    private static final String USERS = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);";
    private static final String ORDERS = "CREATE TABLE orders (id INTEGER PRIMARY KEY);";
    private static final String QUERY = "/accounts/{account}/d1/database/{database}/query";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** In the request that comes right before the batch. */
    private static final String LAST_READ = "pragma_table_info";

    @TempDir
    private Path directory;

    private Path migrations;

    @AutoClose
    private StagingCloud cloud;

    @BeforeEach
    void start() throws Exception {
        Path project = directory.resolve("shop");
        cloud = StagingCloud.ofShop(project, "");
        migrations = project.resolve("migrations");
        Files.delete(migrations.resolve("0001_products.sql"));
        Files.delete(migrations.resolve("0002_prices.sql"));
        write("0001_users.sql", USERS);
        write("0002_seed.sql", "INSERT INTO users (name) VALUES ('root');");
        write("0003_orders.sql", ORDERS);
        write("10_late.sql", "CREATE INDEX by_name ON users (name);");
        write("9_early.sql", "CREATE TABLE early (a TEXT);");
        sql(USERS + "CREATE TABLE early (a TEXT); CREATE INDEX by_name ON users (name);"
                + "CREATE TABLE by_hand (a TEXT); INSERT INTO users (name) VALUES ('mo');");
    }

    @Test
    void looksAndWritesNothingUntilItIsTold() throws Exception {
        JsonNode before = cloud.snapshot();

        BaselineRun.Ended ended = run(false, Set.of());

        assertThat(names(ended.found().orElseThrow().recorded()))
                .containsExactly("0001_users.sql", "9_early.sql", "10_late.sql");
        assertThat(ended.failure()).isEmpty();
        assertThat(ended.recorded()).isZero();
        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    @Test
    void recordsWhatIsProvenInWranglersOrderInTheTableThatWranglerMakes() throws Exception {
        BaselineRun.Ended ended = run(true, Set.of());

        assertThat(ended.failure()).isEmpty();
        assertThat(ended.recorded()).isEqualTo(3);
        assertThat(column("SELECT name FROM d1_migrations ORDER BY id", "name"))
                .containsExactly("0001_users.sql", "9_early.sql", "10_late.sql");
        assertThat(column("SELECT sql FROM sqlite_master WHERE name = 'd1_migrations'", "sql"))
                .containsExactly(
                        "CREATE TABLE \"d1_migrations\" (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,"
                                + " applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)");
        assertThat(column(
                        "SELECT name || ' ' || proof || ' ' || length(file_sha256) AS said FROM d4_migration"
                                + " ORDER BY rowid",
                        "said"))
                .containsExactly("0001_users.sql proven 64", "9_early.sql proven 64", "10_late.sql proven 64");
        assertThat(column("SELECT name FROM users", "name")).containsExactly("mo");
        assertThat(column(
                        "SELECT digest || ' ' || outcome || ' ' || (ended_at IS NOT NULL) || ' ' || note || ' '"
                                + " || (id = (SELECT max(run_id) FROM d4_migration)) AS said FROM d4_release",
                        "said"))
                .containsExactly("baseline DONE 1 3 files are recorded 1");
        assertThat(column("SELECT expires_at FROM d4_lock", "expires_at")).containsExactly("0");
    }

    @Test
    void findsNothingToDoTheSecondTimeAndWritesNothing() throws Exception {
        run(true, Set.of());
        JsonNode before = cloud.snapshot();

        BaselineRun.Ended again = run(true, Set.of());

        assertThat(again.recorded()).isZero();
        assertThat(again.failure()).isEmpty();
        assertThat(names(again.found().orElseThrow().remaining())).containsExactly("0002_seed.sql", "0003_orders.sql");
        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    @Test
    void recordsAnAttestationAsOneAndTellsWhoseItIs() throws Exception {
        BaselineRun.Ended ended = run(true, Set.of("0002_seed.sql"));

        assertThat(ended.recorded()).isEqualTo(4);
        assertThat(column("SELECT name FROM d1_migrations ORDER BY id", "name"))
                .containsExactly("0001_users.sql", "0002_seed.sql", "9_early.sql", "10_late.sql");
        List<MigrationEntry> entries = entries();
        assertThat(entries)
                .filteredOn(entry -> entry.state() == MigrationState.APPLIED)
                .extracting(entry -> entry.name() + ": "
                        + entry.noted()
                                .flatMap(MigrationEntry.Noted::recording)
                                .map(MigrationEntry.Recording::attested)
                                .map(attested -> attested ? "attested" : "proven")
                                .orElse("applied"))
                .containsExactly(
                        "0001_users.sql: proven",
                        "0002_seed.sql: attested",
                        "9_early.sql: proven",
                        "10_late.sql: proven");
        assertThat(entries.get(1)
                        .noted()
                        .flatMap(MigrationEntry.Noted::recording)
                        .orElseThrow()
                        .author())
                .isNotBlank();
    }

    @Test
    void refusesANameThatNoFileHasAndNamesThoseThatNeedAWord() throws Exception {
        JsonNode before = cloud.snapshot();

        StepResult.Failed failed = run(true, Set.of("0002_seeds.sql")).failure().orElseThrow();

        assertThat(failed.summary()).isEqualTo("-Dd4.attest=0002_seeds.sql: there is no such migration file");
        assertThat(failed.remedy()).isEqualTo("files that somebody may vouch for: 0002_seed.sql");
        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    @Test
    void showsTheCommandAsAShellTakesItAndWhichNameCannotStandInIt() throws Exception {
        write("0004 more.sql", "INSERT INTO users (name) VALUES ('ada');");
        write("0005_one,two.sql", "INSERT INTO users (name) VALUES ('eve');");
        BaselineRun.Ended ended = run(false, Set.of());

        BaselineReport report = cloud.build(
                ExchangeListener.NONE,
                (bench, target) -> new BaselineFindings(
                                "DB",
                                database(target),
                                new BaselineFindings.Commands("mvn d4:baseline", "mvn d4:reconcile"))
                        .report(
                                new Subject("d4:baseline", "shop", Optional.of("staging"), true, Optional.empty()),
                                Instant.EPOCH,
                                ended));

        assertThat(report.next())
                .filteredOn(next -> next.what().equals("if they ran"))
                .extracting(BaselineReport.Next::command)
                .containsExactly("mvn d4:baseline '-Dd4.attest=0002_seed.sql,0004 more.sql'");
        assertThat(report.next())
                .filteredOn(next -> next.what().equals("to name it"))
                .extracting(BaselineReport.Next::command)
                .containsExactly("git mv " + migrations.resolve("0005_one,two.sql") + " "
                        + migrations.resolve("0005_one_two.sql"));
    }

    @Test
    void recordsNoFileOfWhichNothingIsThereOnAnybodysWord() throws Exception {
        JsonNode before = cloud.snapshot();

        StepResult.Failed failed =
                run(true, Set.of("0003_orders.sql")).failure().orElseThrow();

        assertThat(failed.summary())
                .isEqualTo("0003_orders.sql cannot be attested: what is missing of it would stay missing");
        assertThat(failed.details()).containsExactly("0003_orders.sql lacks table orders");
        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    @Test
    void takesTheSameCommandAgainWhenAllOfItIsRecorded() throws Exception {
        run(true, Set.of("0002_seed.sql"));

        BaselineRun.Ended again = run(true, Set.of("0002_seed.sql"));

        assertThat(again.failure()).isEmpty();
        assertThat(again.recorded()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP INDEX by_name",
                "ALTER TABLE users RENAME COLUMN name TO title",
                "CREATE TABLE another (a TEXT)",
                "DROP TABLE by_hand"
            })
    void recordsNothingWhenTheSchemaMovedSinceItWasProven(String change) throws Exception {
        BaselineRun.Ended ended = whileSomebodyElse(change);

        StepResult.Failed failed = ended.failure().orElseThrow();
        assertThat(failed.summary())
                .isEqualTo("nothing was recorded: shop-db-staging was changed while the files were being proven");
        assertThat(failed.details())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("new: ") || line.startsWith("gone: "));
        assertThat(failed.safe()).isTrue();
        assertThat(column("SELECT name FROM d1_migrations", "name")).isEmpty();
        assertThat(column("SELECT name FROM d4_migration", "name")).isEmpty();
        assertThat(column("SELECT expires_at FROM d4_lock", "expires_at")).containsExactly("0");
    }

    @Test
    void recordsNothingWhenSomebodyElseListedAFileSinceItWasProven() throws Exception {
        BaselineRun.Ended ended = whileSomebodyElse("INSERT INTO d1_migrations (name) VALUES ('0003_orders.sql')");

        assertThat(ended.failure().orElseThrow().details()).containsExactly("d1_migrations: new: 0003_orders.sql");
        assertThat(column("SELECT name FROM d1_migrations", "name")).containsExactly("0003_orders.sql");
    }

    @Test
    void recordsNothingWhenTheLockIsLost() throws Exception {
        BaselineRun.Ended ended =
                whileSomebodyElse("UPDATE d4_lock SET owner = 'eve', fence = fence + 1, expires_at = unixepoch() + 99");

        assertThat(ended.failure().orElseThrow().summary())
                .isEqualTo("nothing was recorded: this run lost its lock to another one");
        assertThat(column("SELECT name FROM d1_migrations", "name")).isEmpty();
    }

    @Test
    void saysThatWhatItRecordedIsMissingInTheHistoryWhenThatCannotBeWritten() throws Exception {
        BaselineRun.Ended ended = whileSomebodyElse("CREATE TRIGGER no_rows BEFORE INSERT ON d4_release"
                + " BEGIN SELECT RAISE(ABORT, 'no rows here'); END");

        assertThat(ended.recorded()).isEqualTo(3);
        StepResult.Failed failed = ended.failure().orElseThrow();
        assertThat(failed.summary()).isEqualTo("what was done is not on record");
        assertThat(failed.liveNow()).isEqualTo("3 files are recorded");
        assertThat(failed.details()).singleElement().asString().contains("no rows here");
        assertThat(column("SELECT expires_at FROM d4_lock", "expires_at")).containsExactly("0");
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void readsBackWhatBecameOfABatchWhoseAnswerWasLost(Moment moment) throws Exception {
        BaselineRun.Ended ended = run(
                true,
                Set.of(),
                step -> {},
                after(
                        LAST_READ,
                        () -> cloud.sandbox
                                .faults()
                                .add(new Fault("POST", new Fault.Template(QUERY), 1, 1, new Fault.Drop(moment)))));

        assertThat(ended.failure()).isEmpty();
        assertThat(ended.recorded()).isEqualTo(3);
        assertThat(column("SELECT name FROM d1_migrations ORDER BY id", "name"))
                .containsExactly("0001_users.sql", "9_early.sql", "10_late.sql");
        assertThat(column("SELECT name FROM d4_migration", "name")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "baseline", "record", "unlock"})
    void isFinishedByTheSameCommandOrHasNothingToDoAfterItWasKilled(String before) throws Exception {
        assertThatThrownBy(() -> run(
                        true,
                        Set.of(),
                        step -> {
                            if (step.id().equals(before)) {
                                throw new IllegalStateException("killed");
                            }
                        },
                        ExchangeListener.NONE))
                .hasMessage("killed");
        if (!before.equals("lock")) {
            cloud.locksRunOut();
        }

        assertThat(run(true, Set.of()).failure()).isEmpty();
        assertThat(column("SELECT name FROM d1_migrations ORDER BY id", "name"))
                .containsExactly("0001_users.sql", "9_early.sql", "10_late.sql");
    }

    /** Tables that an earlier d4 or a person made. */
    @Test
    void recordsInTablesOfEarlierTimes() throws Exception {
        sql("CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP"
                + " DEFAULT CURRENT_TIMESTAMP NOT NULL); INSERT INTO d1_migrations (name) VALUES ('0001_users.sql');"
                + "CREATE TABLE d4_migration (tracking TEXT NOT NULL, name TEXT NOT NULL, run_id TEXT NOT NULL,"
                + " file_sha256 TEXT NOT NULL, meaning_sha256 TEXT NOT NULL, applied_at TEXT NOT NULL,"
                + " PRIMARY KEY (tracking, name))");

        BaselineRun.Ended ended = run(true, Set.of());

        assertThat(ended.failure()).isEmpty();
        assertThat(column("SELECT name FROM d1_migrations ORDER BY id", "name"))
                .containsExactly("0001_users.sql", "9_early.sql", "10_late.sql");
        assertThat(column("SELECT proof FROM d4_migration", "proof")).containsExactly("proven", "proven");
    }

    @Test
    void refusesATrackingTableThatTakesANameTwice() throws Exception {
        sql("CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT)");

        StepResult.Failed failed = run(true, Set.of()).failure().orElseThrow();

        assertThat(failed.summary()).isEqualTo("the table d1_migrations of shop-db-staging takes the same name twice");
        assertThat(failed.remedy()).contains("CREATE UNIQUE INDEX d1_migrations_name ON d1_migrations (name)");
        assertThat(column("SELECT name FROM d1_migrations", "name")).isEmpty();
    }

    private List<MigrationEntry> entries() throws Exception {
        return cloud.build(
                ExchangeListener.NONE,
                (bench, target) -> new MigrationsAuditor(target.account())
                        .audit(List.of(target.environment()))
                        .databases()
                        .get(0)
                        .entries());
    }

    private BaselineRun.Ended run(boolean apply, Set<String> attested) throws Exception {
        return run(apply, attested, step -> {}, ExchangeListener.NONE);
    }

    /** Somebody else does this between the last look and the batch. */
    private BaselineRun.Ended whileSomebodyElse(String does) throws Exception {
        return run(true, Set.of(), step -> {}, after(LAST_READ, () -> sql(does)));
    }

    private BaselineRun.Ended run(
            boolean apply, Set<String> attested, Consumer<Step> beforeEach, ExchangeListener listener)
            throws Exception {
        return cloud.build(
                listener,
                (bench, target) -> new BaselineRun(
                                bench,
                                target,
                                new BaselineRun.Order(database(target), attested, apply),
                                Optional::empty,
                                Duration.ZERO,
                                line -> {},
                                beforeEach)
                        .run());
    }

    private static Database database(Target target) {
        return target.environment().databases().values().iterator().next();
    }

    /** What a test does in the middle of a run. */
    private interface Deed {
        void run() throws Exception;
    }

    /** Does something once, after a request that holds a text. */
    private static ExchangeListener after(String text, Deed deed) {
        AtomicBoolean done = new AtomicBoolean();
        return exchange -> {
            if (exchange.sent().text().contains(text) && !done.getAndSet(true)) {
                try {
                    deed.run();
                } catch (Exception broken) {
                    throw new AssertionError(broken);
                }
            }
        };
    }

    private static List<String> names(List<Assessment.Judged> files) {
        return files.stream().map(Assessment.Judged::name).toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(migrations.resolve(name), text);
    }

    private List<String> column(String statement, String column) throws Exception {
        return sql(statement).findValuesAsText(column);
    }

    /** As somebody else would run it; gives the rows of the last statement. */
    private JsonNode sql(String text) throws Exception {
        JsonNode result = cloud.others()
                .call(
                        "POST",
                        "/d1/database/" + Environments.DATABASE_ID + "/query",
                        JSON.writeValueAsString(Map.of("sql", text)))
                .result();
        return result.path(result.size() - 1).path("results");
    }
}
