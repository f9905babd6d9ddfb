package com.pmerit.d4.sandbox.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerLogTest {
    @TempDir
    private Path directory;

    @Test
    void keepsTheNewestLinesWithinItsBound() throws IOException {
        WorkerLog log = new WorkerLog(directory.resolve("workers.log"));
        String line = "x".repeat(10_000);

        for (int number = 0; number < 500; number++) {
            log.add(number + " " + line);
        }

        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("workers.log", "workers.log.1");
        assertThat(Files.size(directory.resolve("workers.log"))).isLessThanOrEqualTo(1024 * 1024);
        assertThat(Files.readString(directory.resolve("workers.log"))).endsWith("499 " + line + "\n");
    }
}
