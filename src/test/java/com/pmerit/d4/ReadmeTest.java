package com.pmerit.d4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README has a row for each goal, property, gate and file. */
final class ReadmeTest {
    private static final Path SOURCES = Path.of("src/main/java/com/pmerit/d4");
    private static final Pattern GOAL = Pattern.compile("@Mojo\\(\\s*name = \"([a-z-]+)\"");
    private static final Pattern PROPERTY = Pattern.compile("property = \"(d4\\.[A-Za-z.-]+)\"");
    private static final Pattern GATE = Pattern.compile("String id\\(\\) \\{\\s*return \"([a-z-]+)\"");
    private static final Pattern FILE = Pattern.compile("\"target/d4/([A-Za-z0-9-]+\\.[a-z]+)\"");

    @Test
    void hasARowForEachGoal() throws IOException {
        Set<String> goals = NamesInFiles.below(SOURCES, "Mojo.java", GOAL);

        assertThat(goals)
                .hasSizeGreaterThan(20)
                .allSatisfy(goal -> assertThat(rows()).anyMatch(row -> row.startsWith("| `d4:" + goal + "` |")));
    }

    @Test
    void hasARowForEachPropertyButThoseThatSkip() throws IOException {
        Set<String> properties = NamesInFiles.below(SOURCES, "Mojo.java", PROPERTY);
        properties.removeIf(property -> property.endsWith(".skip") && !property.equals("d4.skip"));

        assertThat(properties)
                .hasSizeGreaterThan(40)
                .allSatisfy(property -> assertThat(rows())
                        .anyMatch(row -> row.contains("`" + property + "`") || row.contains("`" + property + "=")));
    }

    @Test
    void hasARowForEachGate() throws IOException {
        Set<String> gates = NamesInFiles.below(SOURCES, "Gate.java", GATE);

        assertThat(gates)
                .contains("clean-tree", "smoke-")
                .allSatisfy(gate -> assertThat(rows()).anyMatch(row -> row.startsWith("| `" + gate)));
    }

    @Test
    void hasARowForEachFileOfResults() throws IOException {
        Set<String> files = NamesInFiles.below(SOURCES, "ReportFiles.java", FILE);

        assertThat(files)
                .contains("result.json", "report.html")
                .allSatisfy(file -> assertThat(rows())
                        .anyMatch(row -> row.substring(0, row.indexOf('|', 1)).contains("`" + file + "`")));
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
    }
}
