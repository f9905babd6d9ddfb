package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static com.pmerit.d4.worker.ShopWorker.failed;
import static com.pmerit.d4.worker.ShopWorker.progress;
import static com.pmerit.d4.worker.ShopWorker.share;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.ReleaseMessage;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResumeStepTest {
    private static final String COMMIT = "4be1c07d5a0b4be1c07d5a0b4be1c07d5a0b1234";

    @TempDir
    private Path directory;

    private ShopWorker shop;
    private String anchor;
    private String next;

    @BeforeEach
    void uploadASecondVersion() throws Exception {
        shop = new ShopWorker(directory);
        anchor = shop.release("one");
        next = progress(shop.upload(code("two"))).version().orElseThrow();
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void touchesNothingWhenSomebodyElseDeployedSince() throws Exception {
        shop.somebodyDeploys("");
        Optional<String> foreign = shop.head();

        StepResult.Failed failed = failed(resume(begun()));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(failed.liveNow())
                .isEqualTo("version " + foreign.orElseThrow() + " is live, which is not of this release");
        assertThat(shop.head()).isEqualTo(foreign);
    }

    @Test
    void touchesNothingWhenTrafficIsSplitBetweenStrangers() throws Exception {
        StepResult.Failed failed = failed(resume(Progress.none().withAnchor(Optional.of("another"))));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);

        shop.somebodyShifts(share(anchor, 50) + "," + share(next, 50));
        assertThat(failed(resume(Progress.none().withAnchor(Optional.of("another"))))
                        .liveNow())
                .startsWith("traffic is split");
    }

    @Test
    void doesNotGuessWhenWhatIsLiveCannotBeRead() {
        shop.account.answers(
                "GET", "/workers/scripts/{script}/deployments", 1, 403, "{\"success\":false,\"errors\":[]}");

        assertThat(failed(resume(begun())).aftermath()).isEqualTo(Aftermath.HUMAN);
    }

    @Test
    void seesThatNothingWasStagedYet() {
        Progress found = progress(resume(begun()));

        assertThat(found).isEqualTo(begun());
    }

    @Test
    void passesOverALeftoverThatTakesNoTraffic() throws Exception {
        shop.somebodyShifts(share(anchor, 100) + "," + share(next, 0));

        StepResult found = new ResumeStep(shop.staging, shop.account.api, "another digest").run(begun());

        assertThat(progress(found)).isEqualTo(begun());
    }

    @Test
    void seesItsVersionStagedByTheDigestWhenTheRecordDoesNotNameIt() throws Exception {
        shop.somebodyShifts(share(anchor, 100) + "," + share(next, 0));

        Progress found = progress(resume(begun()));

        assertThat(found).isEqualTo(begun().withVersion(next).nowStaged());
    }

    @Test
    void seesItsVersionTakingAllTraffic() throws Exception {
        shop.somebodyShifts(share(next, 100));

        Progress found = progress(resume(begun().withVersion(next)));

        assertThat(found).isEqualTo(begun().withVersion(next).nowServing());
    }

    @Test
    void refusesWhenSomebodyDeployedAfterTheGatesHadLooked() throws Exception {
        LiveWorkers gates = looked();
        shop.somebodyDeploys("");
        Progress begun = Progress.none().withAnchor(shop.head());

        StepResult.Failed failed = failed(resume(begun, gates));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
        assertThat(failed.summary()).startsWith("somebody else deployed ").contains("after the gates");
        assertThat(failed.liveNow()).contains(shop.head().orElseThrow()).endsWith("this run changed nothing");
        assertThat(failed.remedy()).startsWith("run the same command again");
    }

    @Test
    void goesOnWhenOnlyTrafficlessVersionsCameAfterTheGates() throws Exception {
        LiveWorkers gates = looked();
        shop.somebodyShifts(share(anchor, 100) + "," + share(next, 0));

        assertThat(progress(resume(begun(), gates)).staged()).isTrue();
    }

    @Test
    void goesOnWhenAnotherRunReleasedTheSameCommitAfterTheGates() throws Exception {
        LiveWorkers gates = looked();
        new DeployStep(shop.staging, shop.account.api, new ReleaseMessage("1.2.0", COMMIT).text())
                .run(begun().withVersion(next).nowStaged());

        assertThat(progress(resume(begun().withVersion(next), gates)).serving()).isTrue();
    }

    private LiveWorkers looked() {
        LiveWorkers gates = shop.live();
        gates.remembered(shop.staging.worker()).orElseThrow();
        return gates;
    }

    private StepResult resume(Progress progress, LiveWorkers gates) {
        JudgedWorker judged = new JudgedWorker(gates, Optional.of(COMMIT));
        return new ResumeStep(
                        shop.staging, shop.account.api, code("two").digest().hex(), judged)
                .run(progress);
    }

    private Progress begun() {
        return Progress.none().withAnchor(Optional.of(anchor));
    }

    private StepResult resume(Progress progress) {
        return new ResumeStep(
                        shop.staging, shop.account.api, code("two").digest().hex())
                .run(progress);
    }
}
