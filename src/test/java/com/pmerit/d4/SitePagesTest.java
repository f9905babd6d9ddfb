package com.pmerit.d4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The site has a page for each gate, each goal and the schemas, and for nothing else. */
final class SitePagesTest {
    private static final Path SOURCES = Path.of("src/main/java/com/pmerit/d4");
    private static final Path SITE = Path.of("src/site");
    private static final Path SCHEMAS = Path.of("src/main/resources/com/pmerit/d4/report");
    private static final Pattern GATE = Pattern.compile("String id\\(\\) \\{\\s*return \"([a-z-]+?)-?\"");
    private static final Pattern GOAL = Pattern.compile("@Mojo\\(\\s*name = \"([a-z-]+)\"");
    private static final Pattern LINK = Pattern.compile("\\((?:\\.\\./)?((?:gates|recipes)/[a-z-]+)\\.html\\)");

    @Test
    void hasAPageForEachGate() throws IOException {
        Set<String> gates = named(SOURCES, "Gate.java", GATE);

        assertThat(gates).contains("clean-tree", "smoke", "staging-first").hasSizeGreaterThan(12);
        assertThat(names(SITE.resolve("markdown/gates"))).isEqualTo(gates);
        assertThat(named(SITE, "site.xml", Pattern.compile("href=\"gates/([a-z-]+)\\.html\"")))
                .isEqualTo(gates);
    }

    @Test
    void leadsToThePageOfEachGoal() throws IOException {
        Set<String> goals = named(SOURCES, "Mojo.java", GOAL);
        goals.add("help");

        assertThat(goals).contains("check", "deploy", "put-secret").hasSizeGreaterThan(20);
        assertThat(named(SITE, "site.xml", Pattern.compile("href=\"([a-z-]+)-mojo\\.html\"")))
                .isEqualTo(goals);
    }

    @Test
    void leadsToTheSchemaOfEachFile() throws IOException {
        Set<String> schemas = new TreeSet<>(names(SCHEMAS));
        schemas.removeIf(name -> !name.endsWith(".schema.json"));

        assertThat(schemas).contains("result.schema.json", "audit.schema.json");
        assertThat(named(SITE, "schemas.md", Pattern.compile("\\(schemas/([a-z.]+)\\)")))
                .isEqualTo(schemas);
    }

    @Test
    void leadsToNoPageThatThereIsNot() throws IOException {
        Set<String> linked = named(SITE, ".md", LINK);

        assertThat(linked).contains("gates/lint", "recipes/rollback");
        assertThat(linked)
                .allSatisfy(page -> assertThat(SITE.resolve("markdown").resolve(page + ".md"))
                        .exists());
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> pages = Files.list(directory)) {
            return pages.map(page -> page.getFileName().toString().replaceFirst("\\.md$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> named(Path root, String ending, Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .flatMap(file -> pattern.matcher(text(file)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
