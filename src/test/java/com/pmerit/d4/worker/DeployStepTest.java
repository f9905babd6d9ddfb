package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static com.pmerit.d4.worker.ShopWorker.failed;
import static com.pmerit.d4.worker.ShopWorker.progress;
import static com.pmerit.d4.worker.ShopWorker.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeployStepTest {
    private static final String DEPLOYMENTS = "/workers/scripts/{script}/deployments";

    @TempDir
    private Path directory;

    private ShopWorker shop;
    private String live;
    private Progress uploaded;

    @BeforeEach
    void uploadASecondVersion() throws Exception {
        shop = new ShopWorker(directory);
        live = shop.release("one");
        uploaded = progress(shop.upload(code("two")));
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void refusesWhenSomebodyElseDeployedInBetween() throws Exception {
        shop.somebodyDeploys("");
        Optional<String> foreign = shop.head();

        StepResult.Failed failed = failed(deploy(uploaded));

        assertThat(failed.summary())
                .isEqualTo("somebody else deployed shop-staging before this release shifted any traffic");
        assertThat(failed.liveNow()).contains("version " + foreign.orElseThrow() + " is live");
        assertThat(failed.safe()).isTrue();
        assertThat(shop.head()).isEqualTo(foreign);
    }

    @Test
    void refusesWhenSomebodyElseSplitTheTrafficInBetween() throws Exception {
        shop.somebodyShifts(share(live, 50) + "," + share(uploaded.version().orElseThrow(), 50));

        StepResult.Failed failed = failed(deploy(uploaded));

        assertThat(failed.liveNow()).startsWith("traffic is split");
        assertThat(shop.head()).isEmpty();
    }

    @Test
    void noticesThatSomebodyElseDeployedRightAfterIt() throws Exception {
        String foreign = "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"deployments\":[{\"id\":\"d\","
                + "\"created_on\":\"2026-11-22T12:00:00Z\",\"versions\":[" + share("somebody-elses", 100) + "]}]}}";
        shop.account.answers("GET", DEPLOYMENTS, 2, 200, foreign);

        StepResult.Failed failed = failed(deploy(uploaded));

        assertThat(failed.summary())
                .isEqualTo("somebody else deployed shop-staging while this release shifted its traffic");
        assertThat(failed.liveNow()).contains("somebody-elses is live");
        assertThat(failed.safe()).isFalse();
    }

    @Test
    void doesNotCallTrafficAsItWasWhenItsShiftCannotBeReadBack() throws Exception {
        shop.account.drops("GET", DEPLOYMENTS, 2, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(deploy(uploaded));

        assertThat(failed.liveNow()).isEqualTo("it is not known which version is live");
        assertThat(failed.safe()).isFalse();
        assertThat(shop.account.sandbox.faults().seen().get(0).hits()).isPositive();
    }

    @Test
    void breaksWhenNothingWasUploaded() {
        assertThatThrownBy(() -> deploy(Progress.none())).hasMessageContaining("deploys before it has uploaded");
    }

    @Test
    void shiftsAllTraffic() throws Exception {
        StepResult deployed = deploy(uploaded);

        assertThat(deployed).isInstanceOf(StepResult.Done.class);
        assertThat(deployed.summary())
                .isEqualTo("version " + uploaded.version().orElseThrow() + " takes all traffic, before it " + live);
        assertThat(shop.head()).isEqualTo(uploaded.version());
    }

    @Test
    void writesNothingWhenTheVersionServesAlready() throws Exception {
        StepResult deployed = deploy(uploaded.nowServing());

        assertThat(deployed).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(shop.head()).contains(live);
    }

    private StepResult deploy(Progress progress) {
        return new DeployStep(shop.staging, shop.account.api, "1.2.0 abc").run(progress);
    }
}
