package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.StatementResult;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.release.Books;
import com.pmerit.d4.release.LockOwner;
import com.pmerit.d4.release.LockTaking;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Migrations of a release that holds a lock and keeps books. */
final class BookedMigrationsTest extends ShopMigrations {
    private static final String QUERY = "/d1/database/{database}/query";
    private static final String FILE = """
            -- prices
            CREATE TABLE products (id INTEGER PRIMARY KEY);
            INSERT INTO products VALUES (1);
            """;

    /** The calls of a step that applies two files; what comes after them would not be hit. */
    private static final int CALLS = 10;

    @Test
    void refusesEachBatchOfARunWhoseLockSomebodyElseHas() throws Exception {
        write("0001_products.sql", FILE);
        Books books = holding("one");
        LiveDatabase live = live(books);
        assertThat(live.createTracking().failure()).isEmpty();
        loseTheLock();

        AppliedFile outcome = new MigrationRun(live, file("0001_products.sql"), account.time.waiting()).apply();

        assertThat(outcome)
                .isEqualTo(new AppliedFile.Stopped(
                        "0001_products.sql was not applied: this run lost its lock to another one",
                        "let the other release end, then run the same command again"));
        assertThat(tables()).contains("d1_migrations").doesNotContain("products");
        assertThat(sql("SELECT name FROM d1_migrations")).isEmpty();
        assertThat(ledger().rows().orElseThrow()).isEmpty();
    }

    @Test
    void sendsNothingForARunThatKnowsThatItsLockIsLost() throws Exception {
        write("0001_products.sql", FILE);
        Books books = holding("one");
        loseTheLock();
        account.time.waiting().sleeper().sleep(Duration.ofSeconds(30));
        String before = account.sandbox.stateHash();

        StepResult result = migrate(books, account.api.guardedBy(books.lock()));

        assertThat(result).isInstanceOf(StepResult.Failed.class);
        assertThat(result.summary()).contains("this run lost the lock of shop-staging", "run other");
        assertThat(account.sandbox.stateHash()).isEqualTo(before);
    }

    @Test
    void letsOneOfTwentyRacingBatchesPassAndKeepsNothingOfTheOthers() throws Exception {
        write(
                "0001_products.sql",
                "CREATE TABLE IF NOT EXISTS products (id INTEGER); INSERT INTO products VALUES (1);");
        LiveDatabase live = live(holding("one"));
        assertThat(live.createTracking().failure()).isEmpty();
        MigrationBatch batch = new MigrationBatch(file("0001_products.sql"));
        ExecutorService racers = Executors.newFixedThreadPool(10);
        List<Future<ApiResult<List<StatementResult>>>> races = new ArrayList<>();
        for (int racer = 0; racer < 20; racer++) {
            races.add(racers.submit(() -> live.write(batch.request(live.tracking(), live.books()))));
        }
        List<ApiFailure> refusals = new ArrayList<>();
        for (Future<ApiResult<List<StatementResult>>> race : races) {
            race.get().failure().ifPresent(refusals::add);
        }
        racers.shutdown();

        assertThat(refusals)
                .hasSize(19)
                .allMatch(ApiFailure::isSqlRefusal)
                .noneMatch(Books::isLockLost)
                .allMatch(failure -> failure.message().contains("UNIQUE constraint failed: d1_migrations.name"));
        assertThat(sql("SELECT id FROM products")).hasSize(1);
        assertThat(ledger().rows().orElseThrow()).hasSize(1);
    }

    @Test
    void notesWhichRunAppliedWhatFile() throws Exception {
        write("0001_products.sql", FILE);

        StepResult.Done done = (StepResult.Done) migrate(holding("one"));

        assertThat(done.progress().migrations()).containsExactly("0001_products.sql");
        MigrationRow row = ledger().rows().orElseThrow().get(0);
        assertThat(row.name()).isEqualTo("0001_products.sql");
        assertThat(row.runId()).isEqualTo("one");
        assertThat(row.hashes().file())
                .isEqualTo(
                        DigestUtils.sha256Hex(Files.readAllBytes(directory.resolve("migrations/0001_products.sql"))));
        assertThat(row.hashes()).isEqualTo(MigrationHashes.of(file("0001_products.sql")));
        assertThat(row.appliedAt()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void makesNoTableOfItsOwnWithoutALock() throws Exception {
        write("0001_products.sql", FILE);

        assertThat(migrate(books("one"))).isInstanceOf(StepResult.Done.class);

        assertThat(tables()).contains("products", "d1_migrations").noneMatch(name -> name.startsWith("d4"));
        assertThat(ledger().rows().orElseThrow()).isEmpty();
    }

    @Test
    void countsTheFilesThatItsOwnRunAppliedBeforeItWasKilled() throws Exception {
        write("0001_products.sql", FILE);
        migrate(holding("one"));
        write("0002_prices.sql", "CREATE TABLE prices (cents INTEGER);");

        StepResult.Done done = (StepResult.Done) migrate(holding("one"));

        assertThat(done.details()).containsExactly("0002_prices.sql");
        assertThat(done.progress().migrations()).containsExactly("0001_products.sql", "0002_prices.sql");
    }

    @Test
    void leavesOutWhatAnotherRunAppliedAndWhatWranglerDid() throws Exception {
        write("0001_products.sql", FILE);
        migrate(holding("one"));
        sql("INSERT INTO d1_migrations (name) VALUES ('0002_prices.sql')");
        write("0002_prices.sql", "CREATE TABLE prices (cents INTEGER);");
        sql("UPDATE d4_lock SET expires_at = 0");

        StepResult result = migrate(holding("next"));

        assertThat(result).isEqualTo(new StepResult.AlreadyDone("2 applied, none pending", Progress.none()));
    }

    @Test
    void appliesAFileAgainWhoseTrackingRowWasRemoved() throws Exception {
        write("0001_products.sql", FILE);
        migrate(holding("one"));
        sql("DELETE FROM d1_migrations; DROP TABLE products; UPDATE d4_lock SET expires_at = 0");

        assertThat(migrate(holding("next"))).isInstanceOf(StepResult.Done.class);

        assertThat(ledger().rows().orElseThrow())
                .singleElement()
                .satisfies(row -> assertThat(row.runId()).isEqualTo("next"));
    }

    @Test
    void keepsBooksInEachDatabaseButTheLockInTheFirst() throws Exception {
        Files.createDirectory(directory.resolve("log"));
        Files.writeString(directory.resolve("log/0001_log.sql"), "CREATE TABLE log (line TEXT);");
        Database log = account.create("shop-log-staging", directory.resolve("log"));
        Map<String, Database> databases = new LinkedHashMap<>();
        databases.put("DB", Environments.database(directory));
        databases.put("LOG", log);
        staging = staging.withDatabases(databases);
        write("0001_products.sql", FILE);
        Books books = holding("one");

        StepResult.Done done = (StepResult.Done) migrate(books);

        assertThat(done.details()).containsExactly("0001_products.sql", "0001_log.sql");
        assertThat(new MigrationLedger(account.api, log).rows().orElseThrow())
                .extracting(MigrationRow::name)
                .containsExactly("0001_log.sql");
        assertThat(books.guard(Environments.database(directory))).hasSize(1);
        assertThat(books.guard(log)).isEmpty();
    }

    static Stream<Arguments> everyCallAndMoment() {
        return IntStream.rangeClosed(1, CALLS)
                .boxed()
                .flatMap(call -> Stream.of(Moment.values()).map(moment -> Arguments.of(call, moment)));
    }

    @ParameterizedTest
    @MethodSource("everyCallAndMoment")
    void appliesEachFileOnceAndNotesItOnceWhicheverAnswerIsLost(int call, Moment moment) throws Exception {
        write("0001_products.sql", FILE);
        write("0002_prices.sql", "CREATE TABLE prices (cents INTEGER); INSERT INTO prices VALUES (1);");
        Books books = holding("one");
        account.drops("POST", QUERY, call, 1, moment);

        StepResult first = migrate(books, account.api.guardedBy(books.lock()));
        account.sandbox.faults().clear();
        StepResult second = migrate(books, account.api.guardedBy(books.lock()));

        assertThat(second).isNotInstanceOf(StepResult.Failed.class);
        assertThat(first instanceof StepResult.Failed || second instanceof StepResult.AlreadyDone)
                .isTrue();
        assertThat(sql("SELECT id FROM products")).hasSize(1);
        assertThat(sql("SELECT cents FROM prices")).hasSize(1);
        assertThat(sql("SELECT name FROM d1_migrations ORDER BY id").findValuesAsText("name"))
                .containsExactly("0001_products.sql", "0002_prices.sql");
        assertThat(ledger().rows().orElseThrow())
                .extracting(MigrationRow::name)
                .containsExactly("0001_products.sql", "0002_prices.sql");
    }

    @Test
    void hasTheSameMeaningWithOtherCommentsAndSpacesAndAnotherOneOtherwise() {
        MigrationHashes plain = hashes("INSERT INTO t VALUES ('a  b', 1);");

        assertThat(hashes("-- why\nINSERT  INTO t\n VALUES ('a  b', /* one */ 1);\n")
                        .meaning())
                .isEqualTo(plain.meaning());
        assertThat(hashes("INSERT INTO t VALUES ('a  b', 1);\n").file()).isNotEqualTo(plain.file());
        assertThat(hashes("INSERT INTO t VALUES ('a b', 1);").meaning()).isNotEqualTo(plain.meaning());
        assertThat(hashes("INSERT INTO t VALUES ('a  b', 11);").meaning()).isNotEqualTo(plain.meaning());
        assertThat(hashes("INSERT INTO t VALUES ('a  b', 1 1);").meaning())
                .isNotEqualTo(hashes("INSERT INTO t VALUES ('a  b', 11);").meaning());
    }

    private MigrationHashes hashes(String sql) {
        return MigrationHashes.of(new MigrationFile(new MigrationName("0001.sql"), directory, sql));
    }

    private Books books(String runId) {
        LockOwner owner = LockOwner.of("mo@laptop", Optional.empty(), runId);
        return Books.of(staging, account.api, owner, account.time.waiting()).orElseThrow();
    }

    private Books holding(String runId) {
        Books books = books(runId);
        assertThat(books.lock().take().orElseThrow()).isInstanceOf(LockTaking.Ours.class);
        return books;
    }

    private void loseTheLock() throws Exception {
        sql("UPDATE d4_lock SET expires_at = expires_at - 121");
        holding("other");
    }

    private StepResult migrate(Books books) throws InterruptedException {
        return migrate(books, account.api);
    }

    private StepResult migrate(Books books, AccountApi through) throws InterruptedException {
        return new MigrateStep(staging, through, account.time.waiting(), Optional.of(books), text -> {})
                .run(Progress.none());
    }

    private LiveDatabase live(Books books) {
        return new LiveDatabase(account.api, Environments.database(directory), Optional.of(books));
    }

    private MigrationLedger ledger() {
        return new MigrationLedger(account.api, Environments.database(directory));
    }

    private MigrationFile file(String name) throws IOException {
        Path path = directory.resolve("migrations").resolve(name);
        return new MigrationFile(new MigrationName(name), path, Files.readString(path));
    }

    private List<String> tables() throws Exception {
        return sql("SELECT name FROM sqlite_master WHERE type = 'table'").findValuesAsText("name");
    }

    /** As somebody else would run it; gives the rows of the last statement. */
    private JsonNode sql(String text) throws Exception {
        JsonNode result = account.others
                .call("POST", "/d1/database/" + Environments.DATABASE_ID + "/query", "{\"sql\":\"" + text + "\"}")
                .result();
        return result.path(result.size() - 1).path("results");
    }
}
