package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.failed;
import static com.pmerit.d4.worker.ShopWorker.progress;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Anchor;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TriggersBackStepTest {
    private static final String CONFIG = "{\"workers_dev\":false,\"triggers\":{\"crons\":[\"0 2 * * *\"]},"
            + "\"observability\":{\"enabled\":true},\"logpush\":true}";

    @TempDir
    private Path directory;

    private ShopWorker shop;
    private Environment environment;
    private Progress kept;
    private List<JsonNode> before;

    @BeforeEach
    void keepTheTriggersOfARelease() throws Exception {
        shop = new ShopWorker(directory);
        shop.release("one");
        write("PUT", "/schedules", "[{\"cron\":\"0 1 * * *\"},{\"cron\":\"30 4 * * *\"}]");
        write("POST", "/subdomain", "{\"enabled\":true,\"previews_enabled\":false}");
        write("PATCH", "/script-settings", "{\"observability\":{\"enabled\":false,\"head_sampling_rate\":0.5}}");
        before = triggers();
        Map<String, JsonNode> raw = new HashMap<>();
        new ObjectMapper().readTree(CONFIG).properties().forEach(key -> raw.put(key.getKey(), key.getValue()));
        environment = Environments.staging(directory, raw, List.of("0 2 * * *"));
        Anchor anchor = new AnchorReading(shop.account.api).of("shop-staging").orElseThrow();
        kept = Progress.none().withAnchor(anchor.version()).withVersion("v2").nowServing();
        for (Map.Entry<String, String> each : anchor.kept().entrySet()) {
            kept = kept.keeping(each.getKey(), each.getValue());
        }
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void leavesToAPersonWhatItCannotRestore() throws Exception {
        release();
        shop.account.drops("PUT", "/workers/scripts/{script}/schedules", 1, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(back());

        assertThat(failed.aftermath()).isEqualTo(Aftermath.HUMAN);
        assertThat(failed.liveNow())
                .isEqualTo("the triggers of shop-staging may be those of the release that is taken back");
        shop.account.sandbox.faults().clear();
        back();
        assertThat(triggers()).isEqualTo(before);
    }

    @Test
    void leavesToAPersonWhatItCannotRead() throws Exception {
        shop.account.drops("GET", "/workers/scripts/{script}/subdomain", 1, 1_000, Moment.BEFORE_ACTING);
        assertThat(failed(back()).aftermath()).isEqualTo(Aftermath.HUMAN);

        kept = kept.keeping(TriggersReading.KEPT, "{\"schedules\":[]}");
        assertThat(failed(back()).summary())
                .isEqualTo("what the run keeps of the triggers cannot be read: {\"schedules\":[]}");
        kept = kept.keeping(TriggersReading.KEPT, "{");
        assertThat(failed(back()).aftermath()).isEqualTo(Aftermath.HUMAN);
    }

    @Test
    void restoresAllThatTheReleaseChanged() throws Exception {
        release();
        assertThat(triggers()).isNotEqualTo(before);

        StepResult restored = back();

        assertThat(restored.summary())
                .isEqualTo("as before the release: workers.dev, schedules, observability, logpush");
        assertThat(triggers()).isEqualTo(before);
    }

    @Test
    void writesNothingWhereNothingDiffers() throws Exception {
        shop.account.sandbox.requests().clear();

        assertThat(back()).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(shop.account.sandbox.requests().entries())
                .isNotEmpty()
                .allMatch(request -> request.method().equals("GET"));
    }

    @Test
    void leavesWhatSomebodyElseSetInTheMeantime() throws Exception {
        release();
        write("PUT", "/schedules", "[{\"cron\":\"15 5 * * *\"}]");

        StepResult restored = back();

        assertThat(restored.summary())
                .isEqualTo("as before the release: workers.dev, observability, logpush;"
                        + " left as somebody else made them: schedules");
        assertThat(triggers().get(0).toString()).contains("15 5 * * *");
    }

    @Test
    void isNotNeededWhereNothingWasKept() throws Exception {
        assertThat(new TriggersBackStep(environment, shop.account.api).run(Progress.none()))
                .isInstanceOf(StepResult.NotNeeded.class);
    }

    @Test
    void keepsNothingOfAWorkerThatDoesNotExist() {
        assertThat(new AnchorReading(shop.account.api).of("nobody").orElseThrow())
                .isEqualTo(Anchor.none());
        assertThat(new TriggersReading(shop.account.api).kept("nobody").orElseThrow())
                .isEmpty();
    }

    @Test
    void readsTheLiveVersionAndItsDeployment() throws Exception {
        Anchor anchor = new AnchorReading(shop.account.api).of("shop-staging").orElseThrow();

        assertThat(anchor.version()).isEqualTo(shop.head());
        assertThat(anchor.deployment())
                .isEqualTo(Optional.of(shop.deployments().path(0).path("id").asText()));
    }

    private void release() {
        assertThat(progress(new TriggersStep(environment, shop.account.api).run(kept))
                        .serving())
                .isTrue();
    }

    private StepResult back() {
        return new TriggersBackStep(environment, shop.account.api).run(kept);
    }

    private void write(String method, String path, String body) throws IOException, InterruptedException {
        shop.account.others.call(method, ShopWorker.SCRIPT + path, body).result();
    }

    /** Without the times at which schedules were written. */
    private List<JsonNode> triggers() throws IOException, InterruptedException {
        JsonNode crons = new ObjectMapper()
                .valueToTree(shop.account
                        .others
                        .get(ShopWorker.SCRIPT + "/schedules")
                        .result()
                        .path("schedules")
                        .findValuesAsText("cron"));
        return List.of(
                crons,
                shop.account.others.get(ShopWorker.SCRIPT + "/subdomain").result(),
                shop.account.others.get(ShopWorker.SCRIPT + "/script-settings").result());
    }
}
