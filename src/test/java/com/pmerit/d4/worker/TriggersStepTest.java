package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.failed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Environment;
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

final class TriggersStepTest {
    private static final String ROUTE = "/workers/scripts/{script}";

    @TempDir
    private Path directory;

    private ShopWorker shop;

    @BeforeEach
    void start() throws Exception {
        shop = new ShopWorker(directory);
        shop.release("one");
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void failsWhenTheSchedulesCannotBeSetAndMendsThemTheNextTime() throws Exception {
        shop.account.drops("PUT", ROUTE + "/schedules", 1, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(run("{\"triggers\":{\"crons\":[\"0 1 * * *\"]}}", "0 1 * * *"));

        assertThat(failed.liveNow()).isEqualTo("version v1 is live, but its triggers are not all set");
        assertThat(failed.remedy()).startsWith("run the same command again");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.HUMAN);
        shop.account.sandbox.faults().clear();
        assertThat(run("{\"triggers\":{\"crons\":[\"0 1 * * *\"]}}", "0 1 * * *"))
                .isInstanceOf(StepResult.Done.class);
        assertThat(crons()).containsExactly("0 1 * * *");
    }

    @Test
    void takesTheReleaseBackWhoseTriggersCannotBeSet() throws Exception {
        shop.account.drops("GET", ROUTE + "/subdomain", 1, 1_000, Moment.BEFORE_ACTING);
        Progress serving =
                Progress.none().withAnchor(Optional.of("v0")).withVersion("v1").nowServing();

        assertThat(failed(new TriggersStep(shop.staging, shop.account.api).run(serving))
                        .aftermath())
                .isEqualTo(Aftermath.TAKE_BACK);
    }

    @Test
    void setsSchedulesOnce() throws Exception {
        String config = "{\"triggers\":{\"crons\":[\"0 1 * * *\",\"0 2 * * *\"]}}";

        assertThat(run(config, "0 1 * * *", "0 2 * * *").summary()).contains("schedules 0 1 * * *, 0 2 * * *");
        assertThat(crons()).containsExactlyInAnyOrder("0 1 * * *", "0 2 * * *");
        assertThat(run(config, "0 2 * * *", "0 1 * * *")).isInstanceOf(StepResult.AlreadyDone.class);
    }

    @Test
    void clearsSchedulesThatTheConfigNamesAsNone() throws Exception {
        run("{\"triggers\":{\"crons\":[\"0 1 * * *\"]}}", "0 1 * * *");

        assertThat(run("{\"triggers\":{\"crons\":[]}}").summary()).contains("no schedules");
        assertThat(crons()).isEmpty();
    }

    @Test
    void leavesSchedulesAloneThatTheConfigDoesNotMention() throws Exception {
        run("{\"triggers\":{\"crons\":[\"0 1 * * *\"]}}", "0 1 * * *");

        assertThat(run("{}")).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(crons()).containsExactly("0 1 * * *");
    }

    @Test
    void turnsWorkersDevOffWhenTheConfigSaysSo() throws Exception {
        run("{\"workers_dev\":true}");

        assertThat(run("{\"workers_dev\":false}").summary()).contains("workers.dev off, preview URLs off");
        assertThat(workersDev()).isFalse();
    }

    @Test
    void turnsWorkersDevOffForAWorkerWithRoutesUnlessItIsNamed() throws Exception {
        run("{}");
        assertThat(workersDev()).isTrue();

        run("{\"routes\":[\"shop.example.com/*\"]}");
        assertThat(workersDev()).isFalse();
        run("{\"routes\":[\"shop.example.com/*\"],\"workers_dev\":true}");
        assertThat(workersDev()).isTrue();
    }

    private StepResult run(String config, String... crons) throws IOException {
        Map<String, JsonNode> raw = new HashMap<>();
        new ObjectMapper().readTree(config).properties().forEach(key -> raw.put(key.getKey(), key.getValue()));
        Environment environment = Environments.staging(directory, raw, List.of(crons));
        return new TriggersStep(environment, shop.account.api)
                .run(Progress.none().withVersion("v1").nowServing());
    }

    private List<String> crons() throws Exception {
        return shop.account
                .others
                .get(ShopWorker.SCRIPT + "/schedules")
                .result()
                .path("schedules")
                .findValuesAsText("cron");
    }

    private boolean workersDev() throws Exception {
        return shop.account
                .others
                .get(ShopWorker.SCRIPT + "/subdomain")
                .result()
                .path("enabled")
                .asBoolean();
    }
}
