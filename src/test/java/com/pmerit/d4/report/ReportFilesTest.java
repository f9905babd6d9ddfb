package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFilesTest {
    @TempDir
    private Path directory;

    @Test
    void writesTheOtherFileWhenOneCannotBeWritten() throws IOException {
        Files.createDirectories(directory.resolve("result.json/in-the-way"));

        assertThatIOException().isThrownBy(() -> files().write(Reports.failedChecklist()));

        assertThat(names()).containsExactly("TEST-d4-checklist.xml", "report.html", "result.json", "result.md", "runs");
        assertThat(directory.resolve("TEST-d4-checklist.xml")).content().endsWith("</testsuite>");
        assertThat(directory.resolve("report.html")).content().contains("Checklist for production");
    }

    @Test
    void replacesTheFilesOfAnEarlierRunWholly() throws IOException {
        Files.writeString(directory.resolve("result.json"), "x".repeat(100_000));

        files().write(Reports.failedChecklist());

        assertThat(directory.resolve("result.json")).content().startsWith("{\n").endsWith("\n}\n");
        assertThat(names()).containsExactly("TEST-d4-checklist.xml", "report.html", "result.json", "result.md", "runs");
    }

    @Test
    void keepsTheLastRunOfEachGoalAndEnvironment() throws IOException {
        files().write(Reports.failedChecklist());
        files().write(Reports.passedChecklist());
        files().write(Reports.stoppedRelease());

        assertThat(directory.resolve("runs/check-production.json")).content().contains("\"outcome\" : \"DONE\"");
        assertThat(directory.resolve("runs/deploy-staging.json"))
                .hasSameTextualContentAs(directory.resolve("result.json"));
        try (Stream<Path> runs = Files.list(directory.resolve("runs"))) {
            assertThat(runs).hasSize(2);
        }
    }

    @Test
    void writesAsMarkdownWhatTheSummaryOfAJobSays() throws IOException {
        files().write(Reports.failedChecklist());
        files().write(ShopAudits.drifted());

        assertThat(directory.resolve("result.md"))
                .hasContent(new MarkdownReport(UnaryOperator.identity()).text(Reports.failedChecklist()));
        assertThat(directory.resolve("audit.md"))
                .hasContent(new MarkdownAudit(UnaryOperator.identity()).text(ShopAudits.drifted()));
    }

    @Test
    void tellsAllThatCouldNotBeWritten() throws IOException {
        Files.createDirectories(directory.resolve("result.json/in-the-way"));
        Files.createDirectories(directory.resolve("report.html/in-the-way"));

        assertThatIOException()
                .isThrownBy(() -> files().write(Reports.failedChecklist()))
                .satisfies(first -> assertThat(first.getSuppressed()).hasSize(1));
    }

    @Test
    void makesTheDirectoryAndMasks() throws IOException {
        Path deeper = directory.resolve("target/d4");

        new ReportFiles(deeper, text -> text.replace("d4-chat", "***")).write(Reports.release());

        assertThat(deeper.resolve("result.json")).content().contains("***").doesNotContain("d4-chat");
        for (String file : List.of("TEST-d4-checklist.xml", "report.html", "runs/deploy-production.json")) {
            assertThat(deeper.resolve(file)).content().contains("***").doesNotContain("d4-chat");
        }
        assertThat(deeper.resolve("result.md"))
                .content()
                .contains("&#42;&#42;&#42; 1.4.0")
                .doesNotContain("d4-chat");
    }

    private ReportFiles files() {
        return new ReportFiles(directory, UnaryOperator.identity());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::getFileName).map(Path::toString).sorted().toList();
        }
    }
}
