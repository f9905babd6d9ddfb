package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.HistoryEntry;
import com.pmerit.d4.release.HistoryEntry.Kind;
import com.pmerit.d4.report.HistoryReport;
import com.pmerit.d4.report.Subject;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import com.pmerit.d4.sandbox.http.RequestLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of the shop, in an account of its own. */
final class HistoryReaderTest {
    private static final String SCRIPT = "/workers/scripts/shop-staging";
    private static final String QUERY = "/d1/database/{database}/query";

    @TempDir
    private Path directory;

    private LiveAccount account;

    @BeforeEach
    void start() throws IOException {
        account = new LiveAccount(directory.resolve("state"));
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void failsWhenTheDeploymentsCannotBeRead() throws Exception {
        account.drops("GET", "/workers/scripts/{script}/deployments", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(new HistoryReader(account.api).read(subject(), staging(), 30).failure())
                .isPresent();
    }

    @Test
    void saysThatTheLedgerCannotBeReadAndTellsTheRest() throws Exception {
        deploy();
        account.drops("POST", QUERY, 1, 1_000, Moment.BEFORE_ACTING);

        HistoryReport report = read();

        assertThat(report.gap().orElseThrow()).startsWith("the ledger cannot be read: ");
        assertThat(report.entries()).extracting(HistoryEntry::kind).containsExactly(Kind.RELEASE);
    }

    @Test
    void tellsADeploymentWhoseVersionCannotBeRead() throws Exception {
        deploy();
        account.drops("GET", "/workers/scripts/{script}/versions", 1, 1_000, Moment.BEFORE_ACTING);
        account.drops("GET", "/workers/scripts/{script}/versions/{version}", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(read().entries()).extracting(HistoryEntry::by).containsExactly("api");
    }

    @Test
    void readsTheRecordOfAVersionThatTheListLacks() throws Exception {
        deploy();
        account.answers(
                "GET",
                "/workers/scripts/{script}/versions",
                1,
                200,
                "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"items\":[]}}");

        assertThat(read().entries()).extracting(HistoryEntry::by).containsExactly("d4");
    }

    @Test
    void hasNothingToTellWhereNothingWasDeployed() {
        HistoryReport report = read();

        assertThat(report.entries()).isEmpty();
        assertThat(report.gap()).isEmpty();
    }

    @Test
    void makesOneEntryOfARowOfSecrets() throws Exception {
        deploy();
        for (int number = 0; number < 12; number++) {
            account.others
                    .call(
                            "PUT",
                            SCRIPT + "/secrets",
                            "{\"name\":\"KEY_" + number + "\",\"text\":\"a-secret-value\",\"type\":\"secret_text\"}")
                    .result();
        }

        assertThat(read().entries()).extracting(HistoryEntry::deployments).containsExactly(12, 1);
    }

    @Test
    void writesNothing() throws Exception {
        deploy();
        JsonNode before = account.sandbox.snapshot(LiveAccount.ID);
        account.sandbox.requests().clear();

        read();

        assertThat(account.sandbox.requests().entries())
                .hasSizeGreaterThan(2)
                .filteredOn(HistoryReaderTest::mayWrite)
                .isEmpty();
        assertThat(account.sandbox.snapshot(LiveAccount.ID)).isEqualTo(before);
    }

    private static boolean mayWrite(RequestLog.Entry entry) {
        boolean query = entry.method().equals("POST") && entry.template().endsWith("/query");
        return !entry.method().equals("GET") && !query;
    }

    private HistoryReport read() {
        return new HistoryReader(account.api).read(subject(), staging(), 30).orElseThrow();
    }

    private Environment staging() {
        return Environments.staging(directory);
    }

    private static Subject subject() {
        return new Subject("d4:history", "shop 1.2.0", Optional.of("staging"), true, Optional.empty());
    }

    private void deploy() throws IOException, InterruptedException {
        account.others
                .upload(
                        "PUT",
                        SCRIPT,
                        "{\"compatibility_date\":\"2026-04-01\",\"annotations\":{\"workers/tag\":\"" + "ab".repeat(32)
                                + "\"}}",
                        "export default {};")
                .result();
    }
}
