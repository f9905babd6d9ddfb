package com.pmerit.d4.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real wrangler of {@code target/node_modules}, told to use a sandbox instead of Cloudflare. */
public final class Wrangler {
    private static final long PATIENCE_SECONDS = 120;

    private final Path modules = Path.of("target", "node_modules").toAbsolutePath();
    private final Map<String, String> environment;

    /**
     * A run that has ended.
     *
     * @param output standard output and standard error as they came
     */
    public record Run(List<String> command, int exitCode, String output) {
        /** Fails the test unless wrangler succeeded; gives its output. */
        public String succeeded() {
            assertThat(exitCode).as("wrangler %s%n%s", command, output).isZero();
            return output;
        }

        /** Fails the test unless wrangler failed; gives its output. */
        public String failed() {
            assertThat(exitCode).as("wrangler %s%n%s", command, output).isNotZero();
            return output;
        }
    }

    /** Wrangler for one account of a sandbox, with a home directory of its own below this directory. */
    public Wrangler(Sandbox sandbox, String account, Path directory) throws IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        this.environment = Map.ofEntries(
                Map.entry("PATH", System.getenv("PATH")),
                Map.entry("HOME", home.toString()),
                Map.entry("XDG_CONFIG_HOME", home.resolve("config").toString()),
                Map.entry("WRANGLER_LOG_PATH", home.resolve("logs").toString()),
                Map.entry("CLOUDFLARE_API_BASE_URL", sandbox.api().toString()),
                Map.entry("CLOUDFLARE_API_TOKEN", sandbox.token()),
                Map.entry("CLOUDFLARE_ACCOUNT_ID", account),
                Map.entry("CI", "true"),
                Map.entry("NO_COLOR", "1"),
                Map.entry("WRANGLER_SEND_METRICS", "false"),
                Map.entry("WRANGLER_HIDE_BANNER", "true"));
    }

    /** Runs wrangler in a directory. */
    public Run run(Path directory, String... arguments) throws IOException, InterruptedException {
        return runWithInput(directory, "", arguments);
    }

    /** Runs wrangler in a directory with this standard input. */
    public Run runWithInput(Path directory, String input, String... arguments)
            throws IOException, InterruptedException {
        Path script = modules.resolve("wrangler").resolve("bin").resolve("wrangler.js");
        assertThat(script)
                .as("npm ci must have installed wrangler into target/node_modules")
                .exists();
        List<String> command = new ArrayList<>(List.of("node", script.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("wrangler", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().write(input.getBytes(UTF_8));
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new AssertionError(
                        "wrangler did not end: " + List.of(arguments) + "\n" + Files.readString(output));
            }
            return new Run(List.of(arguments), process.exitValue(), Files.readString(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
