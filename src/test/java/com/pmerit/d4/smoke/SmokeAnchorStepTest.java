package com.pmerit.d4.smoke;

import static com.pmerit.d4.smoke.SmokedShop.broken;
import static com.pmerit.d4.smoke.SmokedShop.failed;
import static com.pmerit.d4.smoke.SmokedShop.healthy;
import static com.pmerit.d4.smoke.SmokedShop.uploaded;
import static com.pmerit.d4.smoke.Targets.NEW;
import static com.pmerit.d4.smoke.Targets.OLD;
import static com.pmerit.d4.smoke.Targets.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.Smoke;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SmokeAnchorStepTest {
    private final SmokedShop shop = new SmokedShop();

    @Test
    void tellsBothFactsWhenTheOldVersionIsNotWellEither() throws InterruptedException {
        shop.answers(question -> broken(OLD));

        StepResult.Failed failed = failed(run(uploaded().takenBack().withMigrations(List.of("0007_prices.sql"))));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.HUMAN);
        assertThat(failed.summary())
                .startsWith("the release was taken back, and version " + OLD + " does not pass either: ");
        assertThat(failed.liveNow()).isEqualTo("version " + OLD + " is live again and did not pass");
    }

    @Test
    void waitsWhileTheVersionThatWasTakenBackStillAnswers() throws InterruptedException {
        shop.answers(question -> shop.asked.size() < 4 ? broken(NEW) : healthy(OLD));

        assertThat(run(uploaded().takenBack())).isInstanceOf(StepResult.AlreadyDone.class);
    }

    @Test
    void waitsForWrongAnswersWithoutANameToGoAway() throws InterruptedException {
        shop.smoke(false, Smoke.Latency.WARN);
        shop.answers(question -> shop.time.passed().compareTo(Duration.ofSeconds(20)) < 0
                ? json(500, "{\"status\":\"broken\"}")
                : json(200, "{\"status\":\"healthy\"}"));

        assertThat(run(uploaded().takenBack())).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(shop.evidence).extracting(SmokeResult::passed).containsExactly(false, true);
    }

    @Test
    void doesNotWaitForEver() throws InterruptedException {
        shop.smoke(false, Smoke.Latency.WARN);
        shop.answers(question -> json(500, "{\"status\":\"broken\"}"));

        assertThat(failed(run(uploaded().takenBack())).aftermath()).isEqualTo(Aftermath.HUMAN);
        assertThat(shop.time.passed()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void asksNobodyWhenUsersMetTheSameVersionAllTheTime() throws InterruptedException {
        assertThat(run(uploaded().nowStaged().putAwayUnmet())).isInstanceOf(StepResult.NotNeeded.class);
        assertThat(shop.asked).isEmpty();
    }

    private StepResult run(Progress progress) throws InterruptedException {
        return new SmokeAnchorStep(shop.staging(), shop.smoker()).run(progress);
    }
}
