package com.pmerit.d4.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledSandboxProcessTest {
    private static final int ENOUGH = 5;

    @TempDir
    private Path directory;

    @Test
    void hasEveryVersionThatWasAnsweredBeforeTheKill() throws Exception {
        int answered = killInTheMiddle();

        assertThat(Sandbox.running(directory)).isEmpty();
        try (SandboxFixture fixture = new SandboxFixture(directory)) {
            JsonNode versions =
                    fixture.api.get("/workers/scripts/app/versions").result().path("items");
            assertThat(versions.size()).isGreaterThanOrEqualTo(answered);
            assertThat(versions.get(0).path("number").asInt()).isEqualTo(versions.size());
            fixture.uploadVersion("{}");
        }
    }

    private int killInTheMiddle() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // One that is killed cannot take away the library that it unpacked.
                        "-Dorg.sqlite.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        BusySandbox.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            int answered = 0;
            while (answered < ENOUGH) {
                String line = lines.readLine();
                assertThat(line).as("the sandbox must run until it is killed").isNotNull();
                answered = Integer.parseInt(line);
            }
            return answered;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
