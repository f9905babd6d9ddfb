package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Recovery;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.smoke.Answer;
import com.pmerit.d4.worker.NewSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that are set on their own, against the embedded Cloudflare. */
final class PutSecretRunTest {
    private static final String QUERY = "/accounts/{account}/d1/database/{database}/query";

    /** The process that runs d4 is gone. */
    private static final class KilledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @TempDir
    private Path directory;

    private Path project;

    @AutoClose
    private StagingCloud cloud;

    @BeforeEach
    void start() throws IOException {
        project = directory.resolve("shop");
        cloud = StagingCloud.ofShop(project, "<secret>PAYMENT_KEY</secret><secret>MAIL_KEY</secret>");
    }

    @Test
    void refusesANameThatNobodyAskedFor() throws Exception {
        released();
        JsonNode before = versions();

        ReleaseResult result = put("PAYMNET_KEY");

        assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
        assertThat(failure(result).summary())
                .isEqualTo("neither the POM names PAYMNET_KEY nor has shop-staging a secret of that name");
        assertThat(failure(result).remedy()).contains("<secret>PAYMNET_KEY</secret>");
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void letsNobodyMeetAVersionThatDoesNotAnswerWell() throws Exception {
        String live = released();
        JsonNode before = last(versions()).path("secrets");
        sickWhere(asked -> !asked.isPublic());

        ReleaseResult result = put("PAYMENT_KEY");

        assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
        assertThat(ids(result)).endsWith("smoke-new", "anchor-back", "triggers-back", "smoke-anchor");
        assertThat(cloud.live()).contains(live);
        assertThat(last(versions()).path("secrets")).isNotEqualTo(before);
        assertThat(percentages(versions().size())).containsOnly(0.0);
        assertThat(openRuns()).isZero();
    }

    @Test
    void takesAVersionBackThatSickensUnderTrafficAndTheOldValuesWithIt() throws Exception {
        String live = released();
        sickWhere(asked -> asked.isPublic() && !asked.live().equals(live));

        ReleaseResult result = put("PAYMENT_KEY");

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(cloud.live()).contains(live);
        assertThat(openRuns()).isZero();
    }

    @Test
    void refusesWhileAReleaseIsUnfinished() throws Exception {
        released();
        edited();
        assertThatThrownBy(() -> cloud.build(
                        ExchangeListener.NONE,
                        (bench, target) -> new DeployRun(bench, target, wishes(Recovery.Wish.NONE), killedAt("deploy"))
                                .run(() -> Deploying.check(bench, target))))
                .isInstanceOf(KilledException.class);
        cloud.locksRunOut();

        ReleaseResult result = put("PAYMENT_KEY");

        assertThat(failure(result).summary()).isEqualTo("a release to staging was not finished");
        assertThat(failure(result).remedy()).contains("-Dd4.recover=finish", "-Dd4.recover=back");
    }

    @Test
    void changesNothingWhileNobodyCanSayWhetherAReleaseIsUnfinished() throws Exception {
        released();
        JsonNode before = versions();
        cloud.sandbox
                .faults()
                .add(new Fault("POST", new Fault.Template(QUERY), 1, 1000, new Fault.Drop(Fault.Moment.BEFORE_ACTING)));

        ReleaseResult result = put("PAYMENT_KEY");

        cloud.sandbox.faults().clear();
        assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
        assertThat(failure(result).summary())
                .isEqualTo("it could not be read whether an earlier release of shop-staging is unfinished");
        assertThat(failure(result).details()).isNotEmpty();
        assertThat(failure(result).remedy()).isEqualTo("run the same command again");
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void refusesWhileTrafficIsSplit() throws Exception {
        String old = released();
        edited();
        String live = released();
        cloud.others()
                .call(
                        "POST",
                        "/workers/scripts/shop-staging/deployments",
                        "{\"strategy\":\"percentage\",\"versions\":[{\"version_id\":\"" + old
                                + "\",\"percentage\":10},{\"version_id\":\"" + live + "\",\"percentage\":90}]}")
                .result();

        assertThat(failure(put("PAYMENT_KEY")).summary())
                .isEqualTo("staging (shop-staging) splits its traffic between versions");
    }

    @Test
    void setsManyAsOneVersionWithEverythingElseAsItIs() throws Exception {
        released();
        JsonNode before = last(versions()).deepCopy();
        JsonNode script = script().deepCopy();
        int deployments = cloud.deployments().size();

        ReleaseResult result = put("PAYMENT_KEY", "MAIL_KEY");

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(ids(result))
                .containsExactly(
                        "lock",
                        "journal",
                        "secrets",
                        "stage",
                        "smoke-new",
                        "traffic",
                        "deploy",
                        "smoke",
                        "record",
                        "unlock");
        JsonNode after = last(versions());
        assertThat(after.path("number").asInt()).isEqualTo(before.path("number").asInt() + 1);
        for (String same : List.of(
                "etag",
                "main_module",
                "compatibility_date",
                "compatibility_flags",
                "options",
                "annotations",
                "modules",
                "bindings")) {
            assertThat(after.path(same)).as(same).isEqualTo(before.path(same));
        }
        assertThat(after.path("secrets").path("PAYMENT_KEY"))
                .isNotEqualTo(before.path("secrets").path("PAYMENT_KEY"));
        assertThat(after.path("secrets").path("MAIL_KEY"))
                .isNotEqualTo(before.path("secrets").path("MAIL_KEY"));
        for (String same : List.of("settings", "workers_dev", "previews", "crons", "routes")) {
            assertThat(script().path(same)).as(same).isEqualTo(script.path(same));
        }
        assertThat(cloud.deployments()).hasSize(deployments + 2);
        assertThat(last(cloud.deployments())
                        .path("annotations")
                        .path("workers/message")
                        .asText())
                .isEqualTo("Secrets set by d4: MAIL_KEY, PAYMENT_KEY");
        assertThat(cloud.deploy().release().orElseThrow().outcome()).isEqualTo(Outcome.NOOP);
    }

    @Test
    void leavesSecretsThatAreNotNamed() throws Exception {
        released();
        JsonNode mail = last(versions()).path("secrets").path("MAIL_KEY");

        put("PAYMENT_KEY");

        assertThat(last(versions()).path("secrets").path("MAIL_KEY")).isEqualTo(mail);
    }

    @Test
    void makesAVarASecretOfTheSameNameWithoutAGap() throws Exception {
        Files.writeString(
                project.resolve("wrangler.toml"),
                Files.readString(project.resolve("wrangler.toml"))
                        .replace("ENVIRONMENT = \"staging\"", "ENVIRONMENT = \"staging\"\nAUTH_SALT = \"in-plain\""));
        cloud.checksOut(ShopProject.read(project, "<secret>PAYMENT_KEY</secret><secret>MAIL_KEY</secret>"));
        released();
        assertThat(failure(put("AUTH_SALT")).remedy()).contains("<secret>AUTH_SALT</secret>");
        Files.writeString(
                project.resolve("wrangler.toml"),
                Files.readString(project.resolve("wrangler.toml")).replace("AUTH_SALT = \"in-plain\"", ""));
        cloud.checksOut(ShopProject.read(
                project, "<secret>PAYMENT_KEY</secret><secret>MAIL_KEY</secret><secret>AUTH_SALT</secret>"));

        ReleaseResult result = put("AUTH_SALT");

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(last(versions())
                        .path("bindings")
                        .path("AUTH_SALT")
                        .path("type")
                        .asText())
                .isEqualTo("secret_text");
        List<Boolean> bound = new ArrayList<>();
        versions().forEach(version -> bound.add(version.path("bindings").has("AUTH_SALT")));
        assertThat(bound).endsWith(false, true, true);
        assertThat(cloud.deploy().release().orElseThrow().outcome()).isEqualTo(Outcome.NOOP);
    }

    @Test
    void keepsTheFirstSecretsInADraftThatNobodyMeetsUntilTheRelease() throws Exception {
        cloud.others()
                .call("DELETE", "/workers/services/shop-staging?force=true", "")
                .result();
        ReleaseResult first = put("PAYMENT_KEY");
        assertThat(first.outcome()).as("%s", first).isEqualTo(Outcome.DONE);
        ReleaseResult second = put("MAIL_KEY");
        assertThat(second.outcome()).as("%s", second).isEqualTo(Outcome.DONE);

        assertThat(ids(first)).containsExactly("lock", "journal", "draft", "record", "unlock");
        assertThat(ids(second)).containsExactly("lock", "journal", "secrets", "stage", "deploy", "record", "unlock");
        assertThat(script().path("workers_dev").asBoolean()).isFalse();
        JsonNode set = last(versions()).path("secrets").deepCopy();
        assertThat(set.size()).isEqualTo(2);
        DeployRun.Ended release = cloud.deploy();
        assertThat(release.release().orElseThrow().outcome()).as("%s", release).isEqualTo(Outcome.DONE);
        assertThat(last(versions()).path("secrets")).isEqualTo(set);
    }

    @Test
    void addsToTheDraftThatWranglerMadeForItsFirstSecret() throws Exception {
        ReleaseResult result = put("PAYMENT_KEY");

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(ids(result)).containsExactly("lock", "journal", "secrets", "stage", "deploy", "record", "unlock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secrets", "stage", "smoke-new", "deploy", "smoke", "record"})
    void finishesWhatWasKilledWhenItIsRunAgain(String step) throws Exception {
        released();
        JsonNode before = last(versions()).path("secrets").path("PAYMENT_KEY").deepCopy();
        assertThatThrownBy(() -> put(killedAt(step), "PAYMENT_KEY")).isInstanceOf(KilledException.class);
        cloud.locksRunOut();

        ReleaseResult result = put("PAYMENT_KEY");

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(cloud.live()).isEqualTo(result.progress().version());
        assertThat(cloud.traffic().path(String.valueOf(versions().size())).asDouble())
                .as("the values in hand are live")
                .isEqualTo(100.0);
        assertThat(last(versions()).path("secrets").path("PAYMENT_KEY")).isNotEqualTo(before);
        assertThat(openRuns()).isZero();
    }

    @Test
    void endsAnUndoThatWasKilledBeforeItSetsAnything() throws Exception {
        String live = released();
        sickWhere(asked -> asked.isPublic() && !asked.live().equals(live));
        assertThatThrownBy(() -> put(killedAt("anchor-back"), "PAYMENT_KEY")).isInstanceOf(KilledException.class);
        cloud.locksRunOut();
        sickWhere(asked -> false);

        ReleaseResult result = put("PAYMENT_KEY");

        assertThat(ids(result))
                .containsSubsequence("anchor-back", "smoke-anchor", "record", "unlock", "lock", "secrets", "deploy");
        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(openRuns()).isZero();
    }

    @Test
    void isEndedByADeployThatIsToldTo() throws Exception {
        String live = released();
        assertThatThrownBy(() -> put(killedAt("smoke"), "PAYMENT_KEY")).isInstanceOf(KilledException.class);
        cloud.locksRunOut();

        ReleaseResult refused = cloud.deploy().release().orElseThrow();
        assertThat(failure(refused).summary()).startsWith("a run of d4:put-secret to staging");
        assertThat(failure(refused).remedy()).startsWith("run d4:put-secret again");

        ReleaseResult back = cloud.build(
                        ExchangeListener.NONE,
                        (bench, target) -> Deploying.deploy(bench, target, Recovery.Wish.BACK, Optional.empty()))
                .release()
                .orElseThrow();
        assertThat(back.outcome()).as("%s", back).isEqualTo(Outcome.DONE);
        assertThat(cloud.live()).contains(live);
        assertThat(openRuns()).isZero();
    }

    @Test
    void isNotRolledBackAcross() throws Exception {
        released();
        put("PAYMENT_KEY");

        ReleaseResult rollback = cloud.build(
                ExchangeListener.NONE,
                (bench, target) -> new RollbackRun(
                                bench, target, Optional.empty(), Optional::empty, Duration.ZERO, line -> {}, step -> {})
                        .run());

        assertThat(rollback.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
        assertThat(failure(rollback).summary()).contains("secrets were changed since it was made");
    }

    @Test
    void isARunOfItsOwnKindOnRecord() throws Exception {
        released();
        put("PAYMENT_KEY");

        JsonNode rows =
                query("SELECT digest, outcome, commit_hash FROM d4_release ORDER BY started_at DESC, rowid DESC");

        assertThat(rows.path(0).path("digest").asText()).isEqualTo(Run.SECRETS);
        assertThat(rows.path(0).path("outcome").asText()).isEqualTo("DONE");
        assertThat(rows.path(0).path("commit_hash").isNull()).isTrue();
    }

    private String released() throws Exception {
        DeployRun.Ended ended = cloud.deploy();
        assertThat(ended.release()).as("%s", ended).isPresent();
        ReleaseResult release = ended.release().get();
        assertThat(release.outcome()).as("%s", ended).isEqualTo(Outcome.DONE);
        return release.progress().version().orElseThrow();
    }

    private void edited() throws IOException {
        Path code = project.resolve("src/worker.js");
        Files.writeString(code, Files.readString(code) + "\n// edited\n");
    }

    private ReleaseResult put(String... names) throws Exception {
        return put(step -> {}, names);
    }

    private ReleaseResult put(Consumer<Step> beforeEach, String... names) throws Exception {
        Map<String, SecretValue> values = new TreeMap<>();
        for (String name : names) {
            values.put(name, SecretValue.of("a value of " + name + " " + System.nanoTime()));
        }
        return cloud.build(
                ExchangeListener.NONE,
                (bench, target) -> new PutSecretRun(
                                bench,
                                target,
                                new NewSecrets(values),
                                Optional::empty,
                                Duration.ZERO,
                                line -> {},
                                beforeEach)
                        .run());
    }

    private static Consumer<Step> killedAt(String id) {
        return step -> {
            if (step.id().equals(id)) {
                throw new KilledException();
            }
        };
    }

    private static DeployRun.Wishes wishes(Recovery.Wish recover) {
        return new DeployRun.Wishes(
                recover,
                Optional.empty(),
                Optional::empty,
                Duration.ZERO,
                "mvn deploy -Pstaging",
                text -> text,
                line -> {});
    }

    /** A question that somebody asks the Worker. */
    private record Asked(boolean isPublic, String live) {}

    private void sickWhere(Predicate<Asked> sick) {
        cloud.answersBy(question -> {
            boolean preview = !question.url().getHost().equals("shop-staging.team.workers.dev")
                    || question.headers().keySet().stream().anyMatch(name -> name.contains("Version-Overrides"));
            boolean health = question.url().getPath().equals("/health");
            String status = sick.test(new Asked(!preview, live())) ? "sick" : "healthy";
            return new Answer(health ? 200 : 404, ("{\"status\":\"" + status + "\"}").getBytes(StandardCharsets.UTF_8))
                    .with("Content-Type", "application/json");
        });
    }

    private String live() throws InterruptedException {
        try {
            return cloud.live().orElse("");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private JsonNode script() throws IOException {
        return cloud.snapshot().path("workers").path("scripts").path("shop-staging");
    }

    private JsonNode versions() throws IOException {
        return script().path("versions");
    }

    private static JsonNode last(JsonNode list) {
        return list.path(list.size() - 1);
    }

    /** How much of the traffic a version ever had. */
    private List<Double> percentages(int version) throws IOException {
        List<Double> percentages = new ArrayList<>();
        cloud.deployments().forEach(deployment -> {
            JsonNode share = deployment.path("versions").path(String.valueOf(version));
            if (!share.isMissingNode()) {
                percentages.add(share.asDouble());
            }
        });
        return percentages;
    }

    private int openRuns() throws Exception {
        return query("SELECT id FROM d4_release WHERE outcome IS NULL").size();
    }

    private JsonNode query(String sql) throws Exception {
        return cloud.others()
                .call("POST", "/d1/database/e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9/query", "{\"sql\":\"" + sql + "\"}")
                .result()
                .path(0)
                .path("results");
    }

    private static List<String> ids(ReleaseResult result) {
        return result.steps().stream().map(Ran::id).toList();
    }

    private static StepResult.Failed failure(ReleaseResult result) {
        return result.steps().stream()
                .map(Ran::result)
                .filter(StepResult.Failed.class::isInstance)
                .map(StepResult.Failed.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing fell short: " + result));
    }
}
