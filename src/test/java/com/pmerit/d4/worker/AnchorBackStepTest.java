package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static com.pmerit.d4.worker.ShopWorker.failed;
import static com.pmerit.d4.worker.ShopWorker.progress;
import static com.pmerit.d4.worker.ShopWorker.share;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnchorBackStepTest {
    private static final String DEPLOYMENTS = "/workers/scripts/{script}/deployments";

    @TempDir
    private Path directory;

    private ShopWorker shop;
    private String live;
    private String next;
    private Progress staged;

    @BeforeEach
    void stageASecondVersion() throws Exception {
        shop = new ShopWorker(directory);
        live = shop.release("one");
        staged = progress(shop.stage(progress(shop.upload(code("two")))));
        next = staged.version().orElseThrow();
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void leavesWhatSomebodyElseDeployed() throws Exception {
        shop.somebodyDeploys("");
        Map<String, Double> foreign = shop.shares();

        StepResult.Failed failed = failed(back(staged.nowServing()));

        assertThat(failed.summary())
                .isEqualTo(
                        "somebody else deployed shop-staging before this release was taken back; nothing was undone");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(shop.shares()).isEqualTo(foreign);
    }

    @Test
    void callsForAPersonWhereThereIsNoEarlierVersion() {
        Progress first = Progress.none().withVersion(live).nowServing();

        assertThat(failed(back(first)).summary())
                .isEqualTo("there is no earlier version of shop-staging to go back to");
        assertThat(failed(back(first.withAnchor(Optional.of(live)))).aftermath())
                .isEqualTo(Aftermath.OVER);
    }

    @Test
    void doesNotForceOldSecretsBack() throws Exception {
        shop.somebodyShifts(share(next, 100));
        shop.account.answers(
                "POST",
                DEPLOYMENTS,
                1,
                400,
                "{\"success\":false,\"errors\":[{\"code\":10220,\"message\":\"The following secrets have changed:"
                        + " PAYMENT_KEY\"}],\"messages\":[],\"result\":null}");

        StepResult.Failed failed = failed(back(staged.nowServing()));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.HUMAN);
        assertThat(failed.summary())
                .startsWith("a secret was changed since version " + live)
                .contains("PAYMENT_KEY");
        assertThat(failed.remedy()).endsWith("npx wrangler rollback " + live + " --name shop-staging");
        assertThat(shop.head()).contains(next);
    }

    @Test
    void doesNotKnowWhatIsLiveWhenItIsNeverAnswered() throws Exception {
        shop.somebodyShifts(share(next, 100));
        shop.account.drops("GET", DEPLOYMENTS, 2, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(back(staged.nowServing()));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.HUMAN);
        assertThat(failed.liveNow()).isEqualTo("it is not known which version is live");
    }

    @Test
    void saysThatTheReleaseIsLiveWhenNothingCanBeRead() throws Exception {
        shop.account.drops("GET", DEPLOYMENTS, 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(failed(back(staged.nowServing())).liveNow())
                .isEqualTo("the release may be live, and version " + live + " could not be put back");
    }

    @Test
    void putsTheOldVersionBackAlone() throws Exception {
        shop.somebodyShifts(share(next, 100));

        StepResult.Done done = (StepResult.Done) back(staged.nowServing());

        assertThat(done.summary()).isEqualTo("version " + live + " takes all traffic again");
        assertThat(done.progress().serving()).isFalse();
        assertThat(done.progress().staged()).isFalse();
        assertThat(done.progress().isPutAwayUnmet()).isFalse();
        assertThat(shop.shares()).isEqualTo(Map.of(live, 100.0));
    }

    @Test
    void endsAnySplitBetweenTheTwo() throws Exception {
        shop.somebodyShifts(share(live, 30) + "," + share(next, 70));

        StepResult.Done done = (StepResult.Done) back(staged);

        assertThat(done.progress().isPutAwayUnmet()).isFalse();
        assertThat(shop.shares()).isEqualTo(Map.of(live, 100.0));
    }

    @Test
    void putsAwayWhatNoUserMet() throws Exception {
        StepResult.Done done = (StepResult.Done) back(staged);

        assertThat(done.summary()).isEqualTo("version " + live + " alone is deployed again; no user met the other");
        assertThat(done.progress().isPutAwayUnmet()).isTrue();
        assertThat(shop.shares()).isEqualTo(Map.of(live, 100.0));
    }

    @Test
    void writesNothingWhenTheOldVersionIsAloneAlready() throws Exception {
        back(staged);
        int written = shop.deployments().size();

        StepResult again = back(staged.nowServing());

        assertThat(again).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(progress(again).isPutAwayUnmet())
                .as("an undo that was cut off may have put it back")
                .isFalse();
        assertThat(shop.deployments()).hasSize(written);
    }

    private StepResult back(Progress progress) {
        return new AnchorBackStep(shop.staging, shop.account.api).run(progress);
    }
}
