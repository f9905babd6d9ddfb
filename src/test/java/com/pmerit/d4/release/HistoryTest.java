package com.pmerit.d4.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import com.pmerit.d4.cloudflare.VersionSummary;
import com.pmerit.d4.release.HistoryEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Time goes on by an hour from one event to the next. */
final class HistoryTest {
    private static final String DIGEST = "ab".repeat(32);

    private final List<Deployment> deployments = new ArrayList<>();
    private final Map<String, VersionSummary> versions = new HashMap<>();
    private final List<Run> runs = new ArrayList<>();
    private Instant now = Instant.parse("2026-02-17T00:00:00Z");

    @Test
    void hasNoEntryWhereNothingHappened() {
        assertThat(history()).isEmpty();
    }

    @Test
    void makesOneEntryOfTheChangesOfTwelveSecrets() {
        uploadedByD4("v1", 1);
        deployed("api", "mo", alone("v1"));
        for (int number = 2; number < 14; number++) {
            uploaded("v" + number, number, Map.of("workers/triggered_by", "secret"));
            deployed("wrangler", "mo", alone("v" + number));
        }

        List<HistoryEntry> history = history();

        assertThat(history).extracting(HistoryEntry::kind).containsExactly(Kind.SECRETS, Kind.RELEASE);
        assertThat(history.get(0).deployments()).isEqualTo(12);
        assertThat(history.get(0).version()).contains("v13");
        assertThat(history.get(0).by()).isEqualTo("wrangler");
    }

    @Test
    void keepsTheSecretsOfTwoPeopleApart() {
        for (int number = 1; number < 4; number++) {
            uploaded("v" + number, number, Map.of("workers/triggered_by", "secret"));
            deployed("wrangler", number == 2 ? "jo" : "mo", alone("v" + number));
        }

        assertThat(history()).extracting(entry -> entry.author().orElseThrow()).containsExactly("mo", "jo", "mo");
    }

    @Test
    void callsItARollbackWhenAVersionIsPutLiveAgain() {
        uploaded("v1", 1, Map.of("workers/triggered_by", "secret"));
        deployed("wrangler", "mo", alone("v1"));
        uploadedByD4("v2", 2);
        deployed("api", "mo", alone("v2"));
        deployed("wrangler", "jo", alone("v1"));

        assertThat(history()).extracting(HistoryEntry::kind).containsExactly(Kind.ROLLBACK, Kind.RELEASE, Kind.SECRETS);
        assertThat(history().get(0).by()).isEqualTo("wrangler");
    }

    @Test
    void tellsADeploymentOfTheDashboardFromAReleaseByD4() {
        uploaded("v1", 1, Map.of());
        deployed("dash", "jo", alone("v1"));
        uploadedByD4("v2", 2);
        deployed("api", "mo", alone("v2"));

        List<HistoryEntry> history = history();

        assertThat(history).extracting(HistoryEntry::kind).containsExactly(Kind.RELEASE, Kind.DEPLOYMENT);
        assertThat(history).extracting(HistoryEntry::by).containsExactly("d4", "dashboard");
        assertThat(history.get(0).release()).contains(new ReleaseMessage("1.2.0", "4be1c07d5"));
    }

    @Test
    void makesOneEntryOfAReleaseThatWasStagedFirst() {
        uploadedByD4("v1", 1);
        deployed("api", "mo", alone("v1"));
        uploadedByD4("v2", 2);
        deployed("api", "mo", share("v1", 100), share("v2", 0));
        deployed("api", "mo", alone("v2"));

        assertThat(history()).extracting(HistoryEntry::deployments).containsExactly(2, 1);
        assertThat(history()).extracting(HistoryEntry::kind).containsOnly(Kind.RELEASE);
    }

    @Test
    void tellsAVersionThatIsStagedAndATrafficThatIsSplit() {
        uploadedByD4("v1", 1);
        deployed("api", "mo", alone("v1"));
        uploaded("v2", 2, Map.of());
        deployed("dash", "jo", share("v1", 90), share("v2", 10));
        deployed("wrangler", "jo", share("v1", 100), share("v2", 0));

        assertThat(history()).extracting(HistoryEntry::kind).containsExactly(Kind.STAGED, Kind.SPLIT, Kind.RELEASE);
    }

    @Test
    void joinsAReleaseWithItsRecord() {
        uploadedByD4("v1", 1);
        deployed("api", "mo", alone("v1"));
        uploadedByD4("v2", 2);
        Run run = recorded("run-2", "v2", "v1", Outcome.DONE);
        deployed("api", "mo", share("v1", 100), share("v2", 0));
        deployed("api", "mo", alone("v2"));

        List<HistoryEntry> history = history();

        assertThat(history).hasSize(2);
        assertThat(history.get(0).run()).contains(run);
        assertThat(history.get(0).deployments()).isEqualTo(2);
        assertThat(history.get(1).run()).isEmpty();
    }

    @Test
    void countsTheWayBackOfAReleaseThatWasTakenBackToIt() {
        uploadedByD4("v1", 1);
        deployed("api", "mo", alone("v1"));
        uploadedByD4("v2", 2);
        Run run = recorded("run-2", "v2", "v1", Outcome.ROLLED_BACK);
        deployed("api", "mo", alone("v2"));
        deployed("api", "mo", alone("v1"));

        List<HistoryEntry> history = history();

        assertThat(history).hasSize(2);
        assertThat(history.get(0).run()).contains(run);
        assertThat(history.get(0).kind()).isEqualTo(Kind.RELEASE);
        assertThat(history.get(0).version()).contains("v2");
    }

    @Test
    void callsARecordARollbackWhenItsVersionWasReleasedBefore() {
        recorded("run-1", "v1", "v0", Outcome.DONE);
        recorded("run-2", "v2", "v1", Outcome.DONE);
        recorded("run-3", "v1", "v2", Outcome.DONE);

        assertThat(history()).extracting(HistoryEntry::kind).containsExactly(Kind.ROLLBACK, Kind.RELEASE, Kind.RELEASE);
    }

    @Test
    void callsARecordARollbackWhenItSaysSoThoughTheReleaseBeforeIsNotOnRecord() {
        Run run = recorded("run-1", "v1", "v2", Outcome.DONE);
        runs.set(0, run.planned(Run.ROLLBACK, "", List.of()));

        assertThat(history()).extracting(HistoryEntry::kind).containsExactly(Kind.ROLLBACK);
    }

    @Test
    void callsARecordAChangeOfSecretsWhenItSaysSo() {
        Run run = recorded("run-1", "v2", "v1", Outcome.DONE);
        runs.set(0, run.planned(Run.SECRETS, "", List.of()));

        assertThat(history()).extracting(HistoryEntry::kind).containsExactly(Kind.SECRETS);
    }

    @Test
    void doesNotCallItARollbackWhenTheFirstTryFellShort() {
        recorded("run-1", "v1", "v0", Outcome.ROLLED_BACK);
        recorded("run-2", "v1", "v0", Outcome.DONE);

        assertThat(history()).extracting(HistoryEntry::kind).containsOnly(Kind.RELEASE);
    }

    @Test
    void doesNotTakeWhatAnotherToolDeployedForAReleaseOnRecord() {
        uploadedByD4("v1", 1);
        recorded("run-1", "v1", "v0", Outcome.DONE);
        deployed("api", "mo", alone("v1"));
        deployed("wrangler", "jo", alone("v1"));

        assertThat(history()).extracting(HistoryEntry::by).containsExactly("wrangler", "d4");
        assertThat(history().get(0).run()).isEmpty();
    }

    @Test
    void reachesBackFurtherThanCloudflareByTheLedger() {
        recorded("run-1", "v1", "v0", Outcome.DONE);
        uploadedByD4("v2", 2);
        recorded("run-2", "v2", "v1", Outcome.DONE);
        deployed("api", "mo", alone("v2"));

        List<HistoryEntry> history = history();

        assertThat(history).extracting(HistoryEntry::deployments).containsExactly(1, 0);
        assertThat(history.get(1).run().orElseThrow().id()).isEqualTo("run-1");
        assertThat(history.get(1).author()).contains("ci");
    }

    @Test
    void tellsTheNewestOnlyWhenThereAreMore() {
        recorded("run-1", "v1", "v0", Outcome.DONE);
        recorded("run-2", "v2", "v1", Outcome.DONE);
        recorded("run-3", "v3", "v2", Outcome.DONE);

        assertThat(new History(deployments, versions, runs).latest(2))
                .extracting(entry -> entry.run().orElseThrow().id())
                .containsExactly("run-3", "run-2");
    }

    private List<HistoryEntry> history() {
        return new History(deployments, versions, runs).latest(100);
    }

    private void uploadedByD4(String id, long number) {
        uploaded(id, number, Map.of("workers/tag", DIGEST, "workers/message", "1.2.0 4be1c07d5"));
    }

    private void uploaded(String id, long number, Map<String, String> annotations) {
        versions.put(id, new VersionSummary(id, number, later(), Optional.of("api"), Optional.of("mo"), annotations));
    }

    private void deployed(String source, String author, TrafficShare... shares) {
        deployments.add(
                0,
                new Deployment(
                        "d" + deployments.size(),
                        later(),
                        Optional.of(source),
                        Optional.of(author),
                        List.of(shares),
                        Map.of()));
    }

    private Run recorded(String id, String version, String anchor, Outcome outcome) {
        Run run = new Run(
                id,
                "production",
                "shop",
                Optional.empty(),
                DIGEST,
                DIGEST,
                "ci",
                Optional.of(later()),
                Phase.ENDED,
                new Anchor(Optional.of(anchor), Optional.empty(), Map.of()),
                Optional.of(version),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.of(outcome),
                Optional.empty());
        runs.add(0, run);
        return run;
    }

    private Instant later() {
        now = now.plus(Duration.ofHours(1));
        return now;
    }

    private static TrafficShare alone(String version) {
        return share(version, 100);
    }

    private static TrafficShare share(String version, int percentage) {
        return new TrafficShare(version, percentage);
    }
}
