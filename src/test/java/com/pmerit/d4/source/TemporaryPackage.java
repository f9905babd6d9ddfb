package com.pmerit.d4.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.Project.NpmPackage;
import com.pmerit.d4.tool.Command;
import com.pmerit.d4.tool.Outcome;
import com.pmerit.d4.tool.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real npm package for one test, that needs no registry. */
final class TemporaryPackage {
    private final Path directory;

    TemporaryPackage(Path directory) {
        this.directory = directory;
    }

    /** A package whose scripts are given as pairs of name and command line. */
    static TemporaryPackage withScripts(Path directory, String... pairs) throws IOException {
        List<String> scripts = new ArrayList<>();
        for (int index = 0; index < pairs.length; index += 2) {
            scripts.add("\"" + pairs[index] + "\": \"" + pairs[index + 1].replace("\"", "\\\"") + "\"");
        }
        return new TemporaryPackage(directory)
                .with("package.json", "{\"name\": \"shop\", \"scripts\": {" + String.join(", ", scripts) + "}}");
    }

    TemporaryPackage with(String file, String content) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return this;
    }

    /** A program that the package's own installation would have put there. */
    TemporaryPackage withProgram(String name, String script) throws IOException {
        with("node_modules/.bin/" + name, "#!/usr/bin/env node\n" + script);
        assertThat(directory.resolve("node_modules/.bin").resolve(name).toFile().setExecutable(true))
                .isTrue();
        return this;
    }

    TestPlan tested() {
        return new TestPlan(asPackage(), Optional.empty(), Optional.empty(), Duration.ofMinutes(2));
    }

    TypesPlan typed() {
        return new TypesPlan(asPackage(), true, Optional.empty(), Duration.ofMinutes(2));
    }

    NpmPackage asPackage() {
        return new NpmPackage(directory.getFileName().toString(), directory);
    }

    Path directory() {
        return directory;
    }

    String npm(String... arguments) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("npm"));
        all.addAll(List.of(arguments));
        Processes processes = TemporaryRepository.processes(directory);
        Outcome.Exited exited = (Outcome.Exited)
                processes.run(Command.of(directory, all).withMergedOutput().within(Duration.ofMinutes(2)));
        assertThat(exited.code()).as(exited.standardOutput().text()).isZero();
        return exited.standardOutput().text();
    }
}
