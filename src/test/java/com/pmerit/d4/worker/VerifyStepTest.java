package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static com.pmerit.d4.worker.ShopWorker.failed;
import static com.pmerit.d4.worker.ShopWorker.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyStepTest {
    @TempDir
    private Path directory;

    private ShopWorker shop;

    @BeforeEach
    void start() throws Exception {
        shop = new ShopWorker(directory);
        shop.release("one");
        shop.setSecret("PAYMENT_KEY");
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void failsWhenASecretIsGone() throws Exception {
        shop.account
                .others
                .call("DELETE", ShopWorker.SCRIPT + "/secrets/PAYMENT_KEY", "")
                .result();

        StepResult.Failed failed = failed(verify(shop.head()));

        assertThat(failed.summary()).isEqualTo("what is live on shop-staging is not what was promised");
        assertThat(failed.details()).containsExactly("the secret PAYMENT_KEY is gone");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.TAKE_BACK);
    }

    @Test
    void callsForAPersonWhereThereIsNoWayBack() throws Exception {
        shop.account
                .others
                .call("DELETE", ShopWorker.SCRIPT + "/secrets/PAYMENT_KEY", "")
                .result();
        String released = shop.head().orElseThrow();

        assertThat(failed(verify(Progress.none().withVersion(released))).aftermath())
                .isEqualTo(Aftermath.HUMAN);
    }

    @Test
    void failsWhenAnotherVersionIsLiveWithOtherBindings() throws Exception {
        String released = shop.head().orElseThrow();
        shop.somebodyDeploys("{\"name\":\"ENVIRONMENT\",\"type\":\"plain_text\",\"text\":\"elsewhere\"},"
                + "{\"name\":\"PAYMENT_KEY\",\"type\":\"inherit\"}");

        StepResult.Failed failed = failed(verify(Optional.of(released)));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(failed.details())
                .contains(
                        "version " + shop.head().orElseThrow() + " is live, not the one of this release",
                        "DB is not bound",
                        "IMAGES is not bound",
                        "ENVIRONMENT is live with another value");
    }

    @Test
    void failsWhenTrafficIsSplit() throws Exception {
        String before = shop.head().orElseThrow();
        String next = shop.release("two");
        shop.somebodyShifts(share(before, 50) + "," + share(next, 50));

        StepResult.Failed failed = failed(verify(Optional.of(next)));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(failed.details()).containsExactly("shop-staging does not run one version at 100 %");
    }

    @Test
    void failsWhenTheLiveVersionCannotBeRead() throws Exception {
        Optional<String> released = shop.head();
        shop.account.drops("GET", "/workers/scripts/{script}/deployments", 1, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(verify(released));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.HUMAN);
        assertThat(failed.details()).singleElement().asString().contains("gave no answer");
    }

    @Test
    void breaksWithoutABundle() {
        VerifyStep step = new VerifyStep(worker(), shop.staging, environment -> ShopWorker.NO_BUNDLE, shop.live());

        assertThatThrownBy(() -> step.run(Progress.none())).hasMessageContaining("without a bundle");
    }

    @Test
    void passesWhenEverythingIsAsPromised() throws Exception {
        StepResult verified = verify(shop.head());

        assertThat(verified).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(verified.summary()).isEqualTo("as promised: bindings 4, secrets 1");
    }

    private StepResult verify(Optional<String> released) throws InterruptedException {
        Progress before = Progress.none().withAnchor(Optional.of("before"));
        return verify(released.map(before::withVersion).orElse(before));
    }

    private StepResult verify(Progress progress) throws InterruptedException {
        return new VerifyStep(worker(), shop.staging, environment -> code("one"), shop.live())
                .run(progress.nowServing());
    }

    private Worker worker() {
        return new Worker(directory, directory.resolve("wrangler.toml"), List.of("PAYMENT_KEY"));
    }
}
