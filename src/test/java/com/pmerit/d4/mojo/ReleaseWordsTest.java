package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The last line of the log of a build that failed. */
final class ReleaseWordsTest {
    private static final Progress MIGRATED = Progress.none()
            .withAnchor(Optional.of("old"))
            .withVersion("new")
            .withMigrations(List.of("0002_prices.sql", "0003_offers.sql"));

    private final Environment staging = Environments.staging(Path.of("/shop"));

    @Test
    void namesWhatIsLiveAndWhatStaysMigratedAfterARedSmokeTest() {
        Progress back = MIGRATED.nowServing().takenBack();

        String words = failure(
                Outcome.ROLLED_BACK,
                back,
                failed("/health: status 500", "version new is live and did not pass", Aftermath.TAKE_BACK),
                new StepResult.Done("version old takes all traffic again", back));

        assertThat(words)
                .isEqualTo("the release to staging was taken back: /health: status 500;"
                        + " live now: shop-staging runs version old;"
                        + " 2 migrations stay applied: 0002_prices.sql to 0003_offers.sql; mend it");
    }

    @Test
    void namesWhatIsLiveAfterTheUnstagingAndNotBefore() {
        Progress away = MIGRATED.nowStaged().putAwayUnmet();

        String words = failure(
                Outcome.ABORTED_SAFE,
                away,
                failed("/health: status 500", "users meet old, and new is staged", Aftermath.NOTHING),
                new StepResult.Done("version old alone is deployed again", away));

        assertThat(words)
                .isEqualTo("the release to staging stopped: /health: status 500;"
                        + " live now: shop-staging runs version old;"
                        + " 2 migrations stay applied: 0002_prices.sql to 0003_offers.sql; mend it");
    }

    @Test
    void saysWhatTheFailedStepSawWhereNothingWasPutAway() {
        String words = failure(
                Outcome.ABORTED_SAFE,
                Progress.none().withAnchor(Optional.of("old")),
                failed("0002_prices.sql does not run", "the Worker is as it was", Aftermath.NOTHING));

        assertThat(words)
                .isEqualTo("the release to staging stopped: 0002_prices.sql does not run;"
                        + " live now: the Worker is as it was; mend it");
    }

    @Test
    void namesWhatStaysMigratedWhereAHumanIsNeeded() {
        String words = failure(
                Outcome.NEEDS_HUMAN,
                MIGRATED.nowServing(),
                failed("/health: status 500", "version new is live and did not pass", Aftermath.TAKE_BACK),
                failed("the answer was lost", "version new may be live", Aftermath.HUMAN));

        assertThat(words)
                .isEqualTo("the release to staging stopped: /health: status 500; then the answer was lost;"
                        + " live now: version new may be live;"
                        + " 2 migrations stay applied: 0002_prices.sql to 0003_offers.sql; mend it");
    }

    @Test
    void namesTheSiteThatUsersMeetAfterTheWorkerIsTakenBack() {
        Progress back = Progress.none()
                .withAnchor(Optional.of("old"))
                .seeing("site", "shop-ui serves deployment 1f0c, commit 4be1c07d5");

        String words = failure(
                Outcome.ROLLED_BACK,
                back,
                failed("/health: status 500", "version new is live and did not pass", Aftermath.TAKE_BACK),
                new StepResult.Done("version old takes all traffic again", back));

        assertThat(words)
                .isEqualTo("the release to staging was taken back: /health: status 500;"
                        + " live now: shop-staging runs version old;"
                        + " shop-ui serves deployment 1f0c, commit 4be1c07d5; mend it");
    }

    @Test
    void leavesItToAFailedStepOfTheSiteToSayWhatUsersMeet() {
        Progress known = Progress.none().seeing("site", "shop-ui serves deployment 1f0c");
        Ran red = new Ran(
                "site",
                "Publish the site",
                failed("the answer was lost", "it is not known whether the new site is live", Aftermath.HUMAN),
                Duration.ZERO);

        ReleaseWords words = new ReleaseWords(
                "release to", staging, new ReleaseResult(Outcome.NEEDS_HUMAN, List.of(red), known), false);

        assertThat(words.failure())
                .isEqualTo("the release to staging stopped: the answer was lost;"
                        + " live now: it is not known whether the new site is live; mend it");
        assertThat(words.facts()).isEmpty();
    }

    private String failure(Outcome outcome, Progress progress, StepResult... results) {
        List<Ran> steps = Stream.of(results)
                .map(result -> new Ran("step", "A step", result, Duration.ZERO))
                .toList();
        return new ReleaseWords("release to", staging, new ReleaseResult(outcome, steps, progress), false).failure();
    }

    private static StepResult.Failed failed(String summary, String liveNow, Aftermath aftermath) {
        return new StepResult.Failed(summary, List.of(), liveNow, "mend it", aftermath);
    }
}
