package com.pmerit.d4.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.assets.SiteFile;
import com.pmerit.d4.cloudflare.PagesDeploymentRequest.Part;
import com.pmerit.d4.cloudflare.PagesProject;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.source.TemporaryRepository;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.ScrubbedEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SiteBuilderProcessTest {
    private static final PagesProject.FunctionsRuntime RUNTIME =
            new PagesProject.FunctionsRuntime(Optional.of("2026-01-01"), List.of());
    private static final PagesProject PROJECT =
            new PagesProject("shop", "shop.pages.dev", List.of(), "main", Optional.empty(), RUNTIME, RUNTIME);

    @TempDir
    private Path directory;

    private Path ui;

    @BeforeEach
    void write() throws IOException {
        ui = Files.createDirectories(directory.resolve("ui"));
        script("node build.js");
        write("build.js", """
                const fs = require("fs");
                fs.mkdirSync("dist", {recursive: true});
                fs.writeFileSync("dist/index.html", JSON.stringify(process.env));
                fs.writeFileSync("dist/_headers", "/*\\n  x-own: yes\\n");
                """);
    }

    @Test
    void refusesAPackageThatDoesNotSayHowItIsBuilt() throws Exception {
        write("package.json", "{\"scripts\":{\"dev\":\"vite\"}}");

        assertThat(impossible().why()).endsWith("package.json has no script build");
    }

    @Test
    void refusesABuildThatReadsAFileOfThisMachine() throws Exception {
        write(".env.production.local", "VITE_API_URL=http://localhost:8787");

        assertThat(impossible().why())
                .isEqualTo("the build would read .env.production.local, which no other machine has");
        assertThat(ui.resolve("dist")).doesNotExist();
    }

    @Test
    void refusesABuildThatReadsAFileWhichGitDoesNotKnow() throws Exception {
        write(".gitignore", ".env\n");
        write(".env", "VITE_API_URL=http://localhost:8787");
        write(".env.staging", "VITE_TITLE=Shop");
        write(".env.example", "VITE_API_URL=");
        new TemporaryRepository(ui).initialised();
        new TemporaryRepository(ui).committed();

        assertThat(impossible().why()).isEqualTo("the build would read .env, which no other machine has");

        Files.delete(ui.resolve(".env"));
        assertThat(made().files()).hasSize(1);
    }

    @Test
    void putsAnOutputAsideThatIsALinkToNothing() throws Exception {
        for (int time = 0; time < 2; time++) {
            Files.createSymbolicLink(ui.resolve("dist"), Path.of("gone"));

            assertThat(made().files()).hasSize(1);

            Removal.of(ui.resolve("dist"));
        }
    }

    @Test
    void refusesABuildThatFailsOrMakesNothing() throws Exception {
        script("node -e \\\"console.log('what is wrong'); process.exit(3)\\\"");
        assertThat(impossible().why()).isEqualTo("the site's build ended with exit code 3");
        assertThat(impossible().details()).contains("what is wrong");

        script("node -e 0");
        assertThat(impossible().why()).startsWith("the site's build ended well and made no ");

        script("node -e \\\"require('fs').mkdirSync('dist')\\\"");
        assertThat(impossible().why()).startsWith("the site's build ended well and put no file into ");
    }

    @Test
    void givesTheBuildTheVariablesOfThePomAndNoneOfTheMachines() throws Exception {
        String seen = Files.readString(made().at("/index.html").orElseThrow().file());

        assertThat(seen).contains("\"VITE_API_URL\":\"https://a.example\"", "\"CI\":\"true\"", "\"PATH\"");
        assertThat(seen).doesNotContain("VITE_OF_THE_SHELL", "NODE_ENV_OF_THE_SHELL");
    }

    @Test
    void neverPublishesWhatAnEarlierBuildHasLeft() throws Exception {
        write("dist/old.html", "of an earlier build");

        assertThat(made().files()).extracting(SiteFile::path).containsExactly("/index.html");
        assertThat(directory.resolve("target/site/before-staging/old.html")).exists();
        assertThat(made().parts()).extracting(Part::name).containsExactly("_headers");
    }

    @Test
    void refusesFunctionsWithoutTheProjectsWrangler() throws Exception {
        write("functions/hello.js", "export const onRequest = () => new Response('hello');");

        assertThat(impossible().why()).startsWith("the site has Functions, and there is no wrangler");
    }

    @Test
    void compilesFunctionsWithTheProjectsWrangler() throws Exception {
        write("functions/hello.js", "export const onRequest = () => new Response('hello from a Function');");
        Files.createSymbolicLink(
                ui.resolve("node_modules"), Path.of("target/node_modules").toAbsolutePath());

        BuiltSite site = made();

        assertThat(site.parts())
                .extracting(Part::name)
                .containsExactly(
                        "_headers", "functions-filepath-routing-config.json", "_worker.bundle", "_routes.json");
        assertThat(new String(site.parts().get(2).content(), StandardCharsets.UTF_8))
                .contains("hello from a Function");
        assertThat(site.digest()).isEqualTo(made().digest());
    }

    private BuiltSite made() throws InterruptedException {
        SiteBuild build = build();
        assertThat(build).isInstanceOf(SiteBuild.Made.class);
        return ((SiteBuild.Made) build).site();
    }

    private SiteBuild.Impossible impossible() throws InterruptedException {
        SiteBuild build = build();
        assertThat(build).isInstanceOf(SiteBuild.Impossible.class);
        return (SiteBuild.Impossible) build;
    }

    private SiteBuild build() throws InterruptedException {
        Map<String, String> machine =
                new HashMap<>(Map.of("PATH", System.getenv("PATH"), "HOME", directory.toString()));
        machine.put("VITE_OF_THE_SHELL", "http://localhost:8787");
        machine.put("NODE_ENV_OF_THE_SHELL", "development");
        Processes processes =
                new Processes(new ScrubbedEnvironment(machine, Set.of(), Set.of(), known -> text -> text));
        SitePlacement placement = new SitePlacement(
                "staging",
                ui,
                ui.resolve("dist"),
                "shop",
                Optional.of("staging"),
                "build",
                Map.of("VITE_API_URL", "https://a.example"),
                Optional.empty(),
                true);
        return new SiteBuilder(processes, directory.resolve("target"), Duration.ofMinutes(2)).built(placement, PROJECT);
    }

    private void script(String line) throws IOException {
        write("package.json", "{\"scripts\":{\"build\":\"" + line + "\"}}");
    }

    private void write(String file, String text) throws IOException {
        Path path = ui.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
