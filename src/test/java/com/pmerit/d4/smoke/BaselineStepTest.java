package com.pmerit.d4.smoke;

import static com.pmerit.d4.smoke.SmokedShop.healthy;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BaselineStepTest {
    private static final String OLD = "11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa";

    private final SmokedShop shop = new SmokedShop();
    private boolean reachable = true;
    private final Progress begun = Progress.none().withAnchor(Optional.of(OLD));

    @Test
    void notesThatTheLiveVersionDoesNotPassAndStopsNothing() throws InterruptedException {
        shop.answers(question -> Targets.json(500, "{}"));

        StepResult result = run(begun, false);

        assertThat(result.summary())
                .isEqualTo("version " + OLD + " does not pass this commit's smoke test, before anything is changed");
        assertThat(BaselineStep.failedBefore(after(result))).isTrue();
        assertThat(Latency.kept(after(result))).isEmpty();
        assertThat(shop.evidence)
                .as("an old version's failure is no failure of the release")
                .isEmpty();
    }

    @Test
    void asksNobodyUnderAnAddressThatIsSwitchedOff() throws InterruptedException {
        reachable = false;

        StepResult result = run(begun, false);

        assertThat(result.summary()).isEqualTo("nobody can reach it: its workers.dev address is switched off");
        assertThat(BaselineStep.failedBefore(after(result))).isTrue();
        assertThat(shop.asked).isEmpty();
    }

    @Test
    void notesThatItPassesAndHowFast() throws InterruptedException {
        shop.answers(question -> healthy(OLD));
        shop.takes(question -> Duration.ofMillis(40));

        Progress after = after(run(begun, false));

        assertThat(BaselineStep.failedBefore(after)).isFalse();
        assertThat(Latency.kept(after)).contains(Duration.ofMillis(40));
    }

    @Test
    void asksNobodyWhereNothingIsChangedOrLiveOrWasAskedAlready() throws InterruptedException {
        shop.answers(question -> healthy(OLD));
        Progress asked = after(run(begun, false));
        shop.asked.clear();

        assertThat(run(begun, true)).isInstanceOf(StepResult.NotNeeded.class);
        assertThat(run(Progress.none(), false)).isInstanceOf(StepResult.NotNeeded.class);
        assertThat(run(asked, false)).isInstanceOf(StepResult.NotNeeded.class);
        assertThat(run(begun.withVersion("new").nowServing(), false)).isInstanceOf(StepResult.NotNeeded.class);
        assertThat(shop.asked).isEmpty();
    }

    @Test
    void keepsTheOldVersionsFormerFailureFromSpeakingAgainstMigrationsAndUndo() throws InterruptedException {
        shop.answers(question -> Targets.json(500, "{}"));
        Progress failed = after(run(begun, false)).withMigrations(List.of("0007_prices.sql"));

        StepResult old =
                new OldVersionSmokeStep(shop.staging(), shop.smoker(), () -> new ApiResult.Ok<>(true)).run(failed);
        StepResult anchor = new SmokeAnchorStep(shop.staging(), shop.smoker()).run(failed.takenBack());

        assertThat(old.summary()).isEqualTo("it did not pass this smoke test before the migrations");
        assertThat(anchor.summary()).startsWith("it did not pass this smoke test before the release either");
    }

    private StepResult run(Progress progress, boolean idle) throws InterruptedException {
        return new BaselineStep(shop.staging(), shop.smoker(), () -> new ApiResult.Ok<>(reachable), () -> idle)
                .run(progress);
    }

    private static Progress after(StepResult result) {
        assertThat(result).isInstanceOf(StepResult.AlreadyDone.class);
        return ((StepResult.AlreadyDone) result).progress();
    }
}
