package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveCommitGateTest {
    private static final String LIVE = "4be1c07d5a9e2f8836b1c4d7e0a3f6b9c2d5e8f1";
    private static final String OTHER = "5be1c07d5a9e2f8836b1c4d7e0a3f6b9c2d5e8f1";

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
    void failsWhenAnotherCommitIsLive() throws Exception {
        release("one");

        Verdict.Failed failed = failed(check(OTHER, "two"));

        assertThat(failed.summary()).isEqualTo("staging runs commit 4be1c07d5, not the commit in hand");
        assertThat(failed.remedy()).startsWith("mvn deploy -Pstaging to make it live");
    }

    @Test
    void failsWhenWhatIsLiveNamesNoCommit() throws Exception {
        shop.somebodyDeploys("");

        assertThat(failed(check(LIVE, "one")).summary())
                .isEqualTo("staging runs version " + shop.head().orElseThrow()
                        + ", which names no commit, not the commit in hand");
    }

    @Test
    void failsWhenTheCommitIsUploadedButNotLive() throws Exception {
        release("one");
        upload("two", OTHER);

        assertThat(failed(check(OTHER, "two")).summary()).startsWith("staging runs commit 4be1c07d5");
    }

    @Test
    void failsWhenNothingIsLive() throws Exception {
        assertThat(failed(check(LIVE, "one")).summary())
                .isEqualTo("staging was never deployed: there is no Worker shop-staging");
    }

    @Test
    void failsWhileTheTrafficIsSplit() throws Exception {
        shop.split();

        assertThat(failed(check(LIVE, "two")).summary()).contains("splits its traffic");
    }

    @Test
    void failsWhenWhatIsLiveCannotBeRead() throws Exception {
        release("one");
        shop.account.drops("GET", "/workers/scripts/{script}/deployments", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(failed(check(LIVE, "one")).summary()).isEqualTo("what staging runs cannot be read");
    }

    @Test
    void failsOutsideOfARepository() throws Exception {
        release("one");

        Verdict verdict =
                new LiveCommitGate(shop.staging, Optional.empty(), environment -> code("one"), shop.live()).check();

        assertThat(failed(verdict).summary()).isEqualTo("there is no commit in hand");
    }

    @Test
    void failsWhenTheCodeOfAnotherCommitCannotBeCompared() throws Exception {
        release("one");

        Verdict verdict = new LiveCommitGate(
                        shop.staging, Optional.of(OTHER), environment -> ShopWorker.NO_BUNDLE, shop.live())
                .check();

        assertThat(failed(verdict).summary()).isEqualTo("wrangler could not bundle the Worker");
    }

    @Test
    void passesByTheCommitWithoutLookingAtTheCode() throws Exception {
        String version = release("one");

        Verdict verdict = new LiveCommitGate(
                        shop.staging, Optional.of(LIVE), environment -> ShopWorker.NO_BUNDLE, shop.live())
                .check();

        assertThat(verdict).isEqualTo(new Verdict.Passed("staging runs commit 4be1c07d5 as version " + version));
    }

    @Test
    void passesForALaterCommitOfTheSameCode() throws Exception {
        String version = release("one");

        assertThat(check(OTHER, "one"))
                .isEqualTo(new Verdict.Passed(
                        "staging runs the code of this commit as version " + version + ", released from 4be1c07d5"));
    }

    private Verdict check(String commit, String text) throws InterruptedException {
        return new LiveCommitGate(shop.staging, Optional.of(commit), environment -> code(text), shop.live()).check();
    }

    private String release(String text) throws InterruptedException {
        Progress uploaded = upload(text, LIVE);
        new DeployStep(shop.staging, shop.account.api, "1.2.0 " + LIVE.substring(0, 9)).run(uploaded);
        return uploaded.version().orElseThrow();
    }

    private Progress upload(String text, String commit) throws InterruptedException {
        return ShopWorker.progress(new UploadStep(
                        shop.staging,
                        environment -> code(text),
                        shop.live(),
                        shop.account.api,
                        "1.2.0 " + commit.substring(0, 9),
                        told -> {})
                .run(Progress.none()));
    }

    private static Verdict.Failed failed(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }
}
