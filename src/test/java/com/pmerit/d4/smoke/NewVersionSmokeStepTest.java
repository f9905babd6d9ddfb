package com.pmerit.d4.smoke;

import static com.pmerit.d4.smoke.SmokedShop.broken;
import static com.pmerit.d4.smoke.SmokedShop.failed;
import static com.pmerit.d4.smoke.SmokedShop.healthy;
import static com.pmerit.d4.smoke.SmokedShop.progress;
import static com.pmerit.d4.smoke.SmokedShop.uploaded;
import static com.pmerit.d4.smoke.Targets.NEW;
import static com.pmerit.d4.smoke.Targets.OLD;
import static com.pmerit.d4.smoke.Targets.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.contract.Smoke;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NewVersionSmokeStepTest {
    private static final String SCRIPT = "/workers/scripts/shop-staging";
    private static final String OVERRIDE = "Cloudflare-Workers-Version-Overrides";

    @TempDir
    private Path directory;

    private final SmokedShop shop = new SmokedShop();
    private LiveAccount account;

    @BeforeEach
    void startWithoutPreviews() throws Exception {
        account = new LiveAccount(directory);
        account.others
                .upload("PUT", SCRIPT, "{\"compatibility_date\":\"2026-04-01\"}", "export default {};")
                .result();
        previews(false);
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void stopsBeforeAnyUserMeetsAWrongAnswer() throws InterruptedException {
        shop.answers(question -> isForNew(question) ? broken(NEW) : healthy(OLD));

        StepResult.Failed failed = failed(run(uploaded().nowStaged().withMigrations(List.of("0007_prices.sql"))));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
        assertThat(failed.summary()).startsWith("/health: status 500");
        assertThat(failed.liveNow()).isEqualTo("users still meet version " + OLD);
    }

    @Test
    void doesNotTakeTheOldVersionForTheNewOneWhereTheOverrideIsNotKnownYet() throws InterruptedException {
        shop.answers(question -> healthy(OLD));

        assertThat(failed(run(uploaded().nowStaged())).summary()).contains("the old version " + OLD + " answered");
    }

    @Test
    void believesNoAnswerThatAnyPathGives() throws InterruptedException {
        shop.answersEverywhere(healthy(NEW));

        StepResult.Failed failed = failed(run(uploaded().nowStaged()));

        assertThat(failed.summary())
                .startsWith("/health: the made-up path /d4-made-up-")
                .contains("answers just as rightly: something answers every path");
    }

    @Test
    void warnsWhenTheNewVersionTakesThreeTimesAsLong() throws InterruptedException {
        answersSlowly(Duration.ofMillis(300));

        assertThat(run(uploaded().nowStaged()).summary())
                .endsWith("; warning: it answers in 300 ms, the old version in 100 ms");
    }

    @Test
    void failsWhenThatIsHowTheContractWantsIt() throws InterruptedException {
        shop.smoke(true, Smoke.Latency.FAIL);
        answersSlowly(Duration.ofMillis(300));

        StepResult.Failed failed = failed(run(uploaded().nowStaged()));

        assertThat(failed.summary())
                .isEqualTo("the new version is too slow: it answers in 300 ms, the old version in 100 ms");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
    }

    @Test
    void letsALittleSlowerPass() throws InterruptedException {
        shop.smoke(true, Smoke.Latency.FAIL);
        answersSlowly(Duration.ofMillis(299));

        StepResult result = run(uploaded().nowStaged());

        assertThat(result.summary()).endsWith(", as version " + NEW + " (the answers name their version)");
        assertThat(Latency.kept(progress(result))).contains(Duration.ofMillis(100));
    }

    @Test
    void comparesWithWhatWasMeasuredBefore() throws InterruptedException {
        answersSlowly(Duration.ofMillis(200));

        assertThat(run(uploaded().nowStaged().keeping("latency", "PT0.05S")).summary())
                .endsWith("; warning: it answers in 200 ms, the old version in 50 ms");
        assertThat(shop.asked).allMatch(NewVersionSmokeStepTest::isForNew);
    }

    @Test
    void saysThatItComparedNothingWhenTheOldVersionIsNotWell() throws InterruptedException {
        shop.answers(question -> isForNew(question) ? healthy(NEW) : broken(OLD));

        assertThat(run(uploaded().nowStaged()).summary())
                .endsWith("was not compared: the old version gave no right answer");
    }

    @Test
    void asksAtTheHostOfItsOwnWherePreviewsAreOn() throws Exception {
        String version = account.others
                .get(SCRIPT + "/versions")
                .result()
                .findValuesAsText("id")
                .get(0);
        String host = version.substring(0, 8) + "-shop-staging.d4-sandbox.workers.dev";
        previews(true);
        shop.smoke(false, Smoke.Latency.WARN);
        shop.answers(question -> json(200, "{\"status\":\"healthy\"}"));

        StepResult result = run(uploaded().withVersion(version).nowStaged());

        assertThat(result.summary()).contains("(the preview host name leads to this version only)");
        assertThat(shop.asked.stream()
                        .filter(question -> question.url().getHost().equals(host)))
                .as("five right answers and the made-up path")
                .hasSize(6)
                .noneMatch(question -> question.headers().containsKey(OVERRIDE));
    }

    @Test
    void asksAtThePublicUrlWithTheOverrideWherePreviewsAreOff() throws InterruptedException {
        shop.answers(question -> healthy(isForNew(question) ? NEW : OLD));

        assertThat(run(uploaded().nowStaged())).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(shop.asked.stream().filter(NewVersionSmokeStepTest::isForNew))
                .hasSize(6)
                .allMatch(question -> question.url().getHost().equals("shop-staging.team.workers.dev"));
    }

    @Test
    void hasNoHostOfItsOwnWhereTheNameDoesNotFitOne() {
        PreviewAddress previews = new PreviewAddress(account.api);

        assertThat(previews.of("w".repeat(55), NEW).orElseThrow()).isEmpty();
        assertThat(previews.of("under_score", NEW).orElseThrow()).isEmpty();
    }

    @Test
    void stopsSafelyWhenItCannotReadWhetherPreviewsAreOn() throws InterruptedException {
        account.drops("GET", "/workers/scripts/{script}/subdomain", 1, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(run(uploaded().nowStaged()));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
        assertThat(failed.remedy()).startsWith("run the same command again");
        assertThat(shop.asked).isEmpty();
    }

    @Test
    void saysThatAFirstVersionCouldNotBeAskedBefore() throws InterruptedException {
        StepResult first = run(Progress.none().withVersion(NEW).nowServing());

        assertThat(first).isInstanceOf(StepResult.NotNeeded.class);
        assertThat(first.summary()).contains("no smoke test before traffic was possible");
        assertThat(run(uploaded().nowServing()).summary()).isEqualTo("version " + NEW + " takes all traffic already");
    }

    private void answersSlowly(Duration latency) {
        shop.answers(question -> healthy(isForNew(question) ? NEW : OLD));
        shop.takes(question -> isForNew(question) ? latency : Duration.ofMillis(100));
    }

    private static boolean isForNew(Question question) {
        return ("shop-staging=\"" + NEW + "\"").equals(question.headers().get(OVERRIDE));
    }

    private void previews(boolean on) throws IOException, InterruptedException {
        account.others
                .call("POST", SCRIPT + "/subdomain", "{\"enabled\":true,\"previews_enabled\":" + on + "}")
                .result();
    }

    private StepResult run(Progress progress) throws InterruptedException {
        return new NewVersionSmokeStep(shop.staging(), shop.smoker(), account.api).run(progress);
    }
}
