package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.WritingRequests;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Change;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Outlook;
import com.pmerit.d4.release.Plan;
import com.pmerit.d4.release.PlanFile;
import com.pmerit.d4.release.PlanGate;
import com.pmerit.d4.release.Planning;
import com.pmerit.d4.release.RollbackReadiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans of the shop's release to staging, and releases by a plan, against the embedded Cloudflare. */
final class PlannedReleaseTest {
    private static final String SCRIPT = "/workers/scripts/shop-staging";
    private static final String DATABASE = "/d1/database/" + Environments.DATABASE_ID;

    @TempDir
    private Path directory;

    private Path project;

    @AutoClose
    private StagingCloud cloud;

    @BeforeEach
    void start() throws IOException {
        project = directory.resolve("shop");
        cloud = StagingCloud.ofShop(project, "");
    }

    @Test
    void planSendsNoWritingRequest() throws Exception {
        WritingRequests requests = new WritingRequests();
        String before = cloud.sandbox.stateHash();

        outlook(requests);
        assertThat(cloud.sandbox.stateHash()).isEqualTo(before);
        deploy();
        migration("0099_more.sql", "CREATE TABLE more (id INTEGER)");
        String between = cloud.sandbox.stateHash();
        outlook(requests);

        assertThat(cloud.sandbox.stateHash()).isEqualTo(between);
        assertThat(requests.writing()).isEmpty();
        assertThat(requests.count()).isGreaterThan(10);
    }

    @Test
    void aReleaseSendsWritingRequestsThatTheCountFinds() throws Exception {
        WritingRequests requests = new WritingRequests();

        cloud.build(requests, Deploying::deploy);

        assertThat(requests.writing()).isNotEmpty();
    }

    @Test
    void planOfAFirstReleaseNamesAllThatItBrings() throws Exception {
        Plan plan = plan();

        assertThat(plan.idle()).isFalse();
        assertThat(plan.lockable()).isTrue();
        assertThat(plan.needed())
                .contains(
                        new Change(
                                "code",
                                "shop-staging",
                                "nothing is live",
                                plan.code().substring(0, 12)),
                        new Change("var", "ENVIRONMENT", "not set", "set"),
                        new Change("binding", "DB", "not set", "d1 id=" + Environments.DATABASE_ID),
                        new Change("binding", "IMAGES", "not set", "r2_bucket bucket_name=shop-images-staging"),
                        new Change("migration", "DB/d1_migrations", "no such table", "created"),
                        new Change("migration", "DB/0001_products.sql", "pending", "applied, 1 statement"));
        assertThat(outlook(ExchangeListener.NONE).rollback().sentence())
                .isEqualTo("Rollback ready: no, because nothing is live yet");
    }

    @Test
    void planIsIdleAfterTheReleaseAndTheSameEachTime() throws Exception {
        deploy();

        Plan plan = plan();

        assertThat(plan.needed()).isEmpty();
        assertThat(plan.idle()).isTrue();
        assertThat(plan().hash()).isEqualTo(plan.hash());
        RollbackReadiness rollback = outlook(ExchangeListener.NONE).rollback();
        assertThat(rollback.obstacles()).isEmpty();
        assertThat(rollback.sentence()).startsWith("Rollback ready: yes, to version ");
    }

    @Test
    void planForecastsExactlyWhatTheReleaseThenDoes() throws Exception {
        deploy();
        migration("0099_more.sql", "CREATE TABLE more (id INTEGER); INSERT INTO more VALUES (1);");
        cloud.others()
                .call("PUT", SCRIPT + "/schedules", "[{\"cron\":\"0 4 * * *\"}]")
                .result();

        assertThat(plan().needed())
                .containsExactly(
                        new Change("migration", "DB/0099_more.sql", "pending", "applied, 2 statements"),
                        new Change("trigger", "schedules", "0 4 * * *", "0 3 * * *"));
        deploy();
        assertThat(plan().idle()).isTrue();
    }

    @Test
    void refusesAPlanAfterSomebodyDeployed() throws Exception {
        deploy();
        PlanFile file = planned();
        cloud.others()
                .upload(
                        "PUT",
                        SCRIPT,
                        "{\"compatibility_date\":\"2026-04-01\",\"bindings\":[]}",
                        "export default {}; // not ours")
                .result();

        Verdict.Failed failed = refused(file);

        assertThat(failed.details())
                .anyMatch(line -> line.startsWith("head deployment: planned with "))
                .anyMatch(line -> line.startsWith("latest version: planned with "))
                .anyMatch(line -> line.startsWith("code shop-staging: planned with "))
                .anyMatch(line -> line.startsWith("binding DB: planned with "));
        assertThat(failed.remedy()).contains("mvn d4:plan -Dd4.environment=staging");
    }

    @Test
    void refusesAPlanAfterSomebodyAppliedAMigration() throws Exception {
        deploy();
        migration("0099_more.sql", "CREATE TABLE more (id INTEGER)");
        PlanFile file = planned();
        cloud.others()
                .call(
                        "POST",
                        DATABASE + "/query",
                        "{\"sql\":\"INSERT INTO d1_migrations (name) VALUES ('0099_more.sql')\"}")
                .result();

        assertThat(refused(file).details())
                .anyMatch(line -> line.startsWith("DB migrations applied: planned with "))
                .contains("migration DB/0099_more.sql: planned with pending -> applied, 1 statement, now applied ->"
                        + " applied");
    }

    @Test
    void refusesAPlanAfterAMigrationWasRewritten() throws Exception {
        migration("0099_more.sql", "CREATE TABLE more (id INTEGER)");
        PlanFile file = planned();
        migration("0099_more.sql", "CREATE TABLE more (id TEXT)");

        assertThat(refused(file).details())
                .singleElement()
                .asString()
                .startsWith("DB migrations pending: planned with ");
    }

    @Test
    void endsAsARefusedChecklistWhenThePlanDoesNotHoldAnyMore() throws Exception {
        PlanFile file = planned();
        migration("0099_more.sql", "CREATE TABLE more (id INTEGER)");

        ChecklistResult moved = gated(Optional.of(file));

        assertThat(moved.passed()).isFalse();
        assertThat(moved.failures())
                .singleElement()
                .satisfies(gate -> assertThat(gate.id()).isEqualTo("plan"));
        assertThat(gated(Optional.empty()).results())
                .noneMatch(gate -> gate.id().equals("plan"));
        assertThat(gated(Optional.of(planned())).passed()).isTrue();
    }

    @Test
    void takesThePlanOfAWorldThatStandsStill() throws Exception {
        deploy();
        migration("0099_more.sql", "CREATE TABLE more (id INTEGER)");

        assertThat(check(planned())).isEqualTo(new Verdict.Passed("as planned: " + plan().hash()));
    }

    private void deploy() throws Exception {
        assertThat(cloud.deploy().release().orElseThrow().outcome()).isEqualTo(Outcome.DONE);
    }

    private void migration(String name, String sql) throws IOException {
        Files.writeString(project.resolve("migrations").resolve(name), sql);
    }

    private Plan plan() throws Exception {
        return cloud.build(ExchangeListener.NONE, PlannedReleaseTest::plan);
    }

    private static Plan plan(Workbench bench, Target target) throws InterruptedException {
        Planning planning = make(bench, target);
        assertThat(planning).isInstanceOf(Planning.Made.class);
        return ((Planning.Made) planning).plan();
    }

    private static Planning make(Workbench bench, Target target) throws InterruptedException {
        return new Plans(bench, target, UnaryOperator.identity()).make();
    }

    /** All that the goal asks of the account. */
    private Outlook outlook(ExchangeListener listener) throws Exception {
        return cloud.build(
                listener,
                (bench, target) -> new Outlook(
                        plan(bench, target),
                        Outlooks.rollback(bench, target),
                        Outlook.failing(Deploying.check(bench, target))));
    }

    private PlanFile planned() throws Exception {
        PlanFile file = new PlanFile(directory.resolve("plan.json"));
        file.write(new Outlook(plan(), RollbackReadiness.no("nothing is live yet"), List.of()));
        return file;
    }

    private Verdict check(PlanFile file) throws Exception {
        return cloud.build(
                ExchangeListener.NONE, (bench, target) -> new PlanGate(make(bench, target), Optional.of(file)).check());
    }

    private ChecklistResult gated(Optional<PlanFile> file) throws Exception {
        return cloud.build(
                ExchangeListener.NONE,
                (bench, target) -> Plans.gated(Deploying.check(bench, target), make(bench, target), file));
    }

    private Verdict.Failed refused(PlanFile file) throws Exception {
        Verdict verdict = check(file);
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }
}
