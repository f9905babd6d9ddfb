package com.pmerit.d4.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AssetsReaderTest {
    private static final String VARS = "[vars]\nENVIRONMENT = \"production\"";

    @TempDir
    private Path directory;

    private ContractFixture project;

    @BeforeEach
    void makeProject() throws IOException {
        project = new ContractFixture(directory.toRealPath());
    }

    @Test
    void readsWhatEachEnvironmentPublishes() {
        config("directory = \"public\"\nbinding = \"ASSETS\"\nhtml_handling = \"none\"\n"
                + "not_found_handling = \"404-page\"\nrun_worker_first = [\"/api/*\", \"!/api/docs/*\"]");
        project.toml("[env.staging.vars]", "[env.staging.assets]\ndirectory = \"dist/staging\"\n[env.staging.vars]");

        Assets production = assets("production").orElseThrow();
        Path worker = project.directory().resolve("products/router");
        assertThat(production.directory()).isEqualTo(worker.resolve("public"));
        assertThat(production.binding()).contains("ASSETS");
        assertThat(production.htmlHandling()).contains("none");
        assertThat(production.notFoundHandling()).contains("404-page");
        assertThat(production.runWorkerFirst().orElseThrow()).hasSize(2);
        assertThat(assets("staging").orElseThrow())
                .isEqualTo(new Assets(
                        worker.resolve("dist/staging"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void takesThemOverIntoASectionAsWranglerDoes() {
        config("directory = \"public\"");

        assertThat(assets("staging")).isEqualTo(assets("production")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            binding = "ASSETS"                                              | directory | is missing: nothing says where the static files lie
            directory = ""                                                  | directory | is missing: nothing says where the static files lie
            directory = 1                                                   | directory | is no text
            directory = "../../../elsewhere"                                | directory | leads out of the project
            directory = "."                                                 | directory | is where wrangler.toml itself lies
            directory = "../.."                                             | directory | is where wrangler.toml itself lies
            { directory = "public", binding = "my-assets" }                 | binding | is no name that code can read
            { directory = "public", binding = "DB" }                        | binding | is the static files and a database
            { directory = "public", html_handling = "drop-slash" }          | html_handling | is no way that Cloudflare knows
            { directory = "public", not_found_handling = "404-pages" }      | not_found_handling | is no way that Cloudflare knows
            { directory = "public", not_found_handlng = "404-page" }        | not_found_handlng | is no key that d4 knows
            { directory = "public", run_worker_first = "/api" }             | run_worker_first | is neither true, false nor a list
            { directory = "public", run_worker_first = [] }                 | run_worker_first | names no path that the Worker answers first
            { directory = "public", run_worker_first = ["!/a"] }            | run_worker_first | names no path that the Worker answers first
            { directory = "public", run_worker_first = ["api/*"] }          | run_worker_first | has "api/*", which does not begin with a slash
            { directory = "public", run_worker_first = ["/a", "/a"] }       | run_worker_first | has "/a" twice
            { directory = "public", run_worker_first = ["/a/*", "/a/b"] }   | run_worker_first | has "/a/b", which "/a/*" covers
            """)
    void tellsOnceAndInItsPlaceWhatCloudflareWouldNotTake(String stated, String key, String problem) {
        if (stated.startsWith("{")) {
            project.toml(VARS, VARS.replace("[vars]", "[placeholder]"));
            project.toml("[placeholder]", "[vars]")
                    .toml("compatibility_date", "assets = " + stated + "\ncompatibility_date");
        } else {
            config(stated);
        }

        Fault fault = project.faults().stream()
                .filter(each -> each.tag().contains("assets"))
                .findFirst()
                .orElseThrow();

        assertThat(fault.tag()).isEqualTo("wrangler.toml: assets." + key);
        assertThat(fault.problem()).startsWith(problem);
    }

    @Test
    void namesTheWordThatWasMeant() {
        config("directory = \"public\"\nnot_found_handling = \"404-pages\"");

        assertThat(project.onlyFault().remedy()).isEqualTo("Did you mean 404-page?");
    }

    @Test
    void doesNotPublishOneDirectoryInTwoWays() {
        config("directory = \"../ui/dist\"");

        assertThat(project.onlyFault().problem())
                .startsWith("is what Pages publishes, and assets.directory has it published with the Worker of ");

        project.pom("<output>dist</output>", "<output>dist</output><publish>false</publish>");
        assertThat(assets("production").orElseThrow().directory())
                .isEqualTo(project.directory().resolve("products/ui/dist"));
    }

    @Test
    void doesNotReleaseFilesWithoutCode() {
        config("directory = \"public\"");
        project.toml("main = \"src/index.ts\"\n", "");

        assertThat(project.faults().get(0).problem()).startsWith("there are static files and no code");
    }

    @Test
    void warnsOfAWorkerThatAnswersEverythingAndCannotReadAFile() {
        config("directory = \"public\"\nrun_worker_first = true");

        assertThat(project.contract().warnings())
                .anySatisfy(warning -> assertThat(warning.tag()).isEqualTo("wrangler.toml: assets.run_worker_first"));
    }

    private void config(String stated) {
        project.toml(VARS, "[assets]\n" + stated + "\n" + VARS);
    }

    private Optional<Assets> assets(String environment) {
        return project.contract()
                .environment(environment)
                .orElseThrow()
                .script()
                .assets();
    }
}
