package com.pmerit.d4.smoke;

import static com.pmerit.d4.smoke.SmokedShop.broken;
import static com.pmerit.d4.smoke.SmokedShop.failed;
import static com.pmerit.d4.smoke.SmokedShop.healthy;
import static com.pmerit.d4.smoke.SmokedShop.progress;
import static com.pmerit.d4.smoke.Targets.NEW;
import static com.pmerit.d4.smoke.Targets.OLD;
import static com.pmerit.d4.smoke.Targets.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OldVersionSmokeStepTest {
    private boolean reachable = true;

    private final SmokedShop shop = new SmokedShop();
    private final Progress migrated =
            Progress.none().withAnchor(Optional.of(OLD)).withMigrations(List.of("0007_prices.sql"));

    @Test
    void stopsBeforeTheUploadWhenTheOldCodeDoesNotLiveWithTheNewSchema() throws InterruptedException {
        shop.answers(question -> broken(OLD));

        StepResult.Failed failed = failed(run(migrated));

        assertThat(failed.summary())
                .startsWith("the live version " + OLD + " does not live with the migrated schema: /health: status 500");
        assertThat(failed.liveNow()).isEqualTo("version " + OLD + " is live and fails; nothing was uploaded");
        assertThat(failed.remedy()).contains("roll forward", "expand", "contract");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
    }

    @Test
    void endsTheRunWhenAnotherVersionAnswers() throws InterruptedException {
        shop.answers(question -> healthy(THIRD));

        StepResult.Failed failed = failed(run(migrated));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(failed.summary()).contains(THIRD).contains("someone else is deploying");
        assertThat(failed.liveNow()).startsWith("a version that is not of this release is live");
    }

    @Test
    void measuresTheOldVersionWhileItAsks() throws InterruptedException {
        shop.answers(question -> healthy(OLD));
        shop.takes(question -> Duration.ofMillis(40));

        StepResult result = run(migrated);

        assertThat(result.summary())
                .isEqualTo("/health answered rightly 5 times in a row, as version " + OLD
                        + " on the new schema (the answers name their version)");
        assertThat(Latency.kept(progress(result))).contains(Duration.ofMillis(40));
        assertThat(shop.evidence).hasSize(1);
    }

    @Test
    void asksNobodyWhereTheSchemaIsAsItWasOrNothingWasLive() throws InterruptedException {
        assertThat(run(Progress.none().withAnchor(Optional.of(OLD)))).isInstanceOf(StepResult.NotNeeded.class);
        assertThat(run(Progress.none().withMigrations(List.of("0001_users.sql"))))
                .isInstanceOf(StepResult.NotNeeded.class);
        assertThat(shop.asked).isEmpty();
    }

    @Test
    void asksNobodyWhereTheOldVersionCannotBeReached() throws InterruptedException {
        reachable = false;

        assertThat(run(migrated).summary()).isEqualTo("nobody can reach it: its workers.dev address is switched off");
        assertThat(shop.asked).isEmpty();
    }

    @Test
    void asksNobodyWhenTheRunBeforeHadUploadedAndThusAsked() throws InterruptedException {
        assertThat(run(migrated.withVersion(NEW))).isInstanceOf(StepResult.NotNeeded.class);
        assertThat(shop.asked).isEmpty();
    }

    private StepResult run(Progress progress) throws InterruptedException {
        return new OldVersionSmokeStep(shop.staging(), shop.smoker(), () -> new ApiResult.Ok<>(reachable))
                .run(progress);
    }
}
