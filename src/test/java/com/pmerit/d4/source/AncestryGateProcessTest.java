package com.pmerit.d4.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pmerit.d4.gate.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AncestryGateProcessTest {
    private static final String ELSEWHERE = "1234567890123456789012345678901234567890";

    @TempDir
    private Path directory;

    private TemporaryRepository repository;
    private Git git;

    @BeforeEach
    void initialise() throws Exception {
        repository = new TemporaryRepository(Files.createDirectory(directory.resolve("ours"))).initialised();
        git = repository.asked();
    }

    @Test
    void failsWhenHeadDoesNotDescendFromWhatProductionRuns() throws Exception {
        String live = liveOnAnotherBranch();

        Verdict.Failed failed = failed(production(new LiveCommit.Named(live)));

        assertThat(failed.summary())
                .isEqualTo("HEAD " + head() + " does not descend from " + live.substring(0, 9)
                        + ", which production runs: its release would take that back");
        assertThat(failed.remedy()).isEqualTo("git merge " + live.substring(0, 9) + "; then run this again");
    }

    @Test
    void failsWhenProductionRunsANewerCommitThanHead() throws Exception {
        String first = repository.committed();
        String second = repository.committed();
        repository.git("checkout", "--quiet", first);

        assertThat(failed(production(new LiveCommit.Named(second))).summary()).contains("does not descend from");
    }

    @Test
    void failsWhenTheLiveCommitIsNotInThisClone() throws Exception {
        repository.committed();

        Verdict.Failed failed = failed(production(new LiveCommit.Named(ELSEWHERE)));

        assertThat(failed.summary()).isEqualTo("production runs commit 123456789, which this clone does not have");
        assertThat(failed.remedy()).isEqualTo("git fetch --unshallow, or git fetch --all; then run this again");
    }

    @Test
    void failsWhenAShallowCloneDoesNotShowTheDescent() throws Exception {
        String live = repository.committed();
        repository.committed();
        repository.committed();
        TemporaryRepository clone = new TemporaryRepository(directory.resolve("shallow"));
        repository.git(
                "clone",
                "--quiet",
                "--depth",
                "1",
                repository.directory().toUri().toString(),
                directory.resolve("shallow").toString());
        clone.git("fetch", "--quiet", "--depth", "1", "origin", live);

        Verdict.Failed failed =
                failed(new AncestryGate(clone.asked(), "production", true, () -> new LiveCommit.Named(live)).check());

        assertThat(failed.summary()).startsWith("this clone is shallow and does not show whether HEAD ");
        assertThat(failed.remedy()).isEqualTo("git fetch --unshallow; then run this again");
    }

    @Test
    void failsOutsideARepository() throws Exception {
        Git nowhere = new TemporaryRepository(Files.createDirectory(directory.resolve("nowhere"))).asked();

        Verdict.Failed failed =
                failed(new AncestryGate(nowhere, "production", true, () -> new LiveCommit.Named(ELSEWHERE)).check());

        assertThat(failed.summary()).endsWith("is not in a git repository");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failsWhenWhatIsLiveCannotBeRead(boolean comesAfterAnother) throws Exception {
        repository.committed();

        Verdict.Failed failed = failed(check(comesAfterAnother, new LiveCommit.Unreadable("no answer")));

        assertThat(failed.summary()).isEqualTo("what production runs cannot be read");
        assertThat(failed.details()).containsExactly("no answer");
    }

    @Test
    void warnsTheFirstEnvironmentWhenHeadDoesNotDescendFromWhatItRuns() throws Exception {
        String live = liveOnAnotherBranch();

        Verdict verdict = check(false, new LiveCommit.Named(live));

        assertThat(verdict).isInstanceOf(Verdict.Warned.class);
        assertThat(verdict.summary()).contains("does not descend from " + live.substring(0, 9));
    }

    @Test
    void warnsTheFirstEnvironmentWhenTheLiveCommitIsNotInThisClone() throws Exception {
        repository.committed();

        Verdict verdict = check(false, new LiveCommit.Named(ELSEWHERE));

        assertThat(verdict).isInstanceOf(Verdict.Warned.class);
        assertThat(((Verdict.Warned) verdict).remedy()).startsWith("git fetch --unshallow");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void warnsWhenWhatIsLiveNamesNoCommit(boolean comesAfterAnother) throws Exception {
        repository.committed();

        Verdict verdict = check(comesAfterAnother, new LiveCommit.Unnamed("version 7f3b is live"));

        assertThat(verdict).isInstanceOf(Verdict.Warned.class);
        assertThat(verdict.summary())
                .isEqualTo("production: version 7f3b is live and names no commit, so HEAD cannot be compared with it");
    }

    @Test
    void passesWhenHeadDescendsFromAnAbbreviatedCommit() throws Exception {
        String live = repository.committed().substring(0, 9);
        repository.committed();

        assertThat(production(new LiveCommit.Named(live)))
                .isEqualTo(new Verdict.Passed("HEAD " + head() + " descends from " + live + ", which production runs"));
    }

    @Test
    void passesWhenHeadIsWhatIsLive() throws Exception {
        String live = repository.committed();

        assertThat(production(new LiveCommit.Named(live)))
                .isEqualTo(new Verdict.Passed("HEAD " + head() + " is what production runs"));
    }

    @Test
    void passesWhenHeadIsTheAbbreviatedCommitThatIsLive() throws Exception {
        String live = repository.committed().substring(0, 9);

        assertThat(production(new LiveCommit.Named(live)))
                .isEqualTo(new Verdict.Passed("HEAD " + head() + " is what production runs"));
    }

    @Test
    void passesWhereNothingWasEverDeployed() throws Exception {
        assertThat(production(new LiveCommit.Nothing()))
                .isEqualTo(new Verdict.Passed("production was never deployed, so HEAD takes nothing back"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--all", "abc", "HEAD", "1234567^{tree}", ""})
    void refusesWhatGitCouldTakeForSomethingElse(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LiveCommit.Named(id));
    }

    /** A commit that HEAD does not descend from. */
    private String liveOnAnotherBranch() throws Exception {
        String root = repository.committed();
        String live = repository.committed();
        repository.git("checkout", "--quiet", "-b", "other", root);
        repository.with("other.txt", "other").committed();
        return live;
    }

    private String head() throws InterruptedException {
        return repository.git("rev-parse", "HEAD").substring(0, 9);
    }

    private Verdict production(LiveCommit live) throws InterruptedException {
        return check(true, live);
    }

    private Verdict check(boolean comesAfterAnother, LiveCommit live) throws InterruptedException {
        return new AncestryGate(git, "production", comesAfterAnother, () -> live).check();
    }

    private static Verdict.Failed failed(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }
}
