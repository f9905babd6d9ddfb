package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StepSummaryTest {
    @TempDir
    private Path directory;

    private final List<String> warnings = new ArrayList<>();
    private final Map<Object, Object> build = new HashMap<>();

    @Test
    void addsBehindWhatStandsThere() throws IOException {
        Path file = Files.writeString(directory.resolve("summary.md"), "before\n");

        summary(file.toString()).append("one\n");
        summary(file.toString()).append("\u00fc two\n");

        assertThat(file).hasContent("before\none\n\u00fc two\n");
        assertThat(warnings).isEmpty();
    }

    @Test
    void makesTheFileThatIsNotThereYet() {
        summary(directory.resolve("summary.md").toString()).append("one\n");

        assertThat(directory.resolve("summary.md")).hasContent("one\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void writesNothingWhereNoFileIsNamed(String nothing) {
        summary(nothing).append("one\n");
        new StepSummary(Map.of(), build, warnings::add).append("one\n");

        assertThat(directory).isEmptyDirectory();
        assertThat(warnings).isEmpty();
    }

    @Test
    void warnsOnceABuildWhenItCannotWriteAndThrowsNothing() {
        summary(directory.toString()).append("one\n");
        summary(directory.resolve("missing/summary.md").toString()).append("two\n");
        summary("\0").append("three\n");

        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("the summary in GITHUB_STEP_SUMMARY cannot be written: ");
    }

    @Test
    void saysThatThePathIsNone() {
        summary("\0").append("three\n");

        assertThat(warnings).singleElement().asString().contains("it names no file");
    }

    @Test
    void leavesOutWhatWouldMakeGitHubShowNothing() throws IOException {
        Path file = Files.writeString(directory.resolve("summary.md"), "x".repeat((1 << 20) - 3));

        summary(file.toString()).append("four");

        assertThat(file).hasSize((1 << 20) - 3);
        assertThat(warnings).singleElement().asString().contains("longer than GitHub shows");
    }

    private StepSummary summary(String path) {
        return new StepSummary(Map.of("GITHUB_STEP_SUMMARY", path), build, warnings::add);
    }
}
