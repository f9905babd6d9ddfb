package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Change;
import com.pmerit.d4.release.Forecast;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TriggersPlanTest {
    private static final String CONFIG = "{\"workers_dev\":false,\"triggers\":{\"crons\":[\"0 1 * * *\"]},"
            + "\"observability\":{\"enabled\":true},\"logpush\":true}";

    @TempDir
    private Path directory;

    private ShopWorker shop;

    @BeforeEach
    void start() throws IOException {
        shop = new ShopWorker(directory);
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void cannotPlanWhenTheTriggersCannotBeRead() throws Exception {
        shop.release("one");
        shop.account.drops("GET", "/workers/scripts/{script}/schedules", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(((Forecast.Unknown) forecast(environment())).why()).contains("read the schedules of Worker");
    }

    @Test
    void leavesTheTriggersOfAWorkerThatDoesNotExistToItsFirstRelease() throws Exception {
        assertThat(rows(environment()))
                .containsExactly(new Change("trigger", "all", "no Worker", "as the wrangler config says"));
    }

    @Test
    void forecastsExactlyWhatTheStepThenSets() throws Exception {
        shop.release("one");
        new TriggersStep(Environments.staging(directory), shop.account.api).run(Progress.none());

        assertThat(rows(environment()))
                .contains(
                        new Change("trigger", "workers.dev", "on, preview URLs on", "off, preview URLs off"),
                        new Change("trigger", "schedules", "none", "0 1 * * *"))
                .filteredOn(
                        row -> row.name().equals("observability") || row.name().equals("logpush"))
                .hasSize(2)
                .allMatch(Change::isNeeded);
        StepResult made = new TriggersStep(environment(), shop.account.api).run(Progress.none());
        assertThat(made.summary())
                .isEqualTo("workers.dev off, preview URLs off; schedules 0 1 * * *; logpush; observability");
        assertThat(rows(environment())).hasSize(4).noneMatch(Change::isNeeded);
    }

    @Test
    void doesNotListWhatTheConfigDoesNotMention() throws Exception {
        shop.release("one");

        assertThat(rows(Environments.staging(directory)))
                .extracting(Change::name)
                .containsExactly("workers.dev");
    }

    private Environment environment() throws IOException {
        Map<String, JsonNode> raw = new HashMap<>();
        new ObjectMapper().readTree(CONFIG).properties().forEach(key -> raw.put(key.getKey(), key.getValue()));
        return Environments.staging(directory, raw, List.of("0 1 * * *"));
    }

    private Forecast forecast(Environment environment) {
        return new TriggersPlan(environment, shop.live(), shop.account.api).forecast();
    }

    private List<Change> rows(Environment environment) {
        Forecast forecast = forecast(environment);
        assertThat(forecast).isInstanceOf(Forecast.Known.class);
        return ((Forecast.Known) forecast).changes();
    }
}
