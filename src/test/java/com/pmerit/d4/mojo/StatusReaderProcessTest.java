package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Anchor;
import com.pmerit.d4.release.Books;
import com.pmerit.d4.release.Ledger;
import com.pmerit.d4.release.LockOwner;
import com.pmerit.d4.release.LockTaking;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.report.EnvironmentStatus;
import com.pmerit.d4.report.EnvironmentStatus.MigrationCounts;
import com.pmerit.d4.report.EnvironmentStatus.RecordStatus;
import com.pmerit.d4.report.EnvironmentStatus.WaitingCommits;
import com.pmerit.d4.report.LiveStatus;
import com.pmerit.d4.report.Seen;
import com.pmerit.d4.sandbox.http.RequestLog;
import com.pmerit.d4.source.Git;
import com.pmerit.d4.tool.Command;
import com.pmerit.d4.tool.Outcome.Exited;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.ScrubbedEnvironment;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status of the shop, in an account and a git repository of its own. */
final class StatusReaderProcessTest {
    private static final String SCRIPT = "/workers/scripts/shop-staging";
    private static final String DIGEST = "ab".repeat(32);

    @TempDir
    private Path directory;

    private LiveAccount account;
    private Processes processes;
    private Environment staging;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        account = new LiveAccount(directory.resolve("state"));
        staging = Environments.staging(directory);
        Files.createDirectory(directory.resolve("migrations"));
        Files.writeString(directory.resolve("migrations/0001_products.sql"), "CREATE TABLE products (id INTEGER);");
        processes = new Processes(
                new ScrubbedEnvironment(gitEnvironment(), Set.of(), Set.of(), known -> Redactor.of(known)::mask));
        git("init", "--quiet");
        commit("First");
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void showsTheOthersWhenOneEnvironmentCannotBeRead() throws Exception {
        deploy(message());
        account.answers(
                "GET",
                "/workers/scripts/{script}/deployments",
                1,
                400,
                "{\"success\":false,\"errors\":[{\"code\":10001,\"message\":\"not today\"}],\"messages\":[],"
                        + "\"result\":null}");

        List<EnvironmentStatus> read = reader().read(List.of(staging, staging));

        assertThat(read).extracting(EnvironmentStatus::isReadable).containsExactlyInAnyOrder(true, false);
        assertThat(read)
                .filteredOn(environment -> !environment.isReadable())
                .singleElement()
                .satisfies(environment -> assertThat(why(environment.live())).contains("not today"));
    }

    @Test
    void writesNothing() throws Exception {
        deploy(message());
        JsonNode before = account.sandbox.snapshot(LiveAccount.ID);
        account.sandbox.requests().clear();

        read();

        assertThat(account.sandbox.requests().entries())
                .hasSizeGreaterThan(3)
                .filteredOn(StatusReaderProcessTest::mayWrite)
                .isEmpty();
        assertThat(account.sandbox.snapshot(LiveAccount.ID)).isEqualTo(before);
    }

    @Test
    void knowsThatNothingIsLive() throws Exception {
        EnvironmentStatus status = read();

        assertThat(value(status.live())).isEqualTo(new LiveStatus.Nothing());
        assertThat(why(status.waiting())).isEqualTo("nothing is live");
    }

    @Test
    void namesTheReleaseThatIsLiveAndTheCommitsThatWait() throws Exception {
        String version = deploy(message());
        commit("Sell gloves");

        EnvironmentStatus status = read();

        LiveStatus.Serving serving = (LiveStatus.Serving) value(status.live());
        assertThat(serving.version()).isEqualTo(version);
        assertThat(serving.release().orElseThrow().text()).isEqualTo(message(1));
        assertThat(serving.by()).isEqualTo("d4");
        assertThat(serving.author()).contains("sandbox@d4.invalid");
        WaitingCommits waiting = value(status.waiting());
        assertThat(waiting.count()).isEqualTo(1);
        assertThat(waiting.newest()).singleElement().asString().endsWith(" Sell gloves");
    }

    @Test
    void saysThatTheCommitsAreUnknownWhenTheLiveOneIsNotInTheRepository() throws Exception {
        deploy("1.2.0 123456789");

        assertThat(why(read().waiting()))
                .startsWith("unknown, for this repository does not know the way from commit 123456789 to ");
    }

    @Test
    void saysThatTheCommitIsUnknownWhenSomebodyElseDeployed() throws Exception {
        account.others
                .upload("PUT", SCRIPT, "{\"compatibility_date\":\"2026-04-01\"}", "export default {};")
                .result();

        EnvironmentStatus status = read();

        assertThat(((LiveStatus.Serving) value(status.live())).by()).isEqualTo("api");
        assertThat(why(status.waiting())).isEqualTo("unknown, for the live version does not name its commit");
    }

    @Test
    void tellsThatWranglerPutAVersionLive() throws Exception {
        String version = deploy(message());
        deploy(message());
        shiftByWrangler(version);

        LiveStatus.Serving serving = (LiveStatus.Serving) value(read().live());

        assertThat(serving.version()).isEqualTo(version);
        assertThat(serving.by()).isEqualTo("wrangler");
    }

    @Test
    void tellsWhatAStoppedReleaseLeftStaged() throws Exception {
        String old = deploy(message());
        String next = deploy(message());
        shift(share(old, 100) + "," + share(next, 0));

        LiveStatus.Serving serving = (LiveStatus.Serving) value(read().live());

        assertThat(serving.version()).isEqualTo(old);
        assertThat(serving.staged()).containsExactly(next);
    }

    @Test
    void tellsASplitOfTheTraffic() throws Exception {
        String old = deploy(message());
        String next = deploy(message());
        shift(share(old, 90) + "," + share(next, 10));

        assertThat(((LiveStatus.Split) value(read().live())).shares())
                .containsExactly(old + " at 90 %", next + " at 10 %");
    }

    @Test
    void countsMigrationsThatArePendingAndThoseWithoutAFile() throws Exception {
        query("CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
        query("INSERT INTO d1_migrations (name) VALUES ('0000_gone.sql')");
        deploy(message());

        assertThat(value(read().databases().get(0).migrations()))
                .isEqualTo(new MigrationCounts(0, List.of("0001_products.sql"), List.of("0000_gone.sql")));
    }

    @Test
    void hasNoRecordsWhereD4NeverKeptAny() throws Exception {
        deploy(message());

        assertThat(value(read().records().orElseThrow()))
                .isEqualTo(new RecordStatus(Optional.empty(), Optional.empty(), List.of()));
    }

    @Test
    void tellsTheLastSmokeTestOnRecordAndTheRunThatHasNotEnded() throws Exception {
        deploy(message());
        Ledger ledger = ledger();
        Run proven = run("run-1").knowing(Progress.none().withVersion("v1").proven("5".repeat(64)));
        ledger.begin(proven.ended(Outcome.DONE, "released"));
        ledger.begin(run("run-2").in(Phase.SHIFTING));

        RecordStatus records = value(read().records().orElseThrow());

        assertThat(records.lastSmoke().orElseThrow().transcriptSha256()).isEqualTo("5".repeat(64));
        assertThat(records.lastSmoke().orElseThrow().version()).contains("v1");
        assertThat(records.openRun().orElseThrow().id()).isEqualTo("run-2");
        assertThat(records.openRun().orElseThrow().phase()).isEqualTo(Phase.SHIFTING);
        assertThat(records.unreadable()).isEmpty();
    }

    /** The ledger, as a run that has the lock writes it. */
    private Ledger ledger() {
        LockOwner owner = LockOwner.of("mo@laptop", Optional.empty(), "run-1");
        Books books =
                Books.of(staging, account.api, owner, account.time.waiting()).orElseThrow();
        assertThat(books.lock().take().orElseThrow()).isInstanceOf(LockTaking.Ours.class);
        return books.ledger();
    }

    private static Run run(String id) {
        return new Run(
                id,
                "staging",
                "shop-staging",
                Optional.empty(),
                DIGEST,
                DIGEST,
                "mo",
                Optional.empty(),
                Phase.STARTED,
                Anchor.none(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private EnvironmentStatus read() throws InterruptedException {
        return reader().read(List.of(staging)).get(0);
    }

    private StatusReader reader() {
        return new StatusReader(account.api, new Git(processes, directory), Optional.empty());
    }

    private static boolean mayWrite(RequestLog.Entry entry) {
        boolean query = entry.method().equals("POST") && entry.template().endsWith("/query");
        return !entry.method().equals("GET") && !query;
    }

    /** Uploads other code with this message and puts it live, as the first deploy of d4 does; gives the version. */
    private String deploy(String message) throws IOException, InterruptedException {
        account.others
                .upload(
                        "PUT",
                        SCRIPT,
                        "{\"compatibility_date\":\"2026-04-01\",\"annotations\":{\"workers/tag\":\"" + DIGEST
                                + "\",\"workers/message\":\"" + message + "\"}}",
                        "export default {};")
                .result();
        return account.others
                .get(SCRIPT + "/deployments")
                .result()
                .at("/deployments/0/versions/0/version_id")
                .asText();
    }

    private void shift(String shares) throws IOException, InterruptedException {
        account.others.call("POST", SCRIPT + "/deployments", deployment(shares)).result();
    }

    private void shiftByWrangler(String version) throws IOException, InterruptedException {
        account.others
                .send(account.others
                        .request("/accounts/" + LiveAccount.ID + SCRIPT + "/deployments")
                        .header("User-Agent", "wrangler/4.86.0")
                        .POST(BodyPublishers.ofString(deployment(share(version, 100)))))
                .result();
    }

    private static String deployment(String shares) {
        return "{\"strategy\":\"percentage\",\"versions\":[" + shares + "]}";
    }

    private static String share(String version, int percentage) {
        return "{\"version_id\":\"" + version + "\",\"percentage\":" + percentage + "}";
    }

    private void query(String sql) throws IOException, InterruptedException {
        account.others
                .call("POST", "/d1/database/" + Environments.DATABASE_ID + "/query", "{\"sql\":\"" + sql + "\"}")
                .result();
    }

    private String message() throws InterruptedException {
        return message(0);
    }

    /** What d4 writes beside a release of the commit that is so many before HEAD. */
    private String message(int before) throws InterruptedException {
        return "1.2.0 " + git("rev-parse", "HEAD~" + before).strip().substring(0, 9);
    }

    private void commit(String message) throws InterruptedException {
        git("commit", "--quiet", "--allow-empty", "--message", message);
    }

    private String git(String... arguments) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("git"));
        all.addAll(List.of(arguments));
        Exited exited = (Exited) processes.run(Command.of(directory, all));
        assertThat(exited.code())
                .as("%s: %s", all, exited.standardError().text())
                .isZero();
        return exited.standardOutput().text();
    }

    private static Map<String, String> gitEnvironment() {
        return Map.of(
                "PATH", System.getenv("PATH"),
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_AUTHOR_NAME", "Ada",
                "GIT_AUTHOR_EMAIL", "ada@example.com",
                "GIT_COMMITTER_NAME", "Ada",
                "GIT_COMMITTER_EMAIL", "ada@example.com");
    }

    private static <T> T value(Seen<T> seen) {
        assertThat(seen).isInstanceOf(Seen.Read.class);
        return ((Seen.Read<T>) seen).value();
    }

    private static <T> String why(Seen<T> seen) {
        assertThat(seen).isInstanceOf(Seen.Unreadable.class);
        return ((Seen.Unreadable<T>) seen).why();
    }
}
