package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MigrateStepTest extends ShopMigrations {
    private static final String QUERY = "/d1/database/{database}/query";
    private static final String RESULT = "{\"success\":true,\"results\":[%s],\"meta\":{}}";

    /** The calls of a run on an empty database, in their order. */
    private static final int PROOF = 2;

    private static final int PROOF_READ = 3;
    private static final int FIRST_FILE = 6;
    private static final int READ_BACK = 7;

    private final List<String> howFar = new ArrayList<>();

    @Test
    void stopsAtTheFirstFailureAndTellsPlaceStatementAndSqlitesWords() throws Exception {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");
        write(
                "0002_prices.sql",
                "CREATE TABLE prices (cents INTEGER);\n\n  INSERT INTO nowhere VALUES (1);\nSELECT 1;");
        write("0003_later.sql", "CREATE TABLE later (a);");

        StepResult.Failed failed = failed();

        assertThat(failed.summary()).isEqualTo("0002_prices.sql failed and nothing of it was kept");
        assertThat(failed.details())
                .satisfiesExactly(
                        place -> assertThat(place).endsWith("0002_prices.sql:3:3"),
                        statement -> assertThat(statement).contains("INSERT INTO nowhere VALUES (1)"),
                        words -> assertThat(words).contains("no such table: nowhere"));
        assertThat(failed.liveNow())
                .isEqualTo("the Worker is as it was; on shop-db-staging 0001_products.sql stays applied");
        assertThat(failed.remedy()).startsWith("mend the file");
        assertThat(failed.safe()).isTrue();
        assertThat(tracked()).containsExactly("0001_products.sql");
        assertThat(tables()).containsExactlyInAnyOrder("products");
    }

    @Test
    void goesOnWithTheFileThatWasMended() throws Exception {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");
        write("0002_prices.sql", "CREATE TABLE prices (cents INTEGER); INSERT INTO nowhere VALUES (1);");
        failed();
        write("0002_prices.sql", "CREATE TABLE prices (cents INTEGER);");

        assertThat(run()).isInstanceOf(StepResult.Done.class);
        assertThat(howFar)
                .containsExactly(
                        "file 1 of 2, 0001_products.sql",
                        "file 2 of 2, 0002_prices.sql",
                        "file 1 of 1, 0002_prices.sql");
        assertThat(tracked()).containsExactly("0001_products.sql", "0002_prices.sql");
        assertThat(tables()).containsExactlyInAnyOrder("products", "prices");
    }

    @Test
    void takesAFileThatAnotherRunAppliedInTheMeantimeForApplied() throws Exception {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");
        run();
        MigrationName name = new MigrationName("0001_products.sql");
        MigrationFile again = new MigrationFile(
                name, directory.resolve("migrations"), "CREATE TABLE products (id INTEGER PRIMARY KEY);");
        LiveDatabase database = new LiveDatabase(account.api, Environments.database(directory));

        AppliedFile outcome = new MigrationRun(database, again, account.time.waiting()).apply();

        assertThat(outcome).isInstanceOf(AppliedFile.Applied.class);
        assertThat(tracked()).containsExactly("0001_products.sql");
    }

    @Test
    void refusesADatabaseThatReportsAFailingBatchAsDone() throws Exception {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");
        account.answers("POST", QUERY, PROOF, 200, success(RESULT.formatted(""), RESULT.formatted("")));

        StepResult.Failed failed = failed();

        assertThat(failed.summary())
                .startsWith("shop-db-staging does not take a batch as one transaction")
                .contains("a batch that had to fail was reported as done");
        assertThat(failed.remedy()).contains("npx wrangler d1 migrations apply");
        assertThat(tables()).isEmpty();
    }

    @Test
    void refusesADatabaseThatKeepsHalfOfAFailedBatch() throws Exception {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");
        account.answers("POST", QUERY, PROOF_READ, 200, success(RESULT.formatted("{\"tables\":1}")));

        StepResult.Failed failed = failed();

        assertThat(failed.summary())
                .startsWith("shop-db-staging does not take a batch as one transaction")
                .contains("left the table d4_canary_");
        assertThat(tables()).isEmpty();
    }

    @Test
    void doesNotBlameTheDatabaseForATrialThatCouldNotBeMade() throws Exception {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");
        account.drops("POST", QUERY, PROOF, 1, Moment.AFTER_ACTING);

        StepResult.Failed failed = failed();

        assertThat(failed.summary()).startsWith("it could not be tried whether shop-db-staging takes a batch");
        assertThat(failed.remedy()).isEqualTo("run the same command again");
        assertThat(run()).isInstanceOf(StepResult.Done.class);
    }

    @Test
    void refusesATrackingTableThatTakesANameTwiceUntilItIsMended() throws Exception {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");
        sql("CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT, applied_at TIMESTAMP)");

        StepResult.Failed failed = failed();

        assertThat(failed.summary()).isEqualTo("the table d1_migrations of shop-db-staging takes the same name twice");
        String mend = failed.remedy().replaceFirst(".*--command \"", "").replaceFirst("\"$", "");
        sql(mend);
        assertThat(run()).isInstanceOf(StepResult.Done.class);
        assertThat(tables()).containsExactlyInAnyOrder("products");
    }

    @Test
    void saysWhatTheTrackingTableDoesNotListAfterwards() throws Exception {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");
        account.answers("POST", QUERY, READ_BACK, 200, success(RESULT.formatted("{\"name\":\"0000_other.sql\"}")));

        StepResult.Failed failed = failed();

        assertThat(failed.summary()).isEqualTo("d1_migrations does not list what was just applied");
        assertThat(failed.details()).containsExactly("0001_products.sql");
    }

    @Test
    void doesNotKnowWhatBecameOfAFileWhenNothingAnswersAnyMore() throws Exception {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");
        account.drops("POST", QUERY, FIRST_FILE, 1_000, Moment.AFTER_ACTING);

        StepResult.Failed failed = failed();

        assertThat(failed.summary()).startsWith("it is not known whether 0001_products.sql was applied");
        assertThat(failed.remedy()).contains("reads the tracking table first");
        account.sandbox.faults().clear();
        assertThat(run()).isEqualTo(new StepResult.AlreadyDone("1 applied, none pending", Progress.none()));
    }

    @Test
    void findsAFileWhoseAnswerWasLostInTheTrackingTable() throws Exception {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY); INSERT INTO products VALUES (1);");
        account.drops("POST", QUERY, FIRST_FILE, 1, Moment.AFTER_ACTING);

        assertThat(run()).isInstanceOf(StepResult.Done.class);

        assertThat(tracked()).containsExactly("0001_products.sql");
        assertThat(sql("SELECT count(*) AS n FROM products").get(0).path("n").asInt())
                .isEqualTo(1);
        assertThat(account.time.passed()).isZero();
    }

    @Test
    void sendsAFileThatNeverArrivedOnceMoreAfterTheTimeThatARequestMayTake() throws Exception {
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");
        account.drops("POST", QUERY, FIRST_FILE, 1, Moment.BEFORE_ACTING);

        assertThat(run()).isInstanceOf(StepResult.Done.class);

        assertThat(tracked()).containsExactly("0001_products.sql");
        assertThat(account.time.passed()).isGreaterThan(Duration.ofSeconds(30));
    }

    @Test
    void appliesPendingFilesInWranglersOrderAndOnlyOnce() throws Exception {
        write("0010_later.sql", "INSERT INTO products VALUES (10);");
        write("0002_first.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY);");

        StepResult.Done done = (StepResult.Done) run();

        assertThat(done.summary()).isEqualTo("2 applied: 0002_first.sql to 0010_later.sql");
        assertThat(done.details()).containsExactly("0002_first.sql", "0010_later.sql");
        assertThat(tracked()).containsExactly("0002_first.sql", "0010_later.sql");
        JsonNode after = account.sandbox.snapshot(LiveAccount.ID);
        assertThat(run()).isEqualTo(new StepResult.AlreadyDone("2 applied, none pending", Progress.none()));
        assertThat(account.sandbox.snapshot(LiveAccount.ID)).isEqualTo(after);
    }

    @Test
    void hasNothingToDoWhereNoDatabaseIsBound() throws Exception {
        staging = staging.withDatabases(Map.of());

        assertThat(run()).isEqualTo(new StepResult.NotNeeded("staging binds no database"));
    }

    private StepResult run() throws InterruptedException {
        return new MigrateStep(staging, account.api, account.time.waiting(), Optional.empty(), howFar::add)
                .run(Progress.none());
    }

    private StepResult.Failed failed() throws InterruptedException {
        StepResult result = run();
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        return (StepResult.Failed) result;
    }

    private List<String> tracked() throws Exception {
        return sql("SELECT name FROM d1_migrations ORDER BY id").findValuesAsText("name");
    }

    private List<String> tables() throws Exception {
        return sql("SELECT name FROM sqlite_master WHERE type = 'table'").findValuesAsText("name").stream()
                .filter(name ->
                        !name.startsWith("_cf_") && !name.startsWith("sqlite_") && !name.equals("d1_migrations"))
                .toList();
    }

    /** As somebody else would run it; gives the rows. */
    private JsonNode sql(String text) throws Exception {
        return account.others
                .call(
                        "POST",
                        "/d1/database/" + Environments.DATABASE_ID + "/query",
                        "{\"sql\":\"" + text.replace("\"", "\\\"") + "\"}")
                .result()
                .path(0)
                .path("results");
    }

    private static String success(String... results) {
        return "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":[" + String.join(",", results) + "]}";
    }
}
