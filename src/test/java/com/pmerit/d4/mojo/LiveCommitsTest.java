package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import com.pmerit.d4.cloudflare.VersionSummary;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.source.LiveCommit;
import com.pmerit.d4.worker.LiveWorker;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LiveCommitsTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final String ID = "11111111-1111-4111-8111-111111111111";

    @Test
    void namesNoCommitForAVersionThatD4DidNotUpload() {
        assertThat(commit("v1", "1.2.0 4be1c07d5", "1.2.0 4be1c07d5"))
                .isEqualTo(new LiveCommit.Unnamed("version " + ID + " is live"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.0", "1.2.0 4be1", "1.2.0 4be1c07d5 again", "4be1c07d5", "1.2.0 --all4be1c07"})
    void namesNoCommitWhenNoMessageDoes(String message) {
        assertThat(commit(DIGEST, message, message)).isInstanceOf(LiveCommit.Unnamed.class);
    }

    @Test
    void takesTheCommitOfTheDeploymentBeforeThatOfTheVersion() {
        assertThat(commit(DIGEST, "1.3.0 4be1c07d5", "1.2.0 0123456")).isEqualTo(new LiveCommit.Named("4be1c07d5"));
    }

    @Test
    void takesTheCommitOfTheVersionWhenSomebodyElsePutItLive() {
        assertThat(commit(DIGEST, "Rollback: it was slow", "1.2.0 0123456")).isEqualTo(new LiveCommit.Named("0123456"));
        assertThat(commit(DIGEST, "", "1.2.0 0123456")).isEqualTo(new LiveCommit.Named("0123456"));
    }

    @Test
    void doesNotTakeTheCommitOfAVersionThatIsOnlyStaged() {
        VersionSummary summary = summary(DIGEST, "1.2.0 0123456");
        LiveWorker staging = new LiveWorker.Serving(deployment("1.3.0 4be1c07d5", 100, 0), version(summary));

        assertThat(LiveCommits.of(new ApiResult.Ok<>(staging))).isEqualTo(new LiveCommit.Named("0123456"));
    }

    @Test
    void takesTheCommitOfADeploymentThatSplitsTheTraffic() {
        LiveWorker split = new LiveWorker.Split(deployment("1.2.0 4be1c07d5", 90, 10));

        assertThat(LiveCommits.of(new ApiResult.Ok<>(split))).isEqualTo(new LiveCommit.Named("4be1c07d5"));
    }

    @Test
    void namesNoCommitForASplitThatIsNotOfD4() {
        LiveWorker split = new LiveWorker.Split(deployment("try it", 90, 10));

        assertThat(LiveCommits.of(new ApiResult.Ok<>(split))).isInstanceOf(LiveCommit.Unnamed.class);
    }

    @Test
    void knowsThatNothingWasEverDeployed() {
        assertThat(LiveCommits.of(new ApiResult.Ok<>(new LiveWorker.Absent()))).isEqualTo(new LiveCommit.Nothing());
    }

    private static LiveCommit commit(String tag, String deploymentMessage, String versionMessage) {
        LiveWorker serving =
                new LiveWorker.Serving(deployment(deploymentMessage, 100), version(summary(tag, versionMessage)));
        return LiveCommits.of(new ApiResult.Ok<>(serving));
    }

    private static VersionSummary summary(String tag, String message) {
        return new VersionSummary(
                ID,
                1,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Map.of("workers/tag", tag, "workers/message", message));
    }

    private static WorkerVersion version(VersionSummary summary) {
        return new WorkerVersion(
                summary, List.of(), Optional.empty(), Optional.empty(), List.of(), Map.of(), Optional.empty());
    }

    private static Deployment deployment(String message, int... percentages) {
        Map<String, String> annotations = new HashMap<>();
        if (!message.isEmpty()) {
            annotations.put("workers/message", message);
        }
        List<TrafficShare> shares = Arrays.stream(percentages)
                .mapToObj(percentage -> new TrafficShare(ID, percentage))
                .toList();
        return new Deployment("d", Instant.EPOCH, Optional.empty(), Optional.empty(), shares, annotations);
    }
}
