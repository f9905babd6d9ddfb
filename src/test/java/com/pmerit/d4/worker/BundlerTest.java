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

    private Bundling bundle(String rules) throws Exception {
        Files.createDirectories(directory.resolve("src"));
        Files.writeString(directory.resolve("src/worker.js"), "export default {};");
        Environment staging = Environments.staging(directory, Map.of("rules", new ObjectMapper().readTree(rules)));
        Worker worker = new Worker(directory, directory.resolve("wrangler.toml"), List.of());
        Processes none =
                new Processes(new ScrubbedEnvironment(Map.of(), Set.of(), Set.of(), known -> Redactor.of(known)::mask));
        return new Bundler(worker, none, directory.resolve("target"), Duration.ofSeconds(10)).bundle(staging);
    }
}
