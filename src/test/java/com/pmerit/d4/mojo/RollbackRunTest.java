package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.smoke.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way back, against the embedded Cloudflare. */
final class RollbackRunTest {
    private static final Answer HEALTHY = new Answer(200, "{\"status\":\"healthy\"}".getBytes(StandardCharsets.UTF_8))
            .with("Content-Type", "application/json");

    @TempDir
    private Path directory;

    private Path project;

    @AutoClose
    private StagingCloud cloud;

    @BeforeEach
    void start() throws IOException {
        project = directory.resolve("shop");
        cloud = StagingCloud.ofShop(project, "");
    }

    @Test
    void refusesWhereNothingWasEverDeployed() throws Exception {
        ReleaseResult result = rollBack(Optional.empty());

        assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
        assertThat(failure(result).summary()).isEqualTo("nothing was ever deployed to staging");
    }

    @Test
    void refusesAVersionThatNobodyUploaded() throws Exception {
        released();
        JsonNode before = cloud.traffic();

        ReleaseResult result = rollBack(Optional.of("ffffffff"));

        assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
        assertThat(failure(result).summary()).contains("ffffffff");
        assertThat(cloud.traffic()).isEqualTo(before);
    }

    @Test
    void goesBackToTheLastVersionThatAReleaseProved() throws Exception {
        String first = released();
        edited();
        String second = released();

        ReleaseResult result = rollBack(Optional.empty());

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(result.progress().anchor()).contains(second);
        assertThat(result.progress().version()).contains(first);
        assertThat(result.steps())
                .extracting(Ran::id)
                .containsSubsequence("lock", "journal", "choose", "stage", "smoke-new", "deploy", "smoke", "record");
        assertThat(cloud.live()).contains(first);
    }

    @Test
    void goesBackToTheVersionThatIsNamedByItsFirstCharacters() throws Exception {
        String first = released();
        edited();
        released();

        ReleaseResult result = rollBack(Optional.of(first.substring(0, 8)));

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(cloud.live()).contains(first);
    }

    @Test
    void leavesTheNextReleaseFreeToGoForwardAgain() throws Exception {
        released();
        edited();
        String second = released();
        rollBack(Optional.empty());

        String third = released();

        assertThat(cloud.live()).contains(third);
        assertThat(third).as("the version of this code is there already").isEqualTo(second);
    }

    /** A build that is being stopped writes nothing, an undo included: what it began is left to the next one. */
    @ParameterizedTest
    @CsvSource({"smoke-new, ABORTED_SAFE", "smoke, NEEDS_HUMAN"})
    void beginsNoUndoWhileTheBuildIsBeingStopped(String stoppedAt, Outcome outcome) throws Exception {
        released();
        edited();
        released();
        AtomicBoolean stopping = new AtomicBoolean();
        WriteGuard stop = () -> stopping.get() ? Optional.of("the build is being stopped") : Optional.empty();
        cloud.answersBy(question -> stopping.get()
                ? new Answer(500, new byte[0])
                : question.url().getPath().equals("/health") ? HEALTHY : new Answer(404, new byte[0]));

        ReleaseResult result = cloud.build(
                ExchangeListener.NONE,
                (bench, target) -> new RollbackRun(
                                bench,
                                target,
                                Optional.empty(),
                                stop,
                                Duration.ZERO,
                                line -> {},
                                step -> stopping.compareAndSet(false, step.id().equals(stoppedAt)))
                        .run());

        assertThat(result.outcome()).as("%s", result).isEqualTo(outcome);
        assertThat(failure(result).summary()).contains("status 500");
        assertThat(result.steps()).extracting(Ran::id).contains(stoppedAt).doesNotContain("anchor-back");
    }

    private String released() throws Exception {
        DeployRun.Ended ended = cloud.deploy();
        ReleaseResult release = ended.release().orElseThrow();
        assertThat(release.outcome()).as("%s", ended).isEqualTo(Outcome.DONE);
        return release.progress().version().orElseThrow();
    }

    private void edited() throws IOException {
        Files.writeString(project.resolve("src/worker.js"), "\n// edited\n", StandardOpenOption.APPEND);
    }

    private ReleaseResult rollBack(Optional<String> wish) throws Exception {
        return cloud.build(
                ExchangeListener.NONE,
                (bench, target) -> new RollbackRun(
                                bench, target, wish, Optional::empty, Duration.ZERO, line -> {}, step -> {})
                        .run());
    }

    private static StepResult.Failed failure(ReleaseResult result) {
        return result.steps().stream()
                .map(Ran::result)
                .filter(StepResult.Failed.class::isInstance)
                .map(StepResult.Failed.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
