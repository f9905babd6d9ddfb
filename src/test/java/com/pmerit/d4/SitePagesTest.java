package com.pmerit.d4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
        Set<String> gates = NamesInFiles.below(SOURCES, "Gate.java", GATE);

        assertThat(gates).contains("clean-tree", "smoke", "staging-first").hasSizeGreaterThan(12);
        assertThat(names(SITE.resolve("markdown/gates"))).isEqualTo(gates);
        assertThat(NamesInFiles.below(SITE, "site.xml", Pattern.compile("href=\"gates/([a-z-]+)\\.html\"")))
                .isEqualTo(gates);
    }

    @Test
    void leadsToThePageOfEachGoal() throws IOException {
        Set<String> goals = NamesInFiles.below(SOURCES, "Mojo.java", GOAL);
        goals.add("help");

        assertThat(goals).contains("check", "deploy", "put-secret").hasSizeGreaterThan(20);
        assertThat(NamesInFiles.below(SITE, "site.xml", Pattern.compile("href=\"([a-z-]+)-mojo\\.html\"")))
                .isEqualTo(goals);
    }

    @Test
    void leadsToTheSchemaOfEachFile() throws IOException {
        Set<String> schemas = new TreeSet<>(names(SCHEMAS));
        schemas.removeIf(name -> !name.endsWith(".schema.json"));

        assertThat(schemas).contains("result.schema.json", "audit.schema.json");
        assertThat(NamesInFiles.below(SITE, "schemas.md", Pattern.compile("\\(schemas/([a-z.]+)\\)")))
                .isEqualTo(schemas);
    }

    @Test
    void leadsToNoPageThatThereIsNot() throws IOException {
        Set<String> linked = NamesInFiles.below(SITE, ".md", LINK);

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
}
