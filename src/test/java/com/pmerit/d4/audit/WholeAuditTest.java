package com.pmerit.d4.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.WritingRequests;
import com.pmerit.d4.audit.WorkerAudit.Bound;
import com.pmerit.d4.audit.WorkerAudit.LiveTriggers;
import com.pmerit.d4.audit.WorkerAudit.LiveVersion;
import com.pmerit.d4.audit.WorkerAudit.Sameness;
import com.pmerit.d4.audit.WorkerAudit.Trigger;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ModuleType;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.WorkerModule;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Project;
import com.pmerit.d4.contract.Site;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.contract.Variable;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.sandbox.http.RequestLog;
import com.pmerit.d4.worker.BindingState;
import com.pmerit.d4.worker.Bundle;
import com.pmerit.d4.worker.Bundling;
import com.pmerit.d4.worker.CodeDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits of all that a shop with a front end has in two environments, each with a token that may only read. */
final class WholeAuditTest {
    private static final String STAGING = "/workers/scripts/shop-staging";
    private static final String PRODUCTION = "/workers/scripts/shop";
    private static final String DIGEST = "ab".repeat(32);
    private static final String KEY =
            "{\"name\":\"STRIPE_KEY\",\"type\":\"secret_text\",\"text\":\"sk-not-to-be-seen\"}";

    @TempDir
    private Path directory;

    private final WritingRequests requests = new WritingRequests();
    private LiveAccount account;
    private CloudflareApi client;
    private Environment staging;
    private Environment production;

    @BeforeEach
    void start() throws Exception {
        account = new LiveAccount(directory.resolve("state"));
        client = new CloudflareApi(
                ApiSettings.of(
                        account.sandbox.api(),
                        new Credential(SecretValue.of(account.sandbox.readOnlyToken()), "it"),
                        "1"),
                account.time.waiting(),
                new Redactor(),
                requests);
        Files.createDirectory(directory.resolve("migrations"));
        staging = Environments.staging(directory, Map.of(), List.of());
        production = Environments.withWorker(
                Environments.like(
                        staging,
                        "production",
                        Optional.of("staging"),
                        Map.of("DB", account.create("shop-db", directory.resolve("migrations")))),
                "shop",
                Map.of("ENVIRONMENT", new Variable.Text("production")),
                "shop-images");
        account.others.call("POST", "/r2/buckets", "{\"name\":\"shop-images\"}").result();
        account.others
                .call("POST", "/pages/projects", "{\"name\":\"shop-ui\",\"production_branch\":\"main\"}")
                .result();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        account.close();
    }

    @Test
    void readsEverythingWithoutAWritingRequestAndAsksNothingTwice() throws Exception {
        bothLive();
        runs(Environments.DATABASE_ID, "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT)");
        runs(databaseOfProduction(), "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT)");
        String before = account.sandbox.snapshot(LiveAccount.ID).toString();
        account.sandbox.requests().clear();

        Audit audit = audit();

        assertThat(audit.findings()).noneMatch(finding -> finding.kind().isUnseen());
        assertThat(requests.writing()).isEmpty();
        assertThat(account.sandbox.snapshot(LiveAccount.ID).toString()).isEqualTo(before);
        List<RequestLog.Entry> asked = account.sandbox.requests().entries();
        assertThat(asked)
                .extracting(entry -> entry.method() + " " + entry.path() + " " + entry.bodyChecksum())
                .doesNotHaveDuplicates();
        // Of each environment a Worker 5, a database 3, a bucket 1; of the project 1, of its preview 1, of the token 2.
        assertThat(asked).hasSize(2 * (5 + 3 + 1) + 1 + 1 + 2);
    }

    @Test
    void findsNothingInEnvironmentsThatAreWhatIsStated() throws Exception {
        bothLive();

        Audit audit = audit();

        assertThat(audit.findings())
                .filteredOn(finding -> finding.kind().severity() != Severity.NOTE)
                .isEmpty();
        assertThat(version(audit, 1).beside()).contains(new WorkerAudit.Beside("staging", Sameness.SAME));
        assertThat(version(audit, 1).commit()).contains("4be1c07d5");
        assertThat(version(audit, 1).digest()).contains(DIGEST);
        assertThat(worker(audit, 1).bindings()).allMatch(Bound::isWell).hasSize(4);
        assertThat(audit.token())
                .contains(new TokenAudit.Known(
                        "active",
                        Optional.empty(),
                        new TokenAudit.Rights.NotTold(
                                "a token without the right API Tokens Read may not read itself")));
    }

    @Test
    void findsWhatSomebodyChangedInProduction() throws Exception {
        deploy(STAGING, "staging", DIGEST, boundTo(Environments.DATABASE_ID, "shop-images-staging"), KEY);
        deploy(
                PRODUCTION,
                "by hand",
                "",
                boundTo(Environments.DATABASE_ID, "shop-images"),
                "{\"name\":\"DEBUG\",\"type\":\"plain_text\",\"text\":\"hush-hush\"}");

        Audit audit = audit();

        assertThat(codes(audit, "production"))
                .contains(
                        "binding-redirected DB",
                        "binding-only-live DEBUG",
                        "var-differs ENVIRONMENT",
                        "secret-missing STRIPE_KEY",
                        "version-not-by-d4 shop");
        assertThat(audit.toString()).doesNotContain("hush-hush").doesNotContain("sk-not-to-be-seen");
        assertThat(codes(audit, "staging")).noneMatch(code -> code.startsWith("binding-"));
    }

    @Test
    void holdsSchedulesAndSettingsAgainstTheWranglerConfig() throws Exception {
        JsonNodeFactory json = JsonNodeFactory.instance;
        staging = Environments.staging(
                directory,
                Map.of(
                        "triggers",
                        json.objectNode().set("crons", json.arrayNode().add("0 3 * * *")),
                        "routes",
                        json.arrayNode().add("shop.example/*")),
                List.of("0 3 * * *"));
        bothLive();
        schedules(STAGING, "0 4 * * *");
        schedules(PRODUCTION, "0 5 * * *");
        account.others
                .call("PATCH", PRODUCTION + "/script-settings", "{\"observability\":{\"enabled\":true}}")
                .result();

        Audit audit = audit();

        assertThat(triggers(audit, 0))
                .contains(
                        new Trigger("schedules", Optional.of("0 4 * * *"), Optional.of("0 3 * * *")),
                        new Trigger("routes", Optional.empty(), Optional.of("[\"shop.example/*\"]")));
        assertThat(codes(audit, "staging")).contains("trigger-differs schedules", "trigger-not-compared routes");
        assertThat(codes(audit, "production"))
                .contains("trigger-not-stated schedules", "trigger-not-stated observability");
    }

    @Test
    void tellsOfAWorkerThatIsNotThereOnce() throws Exception {
        Audit audit = audit();

        assertThat(worker(audit, 0).live()).isEqualTo(new LiveVersion.None());
        assertThat(worker(audit, 0).bindings()).extracting(Bound::state).containsOnly(BindingState.NOT_COMPARED);
        assertThat(audit.findings())
                .as("a name of the POM is bound with the next release")
                .noneMatch(finding -> finding.kind() == FindingKind.SECRET_NOT_BOUND);
        assertThat(codes(audit, "staging"))
                .contains("worker-not-live shop-staging")
                .noneMatch(code -> code.startsWith("secret"));
    }

    @Test
    void doesNotCallAWorkerWellThatCouldNotBeRead() throws Exception {
        bothLive();
        refuses("/workers/scripts/{script}/deployments");

        Audit audit = audit();

        assertThat(audit.findings())
                .filteredOn(finding -> finding.kind() == FindingKind.WORKER_UNREADABLE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("not today"));
    }

    @Test
    void doesNotCallTriggersWellThatCouldNotBeRead() throws Exception {
        bothLive();
        refuses("/workers/scripts/{script}/schedules");

        assertThat(audit().findings())
                .filteredOn(finding -> finding.kind() == FindingKind.TRIGGERS_UNREADABLE)
                .hasSize(1);
    }

    @Test
    void comparesWhatItCanWhereTheUploadCannotBeMade() throws Exception {
        bothLive();

        Audit audit = audit(new Bundling.Impossible("npm is not there", List.of(), "install it"));

        assertThat(worker(audit, 1).bindings())
                .extracting(Bound::name, Bound::state)
                .contains(tuple("DB", BindingState.AS_LIVE), tuple("VERSION", BindingState.NOT_COMPARED));
        assertThat(audit.findings())
                .filteredOn(finding -> finding.kind() == FindingKind.CODE_NOT_SEARCHED)
                .extracting(AuditFinding::subject)
                .containsExactly("bindings", "bindings", "code");
    }

    @Test
    void namesADatabaseThatTheAccountCallsOtherwise() throws Exception {
        bothLive();
        staging = Environments.like(
                staging,
                "staging",
                Optional.empty(),
                Map.of(
                        "DB",
                        new Database(
                                "shop-db-of-old",
                                Environments.DATABASE_ID,
                                directory.resolve("migrations"),
                                "d1_migrations",
                                Optional.empty())));

        assertThat(codes(audit(), "staging")).contains("database-misnamed DB");
    }

    private void refuses(String route) {
        account.answers(
                "GET",
                route,
                1,
                400,
                "{\"success\":false,\"errors\":[{\"code\":10001,\"message\":\"not today\"}],\"messages\":[],"
                        + "\"result\":null}");
    }

    private Audit audit() throws InterruptedException {
        Bundle bundle = new Bundle(
                "worker.js",
                List.of(new WorkerModule(
                        "worker.js",
                        ModuleType.ESM,
                        "export default { fetch(r, env) { env.STRIPE_KEY; env.DB; env.IMAGES; env.ENVIRONMENT } }"
                                .getBytes(StandardCharsets.UTF_8))),
                "2026-04-01",
                List.of(),
                List.of(Binding.versionMetadata("VERSION")),
                Map.of());
        return audit(new Bundling.Made(bundle, CodeDigest.of(bundle)));
    }

    private Audit audit(Bundling bundling) throws InterruptedException {
        Path ui = directory.resolve("ui");
        Site site = new Site(
                ui,
                "shop-ui",
                ui.resolve("dist"),
                Stream.of("staging", "production")
                        .map(name -> placement(ui, name))
                        .toList());
        Contract contract = new Contract(
                new Project(directory, "shop", "1.0.0", List.of()),
                new Worker(directory, directory.resolve("wrangler.toml"), List.of("STRIPE_KEY")),
                Optional.of(site),
                List.of(staging, production),
                List.of(),
                List.of());
        TokenAuditor token = new TokenAuditor(client.identity(), new AccountId(LiveAccount.ID), Optional.empty());
        return new Auditor(
                        client.account(new AccountId(LiveAccount.ID)),
                        contract.site(),
                        new WorkersAuditor(contract, environment -> bundling, token))
                .audit(contract.environments());
    }

    private static SitePlacement placement(Path ui, String environment) {
        return new SitePlacement(
                environment,
                ui,
                ui.resolve("dist"),
                "shop-ui",
                environment.equals("staging") ? Optional.of("staging") : Optional.empty(),
                "build",
                Map.of(),
                Optional.empty(),
                true);
    }

    private void bothLive() throws Exception {
        deploy(STAGING, "staging", DIGEST, boundTo(Environments.DATABASE_ID, "shop-images-staging"), KEY);
        deploy(PRODUCTION, "production", DIGEST, boundTo(databaseOfProduction(), "shop-images"), KEY);
    }

    private String databaseOfProduction() {
        return production.databases().values().iterator().next().id();
    }

    private static String boundTo(String database, String bucket) {
        return "{\"name\":\"DB\",\"type\":\"d1\",\"id\":\"" + database + "\"},"
                + "{\"name\":\"IMAGES\",\"type\":\"r2_bucket\",\"bucket_name\":\"" + bucket + "\"},"
                + "{\"name\":\"VERSION\",\"type\":\"version_metadata\"}";
    }

    /** Puts a version live as d4 does; with no digest, as somebody else does. */
    private void deploy(String script, String environment, String digest, String... bindings) throws Exception {
        String annotations = digest.isEmpty()
                ? ""
                : ",\"annotations\":{\"workers/tag\":\"" + digest + "\",\"workers/message\":\"1.2.0 4be1c07d5\"}";
        account.others
                .upload(
                        "PUT",
                        script,
                        "{\"compatibility_date\":\"2026-04-01\",\"bindings\":[{\"name\":\"ENVIRONMENT\","
                                + "\"type\":\"plain_text\",\"text\":\"" + environment + "\"},"
                                + String.join(",", bindings) + "]" + annotations + "}",
                        "export default {};")
                .result();
        account.others
                .call("POST", script + "/subdomain", "{\"enabled\":true,\"previews_enabled\":true}")
                .result();
    }

    private void schedules(String script, String cron) throws Exception {
        account.others
                .call("PUT", script + "/schedules", "[{\"cron\":\"" + cron + "\"}]")
                .result();
    }

    private void runs(String database, String sql) throws Exception {
        account.others
                .call("POST", "/d1/database/" + database + "/query", "{\"sql\":\"" + sql + "\"}")
                .result();
    }

    private static List<String> codes(Audit audit, String environment) {
        return audit.findings().stream()
                .filter(finding -> finding.environment().equals(Optional.of(environment)))
                .map(finding -> finding.kind().code() + " " + finding.subject())
                .toList();
    }

    private static WorkerAudit worker(Audit audit, int environment) {
        return audit.environments().get(environment).worker().orElseThrow();
    }

    private static LiveVersion.One version(Audit audit, int environment) {
        return (LiveVersion.One) worker(audit, environment).live();
    }

    private static List<Trigger> triggers(Audit audit, int environment) {
        return ((LiveTriggers.Read) worker(audit, environment).triggers()).triggers();
    }
}
