package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static com.pmerit.d4.worker.ShopWorker.failed;
import static com.pmerit.d4.worker.ShopWorker.progress;
import static com.pmerit.d4.worker.ShopWorker.share;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.cloudflare.WorkerUpload;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.TrafficPortion;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UploadStepTest {
    private static final String SCRIPT_ROUTE = "/workers/scripts/{script}";

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
    void refusesWhileTrafficIsSplit() throws Exception {
        shop.split();

        StepResult.Failed failed = failed(shop.upload(code("three")));

        assertThat(failed.summary()).isEqualTo("staging (shop-staging) splits its traffic between versions");
        assertThat(failed.details())
                .singleElement()
                .asString()
                .contains("at 90")
                .contains("at 10");
        assertThat(failed.remedy()).contains("npx wrangler versions deploy --name shop-staging");
        assertThat(shop.versions()).hasSize(2);
    }

    @Test
    void passesOnWhyThereIsNothingToUpload() throws Exception {
        StepResult.Failed failed = failed(shop.upload(ShopWorker.NO_BUNDLE));

        assertThat(failed.summary()).isEqualTo("wrangler could not bundle the Worker");
        assertThat(failed.details()).containsExactly("a line");
        assertThat(failed.remedy()).isEqualTo("mend it");
        assertThat(failed.safe()).isTrue();
    }

    @Test
    void doesNotUploadOverAWorkerThatSomebodyElseMadeInBetween() throws Exception {
        shop.account.drops("PUT", SCRIPT_ROUTE, 1, 1, Moment.BEFORE_ACTING);
        try (CloudflareApi api = shop.account.client(whileWaiting(() -> shop.somebodyDeploys("")))) {
            StepResult.Failed failed = failed(new UploadStep(
                            shop.staging,
                            environment -> code("one"),
                            new LiveWorkers(api.account(new AccountId(LiveAccount.ID))),
                            api.account(new AccountId(LiveAccount.ID)),
                            "1.2.0",
                            text -> {})
                    .run(Progress.none()));

            assertThat(failed.summary()).isEqualTo("after the first upload shop-staging does not run this code");
            assertThat(failed.safe()).isFalse();
        }
        assertThat(shop.versions()).hasSize(1);
    }

    @Test
    void doesNotKnowWhatIsLiveWhenAFirstUploadIsNeverAnswered() throws Exception {
        shop.account.drops("PUT", SCRIPT_ROUTE, 1, 1, Moment.AFTER_ACTING);
        shop.account.drops("GET", SCRIPT_ROUTE + "/deployments", 2, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(shop.upload(code("one")));

        assertThat(failed.liveNow()).startsWith("it is not known what shop-staging runs");
        assertThat(failed.safe()).isFalse();
        shop.account.sandbox.faults().clear();
        assertThat(shop.upload(code("one"))).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(shop.versions()).hasSize(1);
    }

    @Test
    void putsTheFirstVersionLiveAtOnce() throws Exception {
        StepResult.Done done = (StepResult.Done) shop.upload(code("one"));

        assertThat(done.summary())
                .startsWith("first deploy: version " + done.progress().version().orElseThrow() + " is live")
                .endsWith("no smoke test before traffic was possible");
        assertThat(done.progress().serving()).isTrue();
        assertThat(done.progress().anchor()).isEmpty();
        assertThat(shop.head()).isEqualTo(done.progress().version());
    }

    @Test
    void bringsALaterVersionThatServesNobodyAndKeepsEachSecret() throws Exception {
        shop.release("one");
        shop.setSecret("PAYMENT_KEY");
        Optional<String> before = shop.head();

        Progress progress = progress(shop.upload(code("two")));

        assertThat(progress.anchor()).isEqualTo(before);
        assertThat(progress.serving()).isFalse();
        assertThat(shop.head()).isEqualTo(before);
        assertThat(shop.account
                        .api
                        .versions()
                        .get("shop-staging", progress.version().orElseThrow())
                        .orElseThrow()
                        .secretNames())
                .containsExactly("PAYMENT_KEY");
    }

    @Test
    void adoptsTheVersionThatAnInterruptedReleaseLeft() throws Exception {
        shop.release("one");
        String left = progress(shop.upload(code("two"))).version().orElseThrow();

        StepResult again = shop.upload(code("two"));

        assertThat(again).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(again.summary()).isEqualTo("version " + left + " of this code is there already, without traffic");
        assertThat(progress(again).version()).contains(left);
        assertThat(shop.versions()).hasSize(2);
    }

    @Test
    void adoptsOneOfSeveralAndReportsTheOthers() throws Exception {
        String live = shop.release("one");
        shop.upload(code("two"));
        String later = uploadsAgain(live);

        StepResult again = shop.upload(code("two"));

        assertThat(progress(again).version()).contains(later);
        assertThat(again.summary()).endsWith("; 2 versions of this code were uploaded, the others stay unused");
    }

    @Test
    void adoptsTheOneThatIsStaged() throws Exception {
        String live = shop.release("one");
        Progress first = progress(shop.upload(code("two")));
        shop.stage(first);
        uploadsAgain(live);

        Progress again = progress(shop.upload(code("two")));

        assertThat(again.version()).isEqualTo(first.version());
        assertThat(again.staged()).isTrue();
        assertThat(again.serving()).isFalse();
    }

    @Test
    void refusesWhenSomebodyElseDeployedSinceTheReleaseWasBegun() throws Exception {
        Progress begun = Progress.none().withAnchor(Optional.of(shop.release("one")));
        shop.somebodyDeploys("");

        StepResult.Failed failed = failed(shop.upload(code("two"), begun));

        assertThat(failed.summary()).isEqualTo("somebody else deployed shop-staging since this release was begun");
        assertThat(failed.liveNow()).contains(shop.head().orElseThrow());
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(shop.versions()).hasSize(2);
    }

    @Test
    void doesNotMakeAWorkerAnewThatSomebodyDeletedSince() throws Exception {
        Progress begun = Progress.none().withAnchor(Optional.of("a-version"));

        assertThat(failed(shop.upload(code("one"), begun)).liveNow()).isEqualTo("nothing is live");
    }

    @Test
    void remembersWhatWasLiveBeforeTheRunThatWasCutOff() throws Exception {
        String before = shop.release("one");
        String live = shop.release("two");

        Progress resumed = progress(shop.upload(code("two"), Progress.none().withAnchor(Optional.of(before))));

        assertThat(resumed.anchor()).contains(before);
        assertThat(resumed.version()).contains(live);
        assertThat(resumed.serving()).isTrue();
    }

    @Test
    void goesOnWithThePartOfTheTrafficThatARunHadShifted() throws Exception {
        String live = shop.release("one");
        Progress cutOff = progress(shop.upload(code("two")));
        shop.somebodyShifts(share(live, 90) + "," + share(cutOff.version().orElseThrow(), 10));

        assertThat(shop.upload(code("two"), cutOff).summary())
                .as("nobody stated that part")
                .isEqualTo("staging (shop-staging) splits its traffic between versions");
        Environment gradual = Environments.withTraffic(shop.staging, new TrafficPortion(10, Duration.ofMinutes(5)));
        assertThat(progress(upload(gradual, code("two"), cutOff)).staged()).isTrue();
        assertThat(upload(gradual, code("three"), cutOff)).isInstanceOf(StepResult.Failed.class);
        assertThat(shop.versions()).hasSize(2);
    }

    @Test
    void doesNotAdoptAVersionOfOtherCode() throws Exception {
        shop.release("one");
        String left = progress(shop.upload(code("two"))).version().orElseThrow();

        StepResult other = shop.upload(code("three"));

        assertThat(other).isInstanceOf(StepResult.Done.class);
        assertThat(progress(other).version()).isNotEqualTo(Optional.of(left));
        assertThat(shop.versions()).hasSize(3);
    }

    @Test
    void writesNothingWhenThisCodeIsLive() throws Exception {
        String live = shop.release("one");

        StepResult again = shop.upload(code("one"));

        assertThat(again).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(progress(again))
                .isEqualTo(Progress.none()
                        .withAnchor(Optional.of(live))
                        .withVersion(live)
                        .nowServing());
        assertThat(shop.versions()).hasSize(1);
    }

    private StepResult upload(Environment environment, Bundling bundling, Progress known) throws InterruptedException {
        return new UploadStep(environment, any -> bundling, shop.live(), shop.account.api, "1.2.0", text -> {})
                .run(known);
    }

    /** The same code once more, as a run does that does not look; gives the version's id. */
    private String uploadsAgain(String live) {
        WorkerVersion anchor =
                shop.account.api.versions().get("shop-staging", live).orElseThrow();
        WorkerUpload same = Uploads.of(code("two"), shop.staging, Optional.of(anchor), "1.2.0");
        return shop.account
                .api
                .versions()
                .upload("shop-staging", same, () -> new ApiResult.Ok<>(Optional.empty()))
                .orElseThrow()
                .id();
    }

    /** What somebody does at a moment that a test chooses. */
    @FunctionalInterface
    private interface Deed {
        void run() throws IOException, InterruptedException;
    }

    private Waiting whileWaiting(Deed deed) {
        boolean[] done = new boolean[1];
        return new Waiting(
                shop.account.time.waiting().clock(),
                duration -> {
                    if (!done[0]) {
                        done[0] = true;
                        try {
                            deed.run();
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    }
                },
                () -> 0.5);
    }
}
