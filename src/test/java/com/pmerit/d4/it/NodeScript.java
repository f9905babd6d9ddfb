package com.pmerit.d4.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A script of d4's own tests that drives the headless Chromium. */
final class NodeScript {
    private static final long PATIENCE_SECONDS = 180;

    private final Path project;
    private final String name;

    /**
     * The script.
     *
     * @param example where the example comes from, in d4's own project
     * @param name of the file below src/test/node
     */
    NodeScript(Path example, String name) {
        this.project = example.resolve("../../..").normalize();
        this.name = name;
    }

    /** What it prints; its first argument is the directory of node_modules. */
    String printed(List<String> arguments) throws IOException, InterruptedException {
        Path modules = project.resolve("target/node_modules");
        assertThat(modules.resolve("@sparticuz/chromium"))
                .as("npm ci must have installed Chromium: node src/test/node/install.mjs (in %s)", project)
                .exists();
        List<String> command = new ArrayList<>();
        command.add("node");
        command.add(project.resolve("src/test/node").resolve(name).toString());
        command.add(modules.toString());
        command.addAll(arguments);
        Path output = Files.createTempFile("browser", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("the browser came to an end: %s", said).isTrue();
            assertThat(process.exitValue()).as("%s", said).isZero();
            return said;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }
}
