package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.failed;
import static com.pmerit.d4.worker.ShopWorker.progress;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsStepTest {
    @TempDir
    private Path directory;

    private ShopWorker shop;

    @BeforeEach
    void release() throws Exception {
        shop = new ShopWorker(directory);
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void refusesAVarThatTheNextReleaseWouldPutInItsPlace() throws Exception {
        shop.somebodyDeploys("{\"name\":\"ENVIRONMENT\",\"type\":\"secret_text\",\"text\":\"a\"}");

        StepResult.Failed failed = failed(step("ENVIRONMENT").run(Progress.none()));

        assertThat(failed.summary()).startsWith("ENVIRONMENT is a var of staging still");
        assertThat(failed.remedy()).contains("wrangler.toml", "<worker><secrets>");
        assertThat(shop.versions()).hasSize(1);
    }

    @Test
    void refusesCodeThatIsNotWhatItsTagNames() throws Exception {
        shop.account
                .others
                .upload(
                        "PUT",
                        ShopWorker.SCRIPT,
                        "{\"compatibility_date\":\"2026-04-01\",\"annotations\":{\"workers/tag\":\"" + "0".repeat(64)
                                + "\"}}",
                        "export default {};")
                .result();

        StepResult.Failed failed = failed(step("KEY").run(Progress.none()));

        assertThat(failed.summary()).contains("is not the code that its tag names");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
        assertThat(shop.versions()).hasSize(1);
    }

    @Test
    void doesNotGoOnWhenSomebodyElseDeployedSinceTheRunBegan() throws Exception {
        shop.release("one");

        StepResult.Failed failed = failed(step("KEY").run(Progress.none().withAnchor(Optional.of("another"))));

        assertThat(failed.summary()).startsWith("somebody else deployed shop-staging");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
    }

    @Test
    void doesNotTakeOverASecretThatOnlyALaterVersionHas() throws Exception {
        String live = shop.release("one");
        shop.account
                .others
                .upload(
                        "POST",
                        ShopWorker.SCRIPT + "/versions",
                        "{\"compatibility_date\":\"2026-04-01\",\"bindings\":[{\"name\":\"ORPHAN\",\"type\":\"secret_text\","
                                + "\"text\":\"a\"}]}",
                        "export default {}; // never deployed")
                .result();

        Progress progress = progress(step("KEY").run(Progress.none()));

        assertThat(progress.anchor()).contains(live);
        JsonNode made = version(progress.version().orElseThrow());
        assertThat(made.at("/resources/bindings").findValuesAsText("name"))
                .contains("KEY", "DB", "ENVIRONMENT")
                .doesNotContain("ORPHAN");
        assertThat(made.at("/resources/script/etag")).isEqualTo(version(live).at("/resources/script/etag"));
    }

    @Test
    void keepsLimitsAndPlacement() throws Exception {
        shop.account
                .others
                .upload(
                        "PUT",
                        ShopWorker.SCRIPT,
                        "{\"compatibility_date\":\"2026-04-01\",\"compatibility_flags\":[\"nodejs_compat\"],"
                                + "\"limits\":{\"cpu_ms\":50},\"placement\":{\"mode\":\"smart\"}}",
                        "export default {};")
                .result();
        String live = shop.head().orElseThrow();

        Progress progress = progress(step("KEY").run(Progress.none()));

        assertThat(version(progress.version().orElseThrow()).at("/resources/script_runtime"))
                .isEqualTo(version(live).at("/resources/script_runtime"));
    }

    @Test
    void takesTheVersionOfAnUploadWhoseAnswerWasLost() throws Exception {
        shop.release("one");
        shop.account.drops("POST", "/workers/scripts/{script}/versions", 1, 1, Moment.AFTER_ACTING);

        StepResult result = step("KEY").run(Progress.none());

        assertThat(result).isInstanceOf(StepResult.Done.class);
        assertThat(shop.versions()).hasSize(2);
        assertThat(progress(result).version()).contains(shop.versions().get(0));
    }

    @Test
    void makesAVersionOfItsOwnEachTimeForNobodyCanReadTheValuesOfAnother() throws Exception {
        shop.release("one");
        Progress first = progress(step("KEY").run(Progress.none()));

        Progress second = progress(step("KEY").run(first));

        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(shop.versions()).hasSize(3);
    }

    @Test
    void tellsWhatIsNotAsItShouldBe() throws Exception {
        String one = shop.release("one");
        LiveWorker.Serving live =
                (LiveWorker.Serving) shop.live().now("shop-staging").orElseThrow();
        VersionCopy copy = new VersionCopy(live, secrets("KEY"));
        assertThat(copy.faults(live.version())).containsExactly("KEY is no secret in it");

        shop.somebodyDeploys("{\"name\":\"KEY\",\"type\":\"secret_text\",\"text\":\"a\"},"
                + "{\"name\":\"ENVIRONMENT\",\"type\":\"plain_text\",\"text\":\"other\"},"
                + "{\"name\":\"MORE\",\"type\":\"plain_text\",\"text\":\"a\"}");
        String other = shop.head().orElseThrow();

        assertThat(one).isNotEqualTo(other);
        assertThat(copy.faults(
                        shop.account.api.versions().get("shop-staging", other).orElseThrow()))
                .contains(
                        "ENVIRONMENT is not bound in it as it is live",
                        "DB is not bound in it as it is live",
                        "MORE is bound in it, and is not live");
    }

    private SecretsStep step(String name) {
        Worker worker = new Worker(directory, directory.resolve("wrangler.toml"), List.of("KEY"));
        return new SecretsStep(worker, shop.staging, shop.live(), shop.account.api, secrets(name));
    }

    private static NewSecrets secrets(String name) {
        return new NewSecrets(Map.of(name, SecretValue.of("a value of the test")));
    }

    private JsonNode version(String id) throws IOException, InterruptedException {
        return shop.account.others.get(ShopWorker.SCRIPT + "/versions/" + id).result();
    }
}
