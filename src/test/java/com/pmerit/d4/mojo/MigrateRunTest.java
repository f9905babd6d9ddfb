package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.gate.Checklist;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.smoke.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations without a release, against the embedded Cloudflare. */
final class MigrateRunTest {
    private static final String FILE = "0003_stock.sql";

    @TempDir
    private Path directory;

    private final AtomicBoolean healthy = new AtomicBoolean(true);
    private Path project;

    @AutoClose
    private StagingCloud cloud;

    @BeforeEach
    void start() throws Exception {
        project = directory.resolve("shop");
        cloud = StagingCloud.ofShop(project, "");
        cloud.answersBy(question -> new Answer(
                        question.url().getPath().equals("/health") ? 200 : 404,
                        ("{\"status\":\"" + (healthy.get() ? "healthy" : "degraded") + "\"}")
                                .getBytes(StandardCharsets.UTF_8))
                .with("Content-Type", "application/json"));
        assertThat(cloud.deploy().release().orElseThrow().outcome()).isEqualTo(Outcome.DONE);
        Files.writeString(
                project.resolve("migrations").resolve(FILE), "CREATE TABLE stock (product_id INTEGER NOT NULL);\n");
    }

    @Test
    void appliesWhatIsPendingAsksTheLiveVersionAndMovesNoTraffic() throws Exception {
        JsonNode deployments = cloud.deployments();

        ReleaseResult result = migrate(step -> {});

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(result.progress().migrations()).containsExactly(FILE);
        assertThat(ran(result, "smoke-old")).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(tracked()).contains(FILE);
        assertThat(lastRecord()).isEqualTo("migrations DONE [\"0003_stock.sql\"] 1 migration is applied");
        assertThat(cloud.deployments()).isEqualTo(deployments);
    }

    @Test
    void leavesNothingPendingToTheNextRelease() throws Exception {
        migrate(step -> {});

        ReleaseResult release = cloud.deploy().release().orElseThrow();

        assertThat(release.outcome()).as("%s", release).isEqualTo(Outcome.NOOP);
        assertThat(ran(release, "migrate").summary()).isEqualTo("3 applied, none pending");
    }

    @Test
    void writesNothingWhenNothingIsPending() throws Exception {
        migrate(step -> {});
        String before = lastRecord();
        JsonNode snapshot = cloud.snapshot();

        ReleaseResult result = migrate(step -> {});

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.NOOP);
        assertThat(lastRecord()).isEqualTo(before);
        assertThat(cloud.snapshot()).isEqualTo(snapshot);
    }

    @Test
    void saysInADryRunWhatItWouldApplyAndWritesNothing() throws Exception {
        JsonNode before = cloud.snapshot();

        ReleaseResult result = run(true, step -> {});

        assertThat(ran(result, "pending").summary()).endsWith("would be applied: 1 to shop-db-staging: " + FILE);
        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    @Test
    void failsWhenTheLiveVersionDoesNotLiveWithTheNewSchemaAndLeavesTheData() throws Exception {
        String live = cloud.live().orElseThrow();

        ReleaseResult result = migrate(this::breakBeforeTheQuestion);

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.ABORTED_SAFE);
        StepResult.Failed failed = (StepResult.Failed) ran(result, "smoke-old");
        assertThat(failed.summary()).contains(live, "does not live with the migrated schema");
        assertThat(failed.liveNow()).contains(live);
        assertThat(result.progress().migrations()).containsExactly(FILE);
        assertThat(tracked()).contains(FILE);
        assertThat(lastRecord()).startsWith("migrations ABORTED_SAFE");
    }

    @Test
    void goesOnWithAKilledRunAndStillAsksTheLiveVersion() throws Exception {
        killedBeforeTheQuestion();

        ReleaseResult result = migrate(step -> {});

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(ran(result, "journal").summary()).startsWith("goes on with run");
        assertThat(ran(result, "smoke-old")).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(lastRecord()).startsWith("migrations DONE [\"0003_stock.sql\"]");
    }

    @Test
    void doesNotTakeTheMigratedSchemaForHowItWasWhenItGoesOn() throws Exception {
        killedBeforeTheQuestion();
        healthy.set(false);

        ReleaseResult result = migrate(step -> {});

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.ABORTED_SAFE);
        assertThat(ran(result, "smoke-old")).isInstanceOf(StepResult.Failed.class);
    }

    @Test
    void letsAReleaseEndTheKilledRunBeforeItBegins() throws Exception {
        killedBeforeTheQuestion();

        ReleaseResult release = cloud.deploy().release().orElseThrow();

        assertThat(release.outcome()).as("%s", release).isIn(Outcome.DONE, Outcome.NOOP);
        assertThat(ran(release, "migrated").summary()).isEqualTo("that run had applied 1 migration");
        assertThat(ran(release, "smoke-old")).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(records("SELECT count(*) AS n FROM d4_release WHERE outcome IS NULL", "n"))
                .isEqualTo("0");
        assertThat(records("SELECT outcome FROM d4_release WHERE digest = 'migrations'", "outcome"))
                .isEqualTo("DONE");
    }

    @Test
    void letsNoReleaseOverAKilledRunWhoseSchemaTheLiveVersionDoesNotLiveWith() throws Exception {
        killedBeforeTheQuestion();
        healthy.set(false);

        ReleaseResult release = cloud.deploy().release().orElseThrow();

        assertThat(release.outcome()).as("%s", release).isEqualTo(Outcome.ABORTED_SAFE);
        assertThat(ran(release, "smoke-old").summary()).contains("does not live with the migrated schema");
        assertThat(release.steps()).extracting(Ran::id).doesNotContain("upload");
    }

    @Test
    void keepsARollbackOffAKilledRun() throws Exception {
        killedBeforeTheQuestion();

        ReleaseResult result = cloud.build(
                ExchangeListener.NONE,
                (bench, target) -> new RollbackRun(
                                bench, target, Optional.empty(), Optional::empty, Duration.ZERO, line -> {}, step -> {})
                        .run());

        StepResult.Failed failed = (StepResult.Failed) ran(result, "recover");
        assertThat(failed.summary()).isEqualTo("a migration of staging was not finished");
        assertThat(failed.remedy()).contains("mvn d4:migrate -Dd4.environment=staging");
    }

    @Test
    void saysWhichFileStoppedItAndKeepsNothingOfThatFile() throws Exception {
        Files.writeString(project.resolve("migrations/0004_broken.sql"), """
                -- d4:allow fails-from-empty this one is to stop the run itself
                CREATE TABLE half (id INTEGER PRIMARY KEY);
                INSERT INTO half VALUES (1);
                INSERT INTO half VALUES (1);
                """);

        ReleaseResult result = migrate(step -> {});

        assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
        StepResult.Failed failed = (StepResult.Failed) ran(result, "migrate");
        assertThat(failed.details()).contains("migrations/0004_broken.sql:4:1");
        assertThat(tracked()).contains(FILE).doesNotContain("0004_broken.sql");
        assertThat(records("SELECT count(*) AS n FROM sqlite_master WHERE name = 'half'", "n"))
                .isEqualTo("0");
    }

    private void killedBeforeTheQuestion() throws Exception {
        assertThatThrownBy(() -> migrate(step -> {
                    if (step.id().equals("smoke-old")) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");
        cloud.locksRunOut();
    }

    private void breakBeforeTheQuestion(Step step) {
        if (step.id().equals("smoke-old")) {
            healthy.set(false);
        }
    }

    private ReleaseResult migrate(Consumer<Step> beforeEach) throws Exception {
        return run(false, beforeEach);
    }

    private ReleaseResult run(boolean dry, Consumer<Step> beforeEach) throws Exception {
        DeployRun.Ended ended = cloud.build(
                ExchangeListener.NONE,
                (bench, target) -> new MigrateRun(
                                bench,
                                target,
                                new MigrateRun.Wishes(dry, Optional::empty, Duration.ZERO, line -> {}),
                                beforeEach)
                        .run(() -> new Checklist(Procedures.migrationChecklist(bench, target).stream()
                                        .filter(gate -> !gate.id().equals("clean-tree"))
                                        .toList())
                                .run()));
        assertThat(ended.release()).as("%s", ended).isPresent();
        return ended.release().orElseThrow();
    }

    private static StepResult ran(ReleaseResult result, String id) {
        return result.steps().stream()
                .filter(step -> step.id().equals(id))
                .map(Ran::result)
                .reduce((first, second) -> id.equals("smoke-old") ? first : second)
                .orElseThrow(() -> new AssertionError(id + " did not run: " + result));
    }

    private String tracked() throws Exception {
        return records("SELECT group_concat(name) AS names FROM d1_migrations", "names");
    }

    private String lastRecord() throws Exception {
        return records(
                "SELECT digest || ' ' || outcome || ' ' || migrations || ' ' || note AS said FROM d4_release"
                        + " ORDER BY started_at DESC, rowid DESC LIMIT 1",
                "said");
    }

    private String records(String sql, String column) throws Exception {
        return cloud.others()
                .call("POST", "/d1/database/" + Environments.DATABASE_ID + "/query", "{\"sql\":\"" + sql + "\"}")
                .result()
                .path(0)
                .path("results")
                .path(0)
                .path(column)
                .asText();
    }
}
