package com.pmerit.d4.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The path to ask a Worker for its health at: a guess in any case.
 *
 * @param path such as {@code /health}
 * @param source the file whose text has it, relative to the Worker's directory; empty when none has
 */
record HealthPath(String path, Optional<String> source) {
    private static final Pattern LITERAL =
            Pattern.compile("[\"'`]((?:/[A-Za-z0-9_.-]{1,40}){0,4}/health(?:z|check)?)[\"'`]");
    private static final int DEPTH = 6;
    private static final int MOST_FILES = 400;
    private static final long LARGEST = 1 << 19;

    /** Looks through the sources beside the entry module. */
    static HealthPath in(Path worker, Optional<String> main) throws IOException {
        Optional<Path> sources = main.map(
                        entry -> worker.resolve(entry).normalize().getParent())
                .filter(directory -> directory.startsWith(worker) && Files.isDirectory(directory));
        if (sources.isEmpty()) {
            return new HealthPath("/health", Optional.empty());
        }
        for (Path file : files(sources.get())) {
            Optional<String> found = LITERAL.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .min(Comparator.comparingInt(String::length));
            if (found.isPresent()) {
                return new HealthPath(
                        found.get(),
                        Optional.of(worker.relativize(file).toString().replace('\\', '/')));
            }
        }
        return new HealthPath("/health", Optional.empty());
    }

    private static List<Path> files(Path sources) throws IOException {
        try (Stream<Path> all = Files.walk(sources, DEPTH)) {
            return all.filter(file -> String.valueOf(file.getFileName()).matches(".*\\.[mc]?[jt]sx?"))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .filter(file -> Files.isRegularFile(file) && file.toFile().length() <= LARGEST)
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        }
    }
}
