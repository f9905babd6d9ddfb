package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Fault.Hold;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that migrates is killed while the request with the second of three files is on its way. */
final class KilledInAMigrationProcessTest {
    private static final Fault.Template QUERY = new Fault.Template("/accounts/{account}/d1/database/{database}/query");

    /** Status, proof and its look, tracking table and its look, and the first file come before. */
    private static final int SECOND_FILE = 7;

    @TempDir
    private Path directory;

    private LiveAccount account;

    @BeforeEach
    void start() throws IOException {
        account = new LiveAccount(directory.resolve("state"));
        Path migrations = Files.createDirectory(directory.resolve("migrations"));
        Files.writeString(
                migrations.resolve("0001_products.sql"),
                "CREATE TABLE products (id INTEGER PRIMARY KEY); INSERT INTO products VALUES (1);");
        Files.writeString(
                migrations.resolve("0002_prices.sql"),
                "CREATE TABLE prices (cents INTEGER);\nINSERT INTO prices VALUES (100);\n"
                        + "INSERT INTO products VALUES (2);\nCREATE INDEX by_cents ON prices (cents);");
        Files.writeString(migrations.resolve("0003_later.sql"), "INSERT INTO prices VALUES (300);");
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void leavesNothingOfAFileThatWasHalfSent() throws Exception {
        try (HalfwayProxy proxy = new HalfwayProxy(account.sandbox.api().getPort(), "INSERT INTO prices")) {
            Process process = migrating(proxy.port());
            proxy.awaitHalf();
            process.destroyForcibly().waitFor();
            proxy.awaitEnd();
        }

        JsonNode killed = database();
        assertThat(killed.path("migrations").toString()).isEqualTo("[\"0001_products.sql\"]");
        assertThat(killed.path("tables").has("prices")).isFalse();
        assertThat(killed.path("tables").path("products").path("rows").asInt()).isEqualTo(1);
        isFinishedByTheSameCommand("2 applied: 0002_prices.sql to 0003_later.sql");
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void findsAllOfAFileThatHadArrivedBeforeTheKill() throws Exception {
        killAndRelease(Hold.at(Moment.BEFORE_ACTING));

        isWhole(database());
        isFinishedByTheSameCommand("1 applied: 0003_later.sql");
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void findsAllOfAFileWhoseAnswerNobodyWasThereToHear() throws Exception {
        killAndRelease(Hold.at(Moment.AFTER_ACTING));

        isWhole(database());
        isFinishedByTheSameCommand("1 applied: 0003_later.sql");
    }

    private void killAndRelease(Hold hold) throws Exception {
        account.sandbox.faults().add(Fault.first("POST", QUERY, hold).from(SECOND_FILE));
        Process process = migrating(account.sandbox.api().getPort());
        hold.awaitArrival();
        int handled = account.sandbox.requests().entries().size();
        process.destroyForcibly().waitFor();
        hold.release();
        while (account.sandbox.requests().entries().size() == handled) {
            Thread.onSpinWait();
        }
    }

    private static void isWhole(JsonNode database) {
        assertThat(database.path("migrations").toString()).isEqualTo("[\"0001_products.sql\",\"0002_prices.sql\"]");
        assertThat(database.path("schema").toString()).contains("by_cents");
        assertThat(database.path("tables").path("prices").path("rows").asInt()).isEqualTo(1);
        assertThat(database.path("tables").path("products").path("rows").asInt())
                .isEqualTo(2);
    }

    private void isFinishedByTheSameCommand(String summary) throws Exception {
        StepResult result = new MigrateStep(
                        Environments.staging(directory),
                        account.api,
                        account.time.waiting(),
                        Optional.empty(),
                        text -> {})
                .run(Progress.none());

        assertThat(result).as("%s", result).isInstanceOf(StepResult.Done.class);
        assertThat(result.summary()).isEqualTo(summary);
        JsonNode done = database();
        assertThat(done.path("migrations").toString())
                .isEqualTo("[\"0001_products.sql\",\"0002_prices.sql\",\"0003_later.sql\"]");
        assertThat(done.path("tables").path("products").path("rows").asInt()).isEqualTo(2);
        assertThat(done.path("tables").path("prices").path("rows").asInt()).isEqualTo(2);
    }

    private JsonNode database() throws IOException {
        return account.sandbox.snapshot(LiveAccount.ID).path("databases").path("shop-db-staging");
    }

    private Process migrating(int port) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // One that is killed cannot take away the library that it unpacked.
                        "-Dorg.sqlite.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        MigratingProcess.class.getName(),
                        "http://127.0.0.1:" + port + account.sandbox.api().getPath(),
                        LiveAccount.ID,
                        directory.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(account.sandbox.token().getBytes(StandardCharsets.UTF_8));
        }
        return process;
    }
}
