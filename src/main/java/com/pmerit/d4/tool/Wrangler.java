package com.pmerit.d4.tool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The wrangler of a project, out of its own {@code node_modules}, and how a machine asks it. */
public final class Wrangler {
    private final Path program;

    private Wrangler(Path program) {
        this.program = program;
    }

    /** The one that a package meets. Node's own lookup: the nearest {@code node_modules} that has it, going up. */
    public static Optional<Wrangler> near(Path packageDirectory) {
        for (Path directory = packageDirectory; directory != null; directory = directory.getParent()) {
            Path candidate = directory.resolve("node_modules/.bin/wrangler");
            if (Files.exists(candidate)) {
                return Optional.of(new Wrangler(candidate));
            }
        }
        return Optional.empty();
    }

    /**
     * A command that asks no question, tells nobody of it, and says all that it says on one stream.
     *
     * @param directory where it runs
     * @param logs where it may leave logs of its own
     */
    public Command command(Path directory, Path logs, List<String> arguments) {
        List<String> line =
                Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
        return Command.of(directory, line)
                .with("CI", "true")
                .with("NO_COLOR", "1")
                .with("WRANGLER_SEND_METRICS", "false")
                .with("WRANGLER_HIDE_BANNER", "true")
                .with("WRANGLER_LOG_PATH", logs.toString())
                .withMergedOutput();
    }
}
