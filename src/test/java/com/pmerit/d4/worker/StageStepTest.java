package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static com.pmerit.d4.worker.ShopWorker.failed;
import static com.pmerit.d4.worker.ShopWorker.progress;
import static com.pmerit.d4.worker.ShopWorker.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.TrafficPortion;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StageStepTest {
    private static final String DEPLOYMENTS = "/workers/scripts/{script}/deployments";

    @TempDir
    private Path directory;

    private ShopWorker shop;
    private String live;
    private Progress uploaded;
    private String next;

    @BeforeEach
    void uploadASecondVersion() throws Exception {
        shop = new ShopWorker(directory);
        live = shop.release("one");
        uploaded = progress(shop.upload(code("two")));
        next = uploaded.version().orElseThrow();
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void refusesWhenSomebodyElseDeployedInBetween() throws Exception {
        shop.somebodyDeploys("");
        Map<String, Double> foreign = shop.shares();

        StepResult.Failed failed = failed(shop.stage(uploaded));

        assertThat(failed.summary())
                .isEqualTo("somebody else deployed shop-staging before this release staged its version");
        assertThat(failed.liveNow()).isEqualTo("live is version " + shop.head().orElseThrow() + " at 100 %");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(shop.shares()).isEqualTo(foreign);
    }

    @Test
    void refusesWhenSomebodyElseStagedInBetween() throws Exception {
        String other = progress(shop.upload(code("other"))).version().orElseThrow();
        shop.somebodyShifts(share(live, 100) + "," + share(other, 0));

        assertThat(failed(shop.stage(uploaded)).aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(shop.shares()).containsEntry(other, 0.0);
    }

    @Test
    void seesWhatSomebodyElseDeployedBetweenTheLookAndTheWrite() throws Exception {
        String newest = "{\"id\":\"d3\",\"created_on\":\"2026-11-22T12:00:02Z\",\"versions\":[" + share(live, 100) + ","
                + share(next, 0) + "]}";
        String foreign = "{\"id\":\"d2\",\"created_on\":\"2026-11-22T12:00:01Z\",\"versions\":["
                + share("somebody-elses", 100) + "]}";
        String before = shop.deployments().path(0).toString();
        shop.account.answers(
                "GET",
                DEPLOYMENTS,
                2,
                200,
                "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"deployments\":[" + newest + "," + foreign
                        + "," + before + "]}}");

        StepResult.Failed failed = failed(shop.stage(uploaded));

        assertThat(failed.summary())
                .isEqualTo("somebody else deployed shop-staging while this release staged its version");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
    }

    @Test
    void isSafeHoweverItsWriteFares() throws Exception {
        shop.account.drops("GET", DEPLOYMENTS, 2, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(shop.stage(uploaded));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
        assertThat(failed.liveNow()).isEqualTo("users still meet version " + live);
        shop.account.sandbox.faults().clear();
        assertThat(progress(shop.stage(uploaded)).staged()).isTrue();
        assertThat(shop.deployments()).as("staged once").hasSize(2);
    }

    @Test
    void saysSoWhenCloudflareDoesNotListWhatItAccepted() throws Exception {
        String before = shop.account
                .others
                .get(ShopWorker.SCRIPT + "/deployments")
                .body()
                .toString();
        shop.account.answers("GET", DEPLOYMENTS, 2, 200, before);

        assertThat(failed(shop.stage(uploaded)).summary())
                .isEqualTo("Cloudflare accepted the deployment and does not list it");
    }

    @Test
    void breaksWhenNothingWasUploaded() {
        assertThatThrownBy(() -> shop.stage(Progress.none())).hasMessageContaining("deploys before it has uploaded");
    }

    @Test
    void stagesWithoutTrafficOnce() throws Exception {
        StepResult staged = shop.stage(uploaded);

        assertThat(staged).isInstanceOf(StepResult.Done.class);
        assertThat(staged.summary()).isEqualTo("version " + next + " at 0 %, version " + live + " serves");
        assertThat(progress(staged).staged()).isTrue();
        assertThat(progress(staged).serving()).isFalse();
        assertThat(shop.shares()).isEqualTo(Map.of(live, 100.0, next, 0.0));
        assertThat(shop.stage(uploaded)).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(shop.deployments()).hasSize(2);
    }

    @Test
    void replacesWhatAnEarlierReleaseLeftStaged() throws Exception {
        shop.stage(uploaded);
        Progress other = progress(shop.upload(code("three")));

        assertThat(shop.stage(other)).isInstanceOf(StepResult.Done.class);
        assertThat(shop.shares()).isEqualTo(Map.of(live, 100.0, other.version().orElseThrow(), 0.0));
    }

    @Test
    void leavesAPartOfTheTrafficThatTheReleaseHadShiftedBefore() throws Exception {
        shop.somebodyShifts(share(live, 90) + "," + share(next, 10));

        StepResult staged = new StageStep(
                        Environments.withTraffic(shop.staging, new TrafficPortion(10, Duration.ofMinutes(5))),
                        shop.account.api,
                        "1.2.0 abc")
                .run(uploaded);

        assertThat(staged).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(staged.summary()).isEqualTo("version " + live + " at 90 %, version " + next + " at 10 %");
        assertThat(shop.shares()).containsEntry(next, 10.0);
    }

    @Test
    void hasNothingToStageWhereTheVersionServes() throws Exception {
        assertThat(shop.stage(uploaded.nowServing())).isInstanceOf(StepResult.AlreadyDone.class);
        StepResult first = shop.stage(Progress.none().withVersion(live).nowServing());
        assertThat(first).isInstanceOf(StepResult.NotNeeded.class);
        assertThat(first.summary()).contains("no smoke test before traffic was possible");
        assertThat(shop.deployments()).hasSize(1);
    }
}
