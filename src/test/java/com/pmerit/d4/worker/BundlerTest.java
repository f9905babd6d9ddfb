package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.Environments;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.ScrubbedEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundlerTest {
    @TempDir
    private Path directory;

    @Test
    void tellsWhichRuleOfTheConfigCannotBeUploaded() throws Exception {
        Bundling bundling = bundle("[{\"type\":\"PythonModule\",\"globs\":[\"**/*.py\"]}]");

        assertThat(bundling).isInstanceOfSatisfying(Bundling.Impossible.class, impossible -> {
            assertThat(impossible.why()).contains("PythonModule");
            assertThat(impossible.remedy()).contains("wrangler.toml");
        });
    }

    @Test
    void bundlesWithoutAnyToolWhenTheConfigSaysNoBundle() throws Exception {
        Bundling bundling = bundle("[]");

        assertThat(bundling)
                .isInstanceOfSatisfying(
                        Bundling.Made.class,
                        made -> assertThat(made.bundle().mainModule()).isEqualTo("worker.js"));
    }

    @Test
    void saysHowADirectoryOfStaticFilesMayComeToBe() throws Exception {
        Environment staging = Environments.withAssets(staging("[]"), new ShopAssets(directory).stated());
        assertThat(bundler().bundle(staging))
                .isInstanceOfSatisfying(
                        Bundling.Made.class,
                        made -> assertThat(made.bundle().assets().orElseThrow().files())
                                .hasSize(3));

        Files.move(directory.resolve("public"), directory.resolve("elsewhere"));

        assertThat(bundler().bundle(staging)).isInstanceOfSatisfying(Bundling.Impossible.class, impossible -> {
            assertThat(impossible.why()).startsWith("there is no directory " + directory.resolve("public"));
            assertThat(impossible.remedy()).contains("build.command in wrangler.toml", "env.staging.assets.directory");
        });
    }

    private Bundling bundle(String rules) throws Exception {
        return bundler().bundle(staging(rules));
    }

    private Environment staging(String rules) throws Exception {
        Files.createDirectories(directory.resolve("src"));
        Files.writeString(directory.resolve("src/worker.js"), "export default {};");
        return Environments.staging(directory, Map.of("rules", new ObjectMapper().readTree(rules)));
    }

    private Bundler bundler() {
        Worker worker = new Worker(directory, directory.resolve("wrangler.toml"), List.of());
        Processes none =
                new Processes(new ScrubbedEnvironment(Map.of(), Set.of(), Set.of(), known -> Redactor.of(known)::mask));
        return new Bundler(worker, none, directory.resolve("target"), Duration.ofSeconds(10));
    }
}
