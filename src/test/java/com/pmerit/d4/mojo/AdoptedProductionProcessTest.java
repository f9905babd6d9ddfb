package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.audit.Auditor;
import com.pmerit.d4.audit.WantedSchema;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.VirtualTime;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.HandMadeDatabase;
import com.pmerit.d4.database.baseline.Assessment;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.report.AuditConsole;
import com.pmerit.d4.report.AuditReport;
import com.pmerit.d4.report.Subject;
import com.pmerit.d4.sandbox.Wrangler;
import com.pmerit.d4.smoke.DataPlane;
import com.pmerit.d4.smoke.Smoker;
import com.pmerit.d4.source.TemporaryRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The situation of the SOP's database audit: staging migrated from empty by 46 files, production made by hand in part, with three
 * tracking rows, four tables missing of which two stand there under another name. And the way out of it.
 */
final class AdoptedProductionProcessTest {
    private static final Path EXAMPLE =
            Path.of("src/it/d4-chat/products/aixord-router-worker/migrations").toAbsolutePath();
    private static final List<String> BROUGHT =
            List.of("0009_security_governance.sql", "0035_agent_state.sql", "0036_task_queue.sql");
    private static final String ADDITIONS = "0047_reconcile_production.sql";
    private static final String MOVE = "0048_move_agents.sql";

    /** What a person makes of the stubs that d4:reconcile leaves. */
    private static final String MOVED = """
            CREATE TABLE IF NOT EXISTS agents (id, project_id, role, state, memory, created_at);
            CREATE TABLE IF NOT EXISTS task_queue (id, project_id, agent_id, priority, status, payload, queued_at);
            INSERT INTO agent_instances (id, project_id, role, status, memory, created_at)
              SELECT id, project_id, role, state, memory, created_at FROM agents;
            INSERT INTO agent_tasks (id, project_id, agent_id, priority, status, input, queued_at)
              SELECT id, project_id, agent_id, priority, status, payload, queued_at FROM task_queue;
            DROP TABLE task_queue;
            DROP TABLE agents;
            """;

    @TempDir
    private Path directory;

    private Checkout checkout;
    private ReleaseWorld world;

    @BeforeEach
    void reconstruct() throws Exception {
        checkout = Checkout.first(directory.resolve("checkout"));
        Path migrations = checkout.directory().resolve("migrations");
        try (Stream<Path> shops = Files.list(migrations)) {
            for (Path shop : shops.toList()) {
                Files.delete(shop);
            }
        }
        for (Path file : example()) {
            Files.copy(file, migrations.resolve(file.getFileName()));
        }
        commit();
        Path state = directory.resolve("state");
        new ReleaseWorld(state, checkout.contract()).close();
        for (Environment environment : checkout.contract().environments()) {
            Path metadata =
                    state.resolve("d1").resolve(database(environment).id()).resolve("metadata.json");
            Files.writeString(metadata, Files.readString(metadata).replace("\"WEUR\"", "\"ENAM\""));
        }
        world = new ReleaseWorld(state, checkout.contract());
        released(ReleaseWorld.STAGING);
        makeProductionByHand();
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    @Test
    void comesToNoDifferenceAndFullTrackingWithoutALostRow() throws Exception {
        Map<String, List<String>> before = rows();
        isTheTableOfTheSop(audited());

        assertThat(baseline(Set.of(BROUGHT.get(0)), true)
                        .failure()
                        .orElseThrow()
                        .summary())
                .isEqualTo(BROUGHT.get(0) + " cannot be attested: what is missing of it would stay missing");
        assertThat(reconciled())
                .contains(
                        "      + table agent_instances",
                        "      + table agent_tasks",
                        "      + table secret_access_log",
                        "      + table security_classifications",
                        "      left to you: table agents",
                        "      left to you: table task_queue");
        Files.writeString(checkout.directory().resolve("migrations").resolve(MOVE), MOVED);
        commit();
        released(ReleaseWorld.STAGING);

        List<String> untracked = baseline(Set.of(), false).found().orElseThrow().remaining().stream()
                .map(Assessment.Judged::name)
                .filter(name -> !Set.of(ADDITIONS, MOVE).contains(name))
                .toList();
        assertThat(untracked).containsAll(BROUGHT);
        BaselineRun.Ended recorded = baseline(Set.copyOf(untracked), true);
        assertThat(recorded.failure()).isEmpty();
        assertThat(recorded.recorded()).isEqualTo(43);
        ReleaseWorld.Build production = released(ReleaseWorld.PRODUCTION);

        assertThat(done(production, "migrate")).containsExactly(ADDITIONS, MOVE);
        assertThat(done(production, "backup"))
                .singleElement()
                .asString()
                .contains("proven", MOVE + ":7 drops a table", MOVE + ":8 drops a table");
        assertThat(audited())
                .contains(
                        " tables      70                               70",
                        " tracking    48 entries, fully tracked        48 entries, fully tracked",
                        "Schema delta of DB, staging and production: none");
        Map<String, List<String>> after = rows();
        assertThat(after.get("agent_instances")).hasSameSizeAs(before.get("agents"));
        assertThat(after.get("agent_tasks")).hasSameSizeAs(before.get("task_queue"));
        List.of("agents", "task_queue").forEach(before::remove);
        HandMadeDatabase.MISSING.forEach(after::remove);
        assertThat(after).isEqualTo(before);
        assertThat(wranglerLists("staging")).contains("No migrations to apply");
        assertThat(wranglerLists("")).contains("No migrations to apply");
    }

    private static void isTheTableOfTheSop(List<String> lines) {
        assertThat(lines)
                .contains(
                        "             staging                          production",
                        "DB           shop-db-staging                  shop-db",
                        " tables      70                               68",
                        " users       0 rows                           8 rows",
                        " region      ENAM                             ENAM",
                        " tracking    46 entries, fully tracked        3 entries, 43 files not listed",
                        "Schema delta of DB, staging and production: 6 differences",
                        " only staging: table agent_instances - 0035_agent_state.sql",
                        " only staging: table agent_tasks - 0036_task_queue.sql",
                        " only staging: table secret_access_log - 0009_security_governance.sql",
                        " only staging: table security_classifications - 0009_security_governance.sql",
                        " only production: table agents - no migration makes it",
                        " only production: table task_queue - no migration makes it",
                        " renamed? agents may be agent_instances: 5 columns alike",
                        " renamed? task_queue may be agent_tasks: 6 columns alike")
                .anyMatch(line -> line.matches(" size +[0-9.]+ [kM]B +[0-9.]+ [kM]B"));
    }

    private void makeProductionByHand() throws Exception {
        Stranger hand = new Stranger(world);
        for (String statements : HandMadeDatabase.statements()) {
            hand.queries(statements);
        }
    }

    private static List<Path> example() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            return files.sorted().toList();
        }
    }

    private void commit() throws InterruptedException {
        new TemporaryRepository(checkout.directory()).committed();
    }

    private ReleaseWorld.Build released(String environment) throws InterruptedException {
        ReleaseWorld.Build build = world.deploy(checkout, environment);
        assertThat(build.outcome()).as("%s", build).contains(Outcome.DONE);
        return build;
    }

    private static List<String> done(ReleaseWorld.Build build, String id) {
        return build.ended().release().orElseThrow().steps().stream()
                .filter(step -> step.id().equals(id))
                .flatMap(step -> ((StepResult.Done) step.result()).details().stream())
                .toList();
    }

    /** What the goals do with the account, the project and its production. */
    private interface Work<T> {
        T with(AccountApi account, Workbench bench, Target production) throws Exception;
    }

    private <T> T build(Work<T> work) throws Exception {
        VirtualTime time = new VirtualTime();
        Credential credential = new Credential(SecretValue.of(world.sandbox.token()), "the embedded Cloudflare");
        ApiSettings settings = ApiSettings.of(world.sandbox.api(), credential, "1");
        Contract contract = checkout.contract();
        try (CloudflareApi api = new CloudflareApi(settings, time.waiting(), new Redactor(), ExchangeListener.NONE)) {
            AccountApi account = api.account(new AccountId(world.account()));
            Smoker smoker = new Smoker(world.front, DataPlane.internet(), time.waiting(), (asker, result) -> {});
            Target target = Target.of(contract, production(), account, smoker, time.waiting());
            Knobs knobs = new Knobs(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Duration.ofMinutes(1),
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    Overrides.none());
            return work.with(
                    account, new Workbench(contract, knobs, Map.of("PATH", System.getenv("PATH")), Set.of()), target);
        }
    }

    private BaselineRun.Ended baseline(Set<String> attested, boolean apply) throws Exception {
        return build((account, bench, target) -> new BaselineRun(
                        bench,
                        target,
                        new BaselineRun.Order(database(target.environment()), attested, apply),
                        Optional::empty,
                        Duration.ZERO,
                        line -> {},
                        step -> {})
                .run());
    }

    private List<String> reconciled() throws Exception {
        return build(
                (account, bench, target) -> new ReconcileRun(new WantedSchema.Files(), target.environment(), account)
                        .run(Optional.empty(), Optional.empty()));
    }

    private List<String> audited() throws Exception {
        List<Environment> counting = new ArrayList<>();
        for (Environment environment : checkout.contract().environments()) {
            Database bound = database(environment);
            Database counted = new Database(
                    bound.name(),
                    bound.id(),
                    bound.migrationsDirectory(),
                    bound.migrationsTable(),
                    bound.migrationsPattern(),
                    List.of("users"));
            counting.add(
                    Environments.like(environment, environment.name(), environment.after(), Map.of("DB", counted)));
        }
        Subject subject = new Subject("d4:audit", "shop", Optional.empty(), true, Optional.empty());
        return build((account, bench, target) -> new AuditConsole(80, UnaryOperator.identity())
                .lines(new AuditReport(
                        subject,
                        Instant.EPOCH,
                        new Auditor(account, Optional.empty()).audit(counting),
                        Optional.empty())));
    }

    private Environment production() {
        return checkout.contract().environment(ReleaseWorld.PRODUCTION).orElseThrow();
    }

    private static Database database(Environment environment) {
        return environment.databases().values().iterator().next();
    }

    /** Each row of each of production's tables, as text; d4's and wrangler's books left out. */
    private Map<String, List<String>> rows() {
        HeldState held = world.held();
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : held.column("SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 7) <>"
                + " 'sqlite_' AND substr(name, 1, 4) <> '_cf_' AND name NOT IN ('d1_migrations', 'd4_lock', 'd4_release',"
                + " 'd4_migration') ORDER BY name")) {
            rows.put(
                    table,
                    held.rowsOf(table, "SELECT * FROM \"" + table + "\"").stream()
                            .map(List::toString)
                            .sorted()
                            .toList());
        }
        return rows;
    }

    private String wranglerLists(String environment) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("d1", "migrations", "list", "DB", "--remote"));
        if (!environment.isEmpty()) {
            arguments.addAll(List.of("--env", environment));
        }
        return new Wrangler(world.sandbox, world.account(), directory)
                .run(checkout.directory(), arguments.toArray(String[]::new))
                .succeeded();
    }
}
