package com.pmerit.d4.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.gate.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TagGateProcessTest {
    @TempDir
    Path directory;

    private TemporaryRepository repository;
    private String first = "";

    @BeforeEach
    void oneCommit() throws InterruptedException {
        repository = new TemporaryRepository(directory).initialised();
        first = repository.committed();
    }

    @Test
    void failsWhenHeadCarriesNoTag() throws InterruptedException {
        Verdict.Failed failed = (Verdict.Failed) verdict("1.2.3");

        assertThat(failed.summary())
                .isEqualTo("HEAD " + first.substring(0, 9) + " carries no tag, and the POM's version asks for v1.2.3");
        assertThat(failed.remedy()).isEqualTo("git tag -a v1.2.3 -m \"Release description\"");
    }

    @Test
    void failsWhenHeadCarriesAnotherVersionsTag() throws InterruptedException {
        repository.git("tag", "-a", "v1.2.2", "-m", "Earlier");
        repository.git("tag", "v1.2.3-notes");

        assertThat(verdict("1.2.3").summary()).contains("carries only v1.2.2, v1.2.3-notes,");
    }

    @Test
    void failsWhenTheTagIsOnAnotherCommit() throws InterruptedException {
        repository.git("tag", "-a", "v1.2.3", "-m", "Release");
        String second = repository.committed();

        for (boolean made : new boolean[] {false, true}) {
            Verdict.Failed failed = (Verdict.Failed) new TagGate(repository.asked(), "1.2.3", true, made).check();
            assertThat(failed.summary())
                    .isEqualTo("v1.2.3 is on " + first.substring(0, 9) + ", and HEAD is " + second.substring(0, 9));
            assertThat(failed.remedy()).contains("git checkout v1.2.3");
        }
    }

    @Test
    void failsWhenTheTagIsLightweight() throws InterruptedException {
        repository.git("tag", "v1.2.3");

        Verdict.Failed failed = (Verdict.Failed) verdict("1.2.3");

        assertThat(failed.summary()).contains("lightweight");
        assertThat(failed.remedy()).startsWith("git tag -d v1.2.3 && git tag -a v1.2.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3-SNAPSHOT", "1.2", "v1.2.3", "01.2.3", "1.2.3 --force", "-1.2.3"})
    void failsWhenTheVersionNamesNoRelease(String version) throws InterruptedException {
        assertThat(verdict(version))
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.summary()).startsWith("the POM's version is " + version + ","));
    }

    @Test
    void failsOutsideOfARepository(@TempDir Path elsewhere) throws InterruptedException {
        Git nowhere = new Git(TemporaryRepository.processes(elsewhere), elsewhere);

        assertThat(new TagGate(nowhere, "1.2.3", true, true).check().summary()).contains("is not in a git repository");
    }

    @Test
    void isSkippedForAnEnvironmentThatIsNotProduction() throws InterruptedException {
        assertThat(new TagGate(repository.asked(), "1.2.3-SNAPSHOT", false, false).check())
                .isEqualTo(new Verdict.Skipped("only a production release is tagged"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "1.0.0-beta.1"})
    void passesWhenAnAnnotatedTagOfTheVersionIsOnHead(String version) throws InterruptedException {
        repository.git("tag", "-a", "v" + version, "-m", "Release");

        assertThat(verdict(version)).isEqualTo(new Verdict.Passed("v" + version + " is on " + first.substring(0, 9)));
    }

    @Test
    void passesWithoutATagThatD4IsToMake() throws InterruptedException {
        Verdict verdict = new TagGate(repository.asked(), "1.2.3", true, true).check();

        assertThat(verdict)
                .isEqualTo(new Verdict.Passed(
                        "v1.2.3 is free and will be put on " + first.substring(0, 9) + " after success"));
        assertThat(repository.git("tag", "-l")).isEmpty();
    }

    @Test
    void passesOnceD4HasMadeTheTag() throws InterruptedException {
        Answer<Tag> made = repository.asked().createAnnotatedTag("v1.2.3", "Release 1.2.3");

        assertThat(made).isEqualTo(new Answer.Known<>(new Tag("v1.2.3", true, first)));
        assertThat(verdict("1.2.3")).isInstanceOf(Verdict.Passed.class);
        assertThat(repository.git("tag", "-l", "--format=%(contents)", "v1.2.3").strip())
                .isEqualTo("Release 1.2.3");
    }

    private Verdict verdict(String version) throws InterruptedException {
        return new TagGate(repository.asked(), version, true, false).check();
    }
}
