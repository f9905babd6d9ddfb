package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.failed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AddressStepTest {
    private static final String SUBDOMAIN = "/workers/scripts/{script}/subdomain";

    @TempDir
    private Path directory;

    private ShopWorker shop;

    @BeforeEach
    void start() throws Exception {
        shop = new ShopWorker(directory);
        shop.release("one");
        turn(false);
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void failsBeforeUsersMeetAnythingWhenTheAddressCannotBeSwitchedOn() {
        shop.account.drops("POST", SUBDOMAIN, 1, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(run(Progress.none().withVersion("v1")));

        assertThat(failed.liveNow()).isEqualTo("users still meet what they met before");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
    }

    @Test
    void callsForAPersonWhenTheFirstVersionIsLiveAndCannotBeAsked() {
        shop.account.drops("GET", SUBDOMAIN, 1, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(run(Progress.none().withVersion("v1").nowServing()));

        assertThat(failed.liveNow())
                .isEqualTo("version v1 is the first and live, and may not be reachable under workers.dev");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.HUMAN);
    }

    @Test
    void switchesTheAddressOnOnce() throws Exception {
        assertThat(run(Progress.none())).isInstanceOf(StepResult.Done.class);
        assertThat(isOn()).isTrue();

        assertThat(run(Progress.none())).isInstanceOf(StepResult.AlreadyDone.class);
    }

    @Test
    void leavesItOffWhereTheConfigWantsItOff() throws Exception {
        Environment hidden = Environments.staging(directory, Map.of("workers_dev", BooleanNode.FALSE));

        assertThat(new AddressStep(hidden, shop.account.api).run(Progress.none()))
                .isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(isOn()).isFalse();
    }

    private StepResult run(Progress progress) {
        return new AddressStep(shop.staging, shop.account.api).run(progress);
    }

    private boolean isOn() throws Exception {
        return shop.account
                .others
                .get(ShopWorker.SCRIPT + "/subdomain")
                .result()
                .path("enabled")
                .asBoolean();
    }

    private void turn(boolean on) throws Exception {
        String body = JsonNodeFactory.instance.objectNode().put("enabled", on).toString();
        shop.account.others.call("POST", ShopWorker.SCRIPT + "/subdomain", body).result();
    }
}
