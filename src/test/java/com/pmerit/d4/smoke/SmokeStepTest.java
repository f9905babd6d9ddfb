package com.pmerit.d4.smoke;

import static com.pmerit.d4.smoke.SmokedShop.broken;
import static com.pmerit.d4.smoke.SmokedShop.failed;
import static com.pmerit.d4.smoke.SmokedShop.healthy;
import static com.pmerit.d4.smoke.SmokedShop.progress;
import static com.pmerit.d4.smoke.SmokedShop.uploaded;
import static com.pmerit.d4.smoke.Targets.NEW;
import static com.pmerit.d4.smoke.Targets.OLD;
import static com.pmerit.d4.smoke.Targets.THIRD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SmokeStepTest {
    private final SmokedShop shop = new SmokedShop();

    @Test
    void takesBackWhatAnswersWrongly() throws InterruptedException {
        shop.answers(question -> broken(NEW));

        StepResult.Failed failed = failed(run(uploaded().nowServing().withMigrations(List.of("1.sql", "2.sql"))));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.TAKE_BACK);
        assertThat(failed.liveNow())
                .isEqualTo("version " + NEW + " is live and did not pass; before it " + OLD + " was");
    }

    @Test
    void takesBackWhatWasNotSeenInTime() throws InterruptedException {
        shop.answers(question -> healthy(OLD));

        StepResult.Failed failed = failed(run(uploaded().nowServing()));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.TAKE_BACK);
        assertThat(failed.summary()).startsWith("no proof of health");
    }

    @Test
    void leavesToAPersonWhatSomebodyElseDeployed() throws InterruptedException {
        shop.answers(question -> healthy(THIRD));

        StepResult.Failed failed = failed(run(uploaded().nowServing()));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(failed.liveNow()).startsWith("a version that is not of this release answers");
    }

    @Test
    void callsForAPersonWhereThereIsNoWayBack() throws InterruptedException {
        shop.answers(question -> broken(NEW));

        assertThat(failed(run(Progress.none().withVersion(NEW).nowServing())).aftermath())
                .isEqualTo(Aftermath.HUMAN);
        assertThat(failed(run(uploaded().withAnchor(Optional.of(NEW)).nowServing()))
                        .aftermath())
                .isEqualTo(Aftermath.HUMAN);
    }

    @Test
    void believesNoFirstVersionBehindAPathThatAnswersEverything() throws InterruptedException {
        shop.answersEverywhere(healthy(NEW));
        Progress first = Progress.none().withVersion(NEW).nowServing();

        assertThat(failed(run(first)).summary()).contains("answers just as rightly");
        assertThat(run(first.withAnchor(Optional.of(OLD))))
                .as("a later version was asked so before users met it")
                .isInstanceOf(StepResult.AlreadyDone.class);
    }

    @Test
    void keepsTheTranscriptsHashAsProof() throws InterruptedException {
        shop.answers(question -> healthy(NEW));

        StepResult result = run(uploaded().nowServing());

        assertThat(result.summary())
                .isEqualTo("/health answered rightly 5 times in a row, as version " + NEW
                        + " (the answers name their version)");
        assertThat(progress(result).smokeSha256()).contains(shop.evidence.get(0).transcriptSha256());
    }

    @Test
    void breaksWhenNothingWasUploaded() {
        assertThatThrownBy(() -> run(Progress.none())).hasMessageContaining("smoke-tested before it is uploaded");
    }

    private StepResult run(Progress progress) throws InterruptedException {
        return new SmokeStep(shop.staging(), shop.smoker()).run(progress);
    }
}
