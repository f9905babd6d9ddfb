package com.pmerit.d4.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.ScrubbedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CleanTreeGateProcessTest {
    @TempDir
    Path directory;

    private TemporaryRepository repository;

    @BeforeEach
    void emptyDirectory() {
        repository = new TemporaryRepository(directory);
    }

    @Test
    void failsOutsideOfARepositoryAndSaysHowToMakeOne() throws InterruptedException {
        Verdict.Failed failed = (Verdict.Failed) verdict();

        assertThat(failed.summary()).isEqualTo(directory + " is not in a git repository");
        assertThat(failed.remedy()).startsWith("git init");
    }

    @Test
    void failsWhenGitIsMissing() throws InterruptedException {
        Processes withoutGit = new Processes(new ScrubbedEnvironment(
                Map.of("PATH", directory.toString()), Set.of(), Set.of(), known -> Redactor.of(known)::mask));

        Verdict verdict = new CleanTreeGate(new WorkTree(new Git(withoutGit, directory))).check();

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Failed.class, failed -> {
            assertThat(failed.summary()).isEqualTo("git is not installed");
            assertThat(failed.remedy()).startsWith("install git");
        });
    }

    @Test
    void failsBeforeTheFirstCommit() throws InterruptedException {
        repository.initialised();

        assertThat(verdict().summary()).isEqualTo("the repository has no commit yet");
    }

    @Test
    void failsWithGitsOwnWordsWhenTheRepositoryIsBroken() throws Exception {
        repository.initialised().with("a.ts", "1").committed();
        Files.writeString(directory.resolve(".git/index"), "not an index");

        Verdict.Failed failed = (Verdict.Failed) verdict();

        assertThat(failed.summary()).isEqualTo("git refused to answer (exit code 128)");
        assertThat(failed.details()).anyMatch(line -> line.contains("index"));
    }

    @Test
    void namesChangedAndUntrackedFiles() throws Exception {
        repository.initialised().with("src/a.ts", "1").with("b.ts", "1").committed();
        repository.with("src/a.ts", "2").with("new/file with space.ts", "1");
        repository.git("mv", "b.ts", "c.ts");

        Verdict.Failed failed = (Verdict.Failed) verdict();

        assertThat(failed.summary()).isEqualTo("2 changed and 1 untracked files in the repository");
        assertThat(failed.details()).containsExactlyInAnyOrder(" M src/a.ts", "R  c.ts", "?? new/file with space.ts");
        assertThat(failed.remedy()).startsWith("git add -A && git commit");
    }

    @Test
    void namesTenFilesAndCountsTheRest() throws Exception {
        repository.initialised().committed();
        for (int number = 10; number < 22; number++) {
            repository.with("file" + number, "x");
        }

        Verdict.Failed failed = (Verdict.Failed) verdict();

        assertThat(failed.summary()).isEqualTo("12 untracked files in the repository");
        assertThat(failed.details()).hasSize(11).startsWith("?? file10").endsWith("and 2 more");
    }

    @Test
    void showsNoControlCharactersOfAFileName() throws Exception {
        repository.initialised().committed();
        repository.with("evil\u001B[31m\nname", "x");

        assertThat(verdict().details()).containsExactly("?? evil?[31m?name");
    }

    @Test
    void seesAChangeOutsideOfTheProjectsPartOfTheRepository() throws Exception {
        repository
                .initialised()
                .with("project/pom.xml", "1")
                .with("other/a.ts", "1")
                .committed();
        repository.with("other/a.ts", "2");
        Git fromTheProject = new Git(TemporaryRepository.processes(directory), directory.resolve("project"));

        Verdict verdict = new CleanTreeGate(new WorkTree(fromTheProject)).check();

        assertThat(verdict.details()).containsExactly(" M other/a.ts");
    }

    @Test
    void seesUntrackedFilesThatTheUsersConfigurationHides() throws Exception {
        repository.initialised().committed();
        repository.git("config", "status.showUntrackedFiles", "no");
        repository.with("new.ts", "1");

        assertThat(verdict().details()).containsExactly("?? new.ts");
    }

    @Test
    void seesAChangeInASubmodule(@TempDir Path other) throws Exception {
        new TemporaryRepository(other).initialised().with("lib.ts", "1").committed();
        repository.initialised();
        repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.toString(), "lib");
        repository.committed();
        assertThat(verdict()).isInstanceOf(Verdict.Passed.class);

        repository.with("lib/lib.ts", "2");

        assertThat(verdict().details()).containsExactly(" M lib");
    }

    @Test
    void passesOnACleanTreeAndNamesTheCommit() throws Exception {
        String commit = repository
                .initialised()
                .with(".gitignore", "target/\n")
                .with("a.ts", "1")
                .committed();
        repository.with("target/built.js", "1");

        assertThat(verdict()).isEqualTo(new Verdict.Passed("the repository is clean at " + commit.substring(0, 9)));
    }

    @Test
    void judgesTheTreeAsItWasBeforeTheBuildRanAnything() throws Exception {
        repository.initialised().committed();
        WorkTree tree = new WorkTree(repository.asked());
        tree.beforeTheBuild();
        repository.with("vite.config.ts.timestamp-1.mjs", "written by a test run");

        assertThat(new CleanTreeGate(tree).check()).isInstanceOf(Verdict.Passed.class);
        assertThat(verdict()).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void leavesTheIndexAsItIs() throws Exception {
        repository.initialised().with("a.ts", "1").committed();
        byte[] before = indexAfterATouch();

        verdict();

        assertThat(Files.readAllBytes(directory.resolve(".git/index"))).isEqualTo(before);
    }

    private byte[] indexAfterATouch() throws IOException {
        Files.setLastModifiedTime(directory.resolve("a.ts"), FileTime.fromMillis(1_000_000));
        return Files.readAllBytes(directory.resolve(".git/index"));
    }

    private Verdict verdict() throws InterruptedException {
        return new CleanTreeGate(new WorkTree(repository.asked())).check();
    }
}
