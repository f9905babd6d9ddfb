package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static com.pmerit.d4.worker.ShopWorker.failed;
import static com.pmerit.d4.worker.ShopWorker.progress;
import static com.pmerit.d4.worker.ShopWorker.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.TrafficPortion;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
    private Environment environment;

    @BeforeEach
    void uploadASecondVersion() throws Exception {
        shop = new ShopWorker(directory);
        environment = shop.staging;
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
                .isEqualTo("somebody else deployed shop-staging before this release shifted all traffic");
        assertThat(failed.liveNow()).isEqualTo("live is version " + foreign.orElseThrow() + " at 100 %");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(shop.head()).isEqualTo(foreign);
    }

    @Test
    void refusesWhenSomebodyElseSplitTheTrafficInBetween() throws Exception {
        shop.somebodyShifts(share(live, 50) + "," + share(uploaded.version().orElseThrow(), 50));

        StepResult.Failed failed = failed(deploy(uploaded));

        assertThat(failed.liveNow()).startsWith("live is version " + live + " at 50 %, version ");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(shop.head()).isEmpty();
    }

    @Test
    void noticesThatSomebodyElseDeployedRightAfterIt() throws Exception {
        String foreign = "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"deployments\":[{\"id\":\"d\","
                + "\"created_on\":\"2026-11-22T12:00:00Z\",\"versions\":[" + share("somebody-elses", 100) + "]}]}}";
        shop.account.answers("GET", DEPLOYMENTS, 2, 200, foreign);

        StepResult.Failed failed = failed(deploy(uploaded));

        assertThat(failed.summary())
                .isEqualTo("somebody else deployed shop-staging while this release shifted all traffic");
        assertThat(failed.liveNow()).isEqualTo("live is version somebody-elses at 100 %");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
    }

    @Test
    void doesNotCallTrafficAsItWasWhenItsShiftCannotBeReadBack() throws Exception {
        shop.account.drops("GET", DEPLOYMENTS, 2, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(deploy(uploaded));

        assertThat(failed.liveNow()).isEqualTo("it is not known which version is live");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.HUMAN);
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
    void shiftsTheRestOfTheTraffic() throws Exception {
        shop.stage(uploaded);
        assertThat(deploy(uploaded)).isInstanceOf(StepResult.Done.class);

        shop.somebodyShifts(share(live, 90) + "," + share(uploaded.version().orElseThrow(), 10));
        environment = Environments.withTraffic(shop.staging, new TrafficPortion(10, Duration.ofMinutes(5)));
        assertThat(deploy(uploaded)).isInstanceOf(StepResult.Done.class);
        assertThat(shop.head()).isEqualTo(uploaded.version());
    }

    @Test
    void isSafeWhenCloudflareRefusesTheShift() throws Exception {
        refuseDeployments();

        StepResult.Failed failed = failed(deploy(uploaded));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
        assertThat(failed.liveNow()).isEqualTo("users still meet what they met before");
    }

    @Test
    void takesBackWhatAPartOfTheUsersMetWhenCloudflareRefusesTheRest() throws Exception {
        environment = Environments.withTraffic(shop.staging, new TrafficPortion(10, Duration.ofMinutes(5)));
        refuseDeployments();

        assertThat(failed(deploy(uploaded)).aftermath()).isEqualTo(Aftermath.TAKE_BACK);
    }

    @Test
    void isWrittenDownBeforeTrafficMoves() {
        assertThat(new DeployStep(environment, shop.account.api, "1.2.0").phase())
                .contains(Phase.SHIFTING);
    }

    @Test
    void writesNothingWhenTheVersionServesAlready() throws Exception {
        StepResult deployed = deploy(uploaded.nowServing());

        assertThat(deployed).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(shop.head()).contains(live);
    }

    private void refuseDeployments() {
        String refused =
                "{\"success\":false,\"errors\":[{\"code\":10021,\"message\":\"no\"}],\"messages\":[],\"result\":null}";
        shop.account.answers("POST", DEPLOYMENTS, 1, 400, refused);
    }

    private StepResult deploy(Progress progress) {
        return new DeployStep(environment, shop.account.api, "1.2.0 abc").run(progress);
    }
}
