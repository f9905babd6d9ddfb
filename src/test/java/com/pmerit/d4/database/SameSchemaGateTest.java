package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate {@code migrations}, with a staging that has every migration and a production that has its own database. */
final class SameSchemaGateTest {
    @TempDir
    private Path directory;

    private LiveAccount account;
    private Environment staging;
    private Environment production;

    @BeforeEach
    void start() throws Exception {
        account = new LiveAccount(directory.resolve("state"));
        staging = Environments.staging(directory);
        production =
                named(staging).withDatabases(Map.of("DB", account.create("shop-db", directory.resolve("migrations"))));
        Files.createDirectory(directory.resolve("migrations"));
        write("0001_products.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT NOT NULL);");
        write("0002_prices.sql", "ALTER TABLE products ADD COLUMN cents INTEGER CHECK (cents > 0);");
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void failsWhenSomebodyChangedTheSchemaOfStagingByHand() throws Exception {
        migrate(staging);
        runs(staging, "CREATE TABLE agent_tasks (id INTEGER PRIMARY KEY)");

        Verdict.Failed failed = failed();

        assertThat(failed.summary())
                .isEqualTo(
                        "production would not have the schema of staging after its 2 pending migrations: 1 difference");
        assertThat(failed.details()).containsExactly("only staging: table agent_tasks");
        assertThat(failed.remedy()).endsWith("then mvn deploy -Pstaging");
    }

    @Test
    void failsWhenProductionHasWhatNoMigrationMade() throws Exception {
        migrate(staging);
        migrate(production);
        runs(production, "ALTER TABLE products ADD COLUMN stock INTEGER");
        runs(production, "CREATE INDEX products_by_name ON products (name)");

        Verdict.Failed failed = failed();

        assertThat(failed.summary()).isEqualTo("production would not have the schema of staging: 2 differences");
        assertThat(failed.details())
                .containsExactly(
                        "only production: column products.stock integer",
                        "only production: index products_by_name on products (name)");
    }

    @Test
    void failsWhenAPendingFileCannotBeAppliedToTheSchemaOfProduction() throws Exception {
        migrate(staging);
        runs(production, "CREATE TABLE products (id INTEGER PRIMARY KEY)");

        Verdict.Failed failed = failed();

        assertThat(failed.summary()).isEqualTo("production: 0001_products.sql fails on its schema");
        assertThat(failed.details().get(0)).isEqualTo("0001_products.sql:1:1");
        assertThat(failed.details().get(2)).contains("table products already exists");
        assertThat(failed.remedy())
                .startsWith("what it makes is there already: see by mvn d4:baseline -Dd4.environment=production")
                .contains("0001_products.sql");
    }

    @Test
    void failsWhenATrackingTableOfProductionListsWhatWasNeverRun() throws Exception {
        migrate(staging);
        runs(production, "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
        runs(production, "INSERT INTO d1_migrations (name) VALUES ('0001_products.sql'), ('0002_prices.sql')");

        assertThat(failed().details()).containsExactly("only staging: table products");
    }

    @Test
    void failsWhenTheSchemaCannotBeRead() throws Exception {
        migrate(staging);
        account.drops("POST", "/d1/database/{database}/query", 4, 1_000, Moment.BEFORE_ACTING);

        Verdict.Failed failed = failed();

        assertThat(failed.summary()).startsWith("the schema of shop-db").endsWith(" cannot be read");
        assertThat(failed.details()).singleElement().asString().contains("gave no answer");
    }

    @Test
    void boundsTheListOfDifferences() throws Exception {
        migrate(staging);
        String columns = IntStream.range(0, 60).mapToObj(n -> "c" + n).collect(Collectors.joining(", "));
        runs(staging, "CREATE TABLE wide (" + columns + ")");
        runs(production, "CREATE TABLE wide (c0)");

        Verdict.Failed failed = failed();

        assertThat(failed.summary()).endsWith("59 differences");
        assertThat(failed.details()).hasSize(51).last().isEqualTo("and 9 more");
    }

    @Test
    void passesWhenProductionIsEmptyAndItsPendingFilesMakeTheSchemaOfStaging() throws Exception {
        migrate(staging);

        assertThat(check())
                .isEqualTo(new Verdict.Passed(
                        "2 of 2 applied to staging, 2 of them not by d4, so that an edit would not show;"
                                + " production ends in its schema, 1 table"));
    }

    @Test
    void passesWhenBothAreMigratedAndKeepOtherRowsAndBooks() throws Exception {
        migrate(staging);
        migrate(production);
        runs(production, "INSERT INTO products (name, cents) VALUES ('chair', 9900)");
        runs(staging, "CREATE TABLE d4_lock (name TEXT PRIMARY KEY)");

        assertThat(check()).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void passesWhenAPendingFileNeedsRowsThatOnlyProductionHas() throws Exception {
        write("0003_stock.sql", """
                CREATE TABLE stock (product_id INTEGER NOT NULL REFERENCES products (id), amount INTEGER);
                """);
        migrate(staging);
        migrate(production);
        runs(staging, "INSERT INTO products (id, name) VALUES (7, 'chair')");
        runs(production, "INSERT INTO products (id, name) VALUES (7, 'chair')");
        write("0004_first_stock.sql", "INSERT INTO stock (product_id, amount) VALUES (7, 1);");
        migrate(staging);

        assertThat(check()).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void readsAFullTextTableWithoutTheTablesThatItKeepsItsRowsIn() throws Exception {
        write("0003_search.sql", "CREATE VIRTUAL TABLE search USING fts5(name);");
        migrate(staging);
        migrate(production);

        assertThat(check().summary()).endsWith("production ends in its schema, 2 tables");
    }

    @Test
    void writesNothingAnywhere() throws Exception {
        migrate(staging);
        String before = account.sandbox.snapshot(LiveAccount.ID).toString();

        assertThat(check()).isInstanceOf(Verdict.Passed.class);

        assertThat(account.sandbox.snapshot(LiveAccount.ID).toString()).isEqualTo(before);
    }

    private Verdict check() {
        return new MigrationsGate(production, Optional.of(staging), account.api).check();
    }

    private Verdict.Failed failed() {
        Verdict verdict = check();
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }

    private void migrate(Environment environment) throws InterruptedException {
        StepResult result = new MigrateStep(
                        environment, account.api, account.time.waiting(), Optional.empty(), text -> {})
                .run(Progress.none());
        assertThat(result).as("%s", result).isInstanceOf(StepResult.Done.class);
    }

    private void runs(Environment environment, String sql) throws IOException, InterruptedException {
        String database =
                Objects.requireNonNull(environment.databases().get("DB")).id();
        account.others
                .call("POST", "/d1/database/" + database + "/query", "{\"sql\":\"" + sql + "\"}")
                .result();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve("migrations").resolve(name), text);
    }

    private static Environment named(Environment staging) {
        return new Environment(
                "production",
                Optional.of("staging"),
                "shop",
                staging.script(),
                staging.url(),
                staging.databases(),
                staging.buckets(),
                staging.vars(),
                staging.smoke(),
                staging.traffic(),
                staging.wrangler());
    }
}
