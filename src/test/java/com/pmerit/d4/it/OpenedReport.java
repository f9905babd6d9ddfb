package com.pmerit.d4.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.report.Pages;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.SandboxSettings;
import com.pmerit.d4.sandbox.Visitor;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The pages that people see, opened in a headless Chromium: the report of a real build, one of names that try everything, and what
 * the embedded Cloudflare itself answers. Screenshots are kept in {@code target/browser} of the integration test.
 */
public final class OpenedReport {
    /** Has one fault of each kind that is looked for. */
    private static final String FAULTY = """
            <!DOCTYPE html><html><head><title>x</title></head><body><a href="https://example.org/">out</a>
            <p style="color:#eee;background:#fff;width:2000px">pale and wide</p><img src="missing.png">
            <script>document.title = 'hacked'; alert(1);</script></body></html>
            """;

    private final Path directory;
    private final Path example;

    private OpenedReport(Path directory, Path example) {
        this.directory = directory;
        this.example = example;
    }

    /**
     * The report.
     *
     * @param directory where the goals ran
     * @param example where the example comes from, in d4's own project
     */
    public static OpenedReport of(File directory, Object example) {
        return new OpenedReport(
                directory.toPath().toAbsolutePath(), Path.of(example.toString()).toAbsolutePath());
    }

    /** Each page is accessible, fits its screen, asks for nothing and runs nothing; and a page that does not is found out. */
    public boolean isForEveryoneAndAsksForNothing() throws Exception {
        Path hostile = directory.resolve("target/hostile");
        Pages.hostile(hostile);
        Path faulty = Files.writeString(directory.resolve("target/faulty.html"), FAULTY);
        Path nothing = Files.writeString(directory.resolve("target/nothing-here.html"), nothingHere());
        JsonNode seen = new ObjectMapper()
                .readTree(new NodeScript(example, "pages.mjs")
                        .printed(List.of(
                                directory.resolve("target/browser").toString(),
                                "report=" + directory.resolve("target/d4/report.html"),
                                "hostile=" + hostile.resolve("report.html"),
                                "nothing-here=" + nothing,
                                "faulty=" + faulty)));
        assertThat(faults(seen, "report")).isEmpty();
        assertThat(faults(seen, "hostile")).isEmpty();
        assertThat(faults(seen, "nothing-here")).isEmpty();
        assertThat(String.join("\n", faults(seen, "faulty")))
                .contains(
                        "request: ",
                        "dialog: 1",
                        "a name has changed the title",
                        "360 px, light: the page is ",
                        "3 active elements, 1 links",
                        "axe color-contrast",
                        "axe image-alt",
                        "axe html-has-lang");
        assertThat(seen.at("/report/text").asText())
                .contains("Release to production", "only in staging", "stock", "Where this comes from")
                .contains("Since an earlier audit", "database DB schema table stock")
                .doesNotContain("Not here yet: mvn d4:audit");
        assertThat(seen.at("/hostile/text").asText())
                .contains("<script>document.title='hacked';alert(1)</script>", "\\u202edlrow");
        return true;
    }

    private String nothingHere() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.in(directory.resolve("target/empty-cloudflare")))) {
            return new Visitor(sandbox)
                    .ask("GET", "nobody.workers.dev", "/", Map.of())
                    .body();
        }
    }

    private static List<String> faults(JsonNode seen, String page) {
        assertThat(seen.at("/" + page + "/faults").isArray())
                .as("%s was looked at", page)
                .isTrue();
        return new ObjectMapper().convertValue(seen.at("/" + page + "/faults"), new TypeReference<>() {});
    }
}
