package com.pmerit.d4.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WranglerTest {
    @TempDir
    private Path directory;

    @Test
    void isTheOneOfTheNearestDirectoryThatHasOne() throws IOException {
        Path inner = Files.createDirectories(directory.resolve("packages/worker"));
        assertThat(Wrangler.near(inner)).isEmpty();

        Path program = directory.resolve("node_modules/.bin/wrangler");
        Files.createDirectories(program.getParent());
        Files.createFile(program);

        Command command =
                Wrangler.near(inner).orElseThrow().command(inner, directory.resolve("logs"), List.of("whoami"));
        assertThat(command.arguments()).containsExactly(program.toString(), "whoami");
        assertThat(command.directory()).isEqualTo(inner);
        assertThat(command.merged()).isTrue();
        assertThat(command.environment())
                .containsEntry("CI", "true")
                .containsEntry("WRANGLER_LOG_PATH", directory.resolve("logs").toString());
    }
}
