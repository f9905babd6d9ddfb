package com.pmerit.d4.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import com.pmerit.d4.cloudflare.VersionSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RollbackChooserTest {
    private final List<VersionSummary> versions = new ArrayList<>(List.of(
            version("aa33", 3, "1.3.0 4be1c07d5"),
            version("aa22", 2, "1.2.0 3be1c07d5"),
            version("bb11", 1, "1.1.0 2be1c07d5")));
    private final List<Deployment> deployments = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();

    @Test
    void refusesAVersionThatCannotBeDeployedAnyMore() {
        RollbackChoice.Refused refused = refused(chooser().named("cc"));

        assertThat(refused.why()).startsWith("no version cc of production can be deployed");
        assertThat(refused.remedy()).startsWith("mvn d4:history -Pproduction");
    }

    @Test
    void refusesABeginningThatSeveralVersionsHave() {
        assertThat(refused(chooser().named("aa")).why())
                .isEqualTo("2 versions of production begin with aa: aa33, aa22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aa33", "aa3"})
    void refusesTheVersionThatIsLive(String wish) {
        assertThat(refused(chooser().named(wish)).why()).isEqualTo("version aa33 is live in production already");
    }

    @Test
    void refusesTheLiveVersionEvenWhenCloudflareCannotDeployItAnyMore() {
        versions.remove(0);

        assertThat(refused(chooser(version("aa33", 3, "")).named("aa33")).why()).contains("is live");
    }

    @Test
    void refusesWhenThereIsNothingBeforeTheLiveVersion() {
        deployments.add(deployment(share("aa33", 100)));
        runs.add(done("aa33"));

        assertThat(refused(chooser().last()).why()).isEqualTo("production has no earlier version to go back to");
    }

    @Test
    void doesNotTakeAnUnprovenReleaseForAVerifiedOne() {
        runs.add(done("aa33"));
        runs.add(run("aa22", Outcome.DONE, Optional.empty()));
        runs.add(run("aa22", Outcome.ROLLED_BACK, Optional.of("5".repeat(64))));
        runs.add(done("bb11"));

        assertThat(chosen(chooser().last()).version().id()).isEqualTo("bb11");
    }

    @Test
    void neverGoesForwardAgainToWhatAnEarlierRollbackLeft() {
        runs.add(done("aa22"));
        runs.add(done("aa33"));
        runs.add(done("aa22"));
        runs.add(done("bb11"));

        assertThat(chosen(chooser(versions.get(1)).last()).version().id()).isEqualTo("bb11");
    }

    @Test
    void neverGoesForwardWithoutALedgerEither() {
        deployments.add(deployment(share("aa22", 100)));
        deployments.add(deployment(share("aa33", 100)));
        deployments.add(deployment(share("bb11", 100)));

        assertThat(chosen(chooser(versions.get(1)).last()).version().id()).isEqualTo("bb11");
    }

    @Test
    void tellsThatAVersionIsNotVerifiedWhenOnlyCloudflareKnowsIt() {
        deployments.add(deployment(share("aa33", 100)));
        deployments.add(deployment(share("aa22", 50), share("aa33", 50)));
        deployments.add(deployment(share("bb11", 100)));

        RollbackTarget target = chosen(chooser().last());

        assertThat(target.version().id()).isEqualTo("bb11");
        assertThat(target.proof()).isEmpty();
        assertThat(target.summary())
                .isEqualTo("version bb11 (1.1.0 2be1c07d5), not verified: no passed smoke test of it is on record; data"
                        + " stays as it is, and no record says which migrations were applied since");
    }

    @Test
    void takesTheNewestProvenReleaseBeforeTheLiveOne() {
        runs.add(done("aa33"));
        runs.add(done("aa22"));
        runs.add(done("bb11"));

        RollbackTarget target = chosen(chooser().last());

        assertThat(target.version().id()).isEqualTo("aa22");
        assertThat(target.proof()).contains(runs.get(1));
        assertThat(target.summary())
                .startsWith("version aa22 (1.2.0 3be1c07d5), smoke-tested by the release of 2026-02-17T10:00:00Z;");
    }

    @Test
    void namesTheMigrationsThatStayInTheOrderInWhichTheyWereApplied() {
        runs.add(done("aa33", "0004_d.sql"));
        runs.add(run("aa33", Outcome.ABORTED_SAFE, Optional.empty(), "0002_b.sql", "0003_c.sql"));
        runs.add(done("aa22", "0001_a.sql"));

        assertThat(chosen(chooser().named("aa22")).migrationsSince())
                .contains(List.of("0002_b.sql", "0003_c.sql", "0004_d.sql"));
    }

    private RollbackChooser chooser() {
        return chooser(versions.get(0));
    }

    private RollbackChooser chooser(VersionSummary live) {
        return new RollbackChooser("production", live, versions, deployments, runs);
    }

    private static VersionSummary version(String id, long number, String message) {
        return new VersionSummary(
                id, number, Instant.EPOCH, Optional.empty(), Optional.empty(), Map.of("workers/message", message));
    }

    private static TrafficShare share(String version, int percentage) {
        return new TrafficShare(version, percentage);
    }

    private static Deployment deployment(TrafficShare... shares) {
        return new Deployment("d", Instant.EPOCH, Optional.empty(), Optional.empty(), List.of(shares), Map.of());
    }

    private static Run done(String version, String... migrations) {
        return run(version, Outcome.DONE, Optional.of("5".repeat(64)), migrations);
    }

    private static Run run(String version, Outcome outcome, Optional<String> smoke, String... migrations) {
        return new Run(
                "run",
                "production",
                "shop",
                Optional.empty(),
                "d".repeat(64),
                "p".repeat(64),
                "mo",
                Optional.of(Instant.parse("2026-02-17T10:00:00Z")),
                Phase.ENDED,
                Anchor.none(),
                Optional.of(version),
                List.of(migrations),
                smoke,
                List.of(),
                Optional.of(outcome),
                Optional.empty());
    }

    private static RollbackTarget chosen(RollbackChoice choice) {
        assertThat(choice).isInstanceOf(RollbackChoice.Chosen.class);
        return ((RollbackChoice.Chosen) choice).target();
    }

    private static RollbackChoice.Refused refused(RollbackChoice choice) {
        assertThat(choice).isInstanceOf(RollbackChoice.Refused.class);
        return (RollbackChoice.Refused) choice;
    }
}
