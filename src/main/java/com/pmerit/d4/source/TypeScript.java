package com.pmerit.d4.source;

import com.pmerit.d4.source.Answer.Known;
import com.pmerit.d4.source.Answer.Unknown;
import com.pmerit.d4.tool.Command;
import com.pmerit.d4.tool.Outcome;
import com.pmerit.d4.tool.Processes;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The TypeScript compiler that a package brings along, found as Node finds it: in the next {@code node_modules} above. */
final class TypeScript {
    private static final List<String> COMPILER_FILES = List.of("tsc.cmd", "tsc");
    private static final Pattern SOURCE_FILE = Pattern.compile("^(?:/|[A-Za-z]:[/\\\\]).*\\.(?:[cm]?[jt]sx?|json)$");
    private static final Pattern UP_TO_DATE = Pattern.compile("Project '.*' is up to date", Pattern.MULTILINE);
    private static final Pattern DEPENDENCY = Pattern.compile("[/\\\\]node_modules[/\\\\]");
    private static final int OUTPUT_LIMIT = 8 << 20;

    private final Processes processes;
    private final Path directory;

    TypeScript(Processes processes, Path directory) {
        this.processes = processes;
        this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * What a compilation looked at.
     *
     * @param measure how many files or projects; more than nothing
     * @param words the same for people
     */
    record Compilation(long measure, String words) {}

    /** Runs {@code tsc -b} and counts what it compiled; a compiler that had nothing to look at is a failure. */
    Answer<Compilation> build(Duration timeLimit) throws InterruptedException {
        Optional<Path> compiler = compiler();
        if (compiler.isEmpty()) {
            return new Unknown<>(
                    "the TypeScript compiler is not installed for " + directory,
                    "npm install --save-dev typescript (in " + directory + ")");
        }
        Outcome outcome =
                processes.run(Command.of(directory, compiler.get().toString(), "-b", "--verbose", "--listFiles")
                        .with("CI", "true")
                        .withMergedOutput()
                        .keeping(OUTPUT_LIMIT)
                        .within(timeLimit));
        return succeeded(outcome, "npx tsc -b (in " + directory + ")").then(this::measure);
    }

    /** The command's end, unless it failed to run, to end, or to end well. */
    static Answer<Outcome.Exited> succeeded(Outcome outcome, String command) {
        if (outcome instanceof Outcome.NotFound missing) {
            return new Unknown<>(missing.program() + " is not installed", missing.remedy());
        }
        if (outcome instanceof Outcome.TimedOut late) {
            return new Unknown<>(
                    "the type check did not end within " + late.limit().toSeconds() + " s and was stopped",
                    late.standardOutput().lastLines(NpmScript.LAST_LINES),
                    command + ", or raise -Dd4.timeLimit");
        }
        Outcome.Exited exited = (Outcome.Exited) outcome;
        return exited.code() == 0
                ? new Known<>(exited)
                : new Unknown<>("the type check failed with exit code " + exited.code(), complaints(exited), command);
    }

    private Answer<Compilation> measure(Outcome.Exited exited) {
        String output = exited.standardOutput().plain();
        long files = output.lines()
                .map(String::strip)
                .filter(line -> SOURCE_FILE.matcher(line).matches())
                .filter(line -> !DEPENDENCY.matcher(line).find())
                .distinct()
                .count();
        long upToDate = UP_TO_DATE.matcher(output).results().count();
        if (files > 0) {
            return new Known<>(new Compilation(files, Plural.of(files, "file") + " by tsc -b"));
        }
        if (upToDate > 0) {
            return new Known<>(
                    new Compilation(upToDate, Plural.of(upToDate, "project") + " already up to date by tsc -b"));
        }
        return new Unknown<>(
                "nothing was compiled: tsc -b ended well and named no file",
                exited.standardOutput().lastLines(NpmScript.LAST_LINES),
                "let tsconfig.json in " + directory + " include the package's sources");
    }

    /** What the compiler complains about, without the files and projects that it was asked to list. */
    private static List<String> complaints(Outcome.Exited exited) {
        List<String> errors = exited.standardOutput()
                .plain()
                .lines()
                .map(String::strip)
                .filter(line -> line.contains("error "))
                .limit(NpmScript.LAST_LINES)
                .toList();
        return errors.isEmpty() ? exited.standardOutput().lastLines(NpmScript.LAST_LINES) : errors;
    }

    private Optional<Path> compiler() {
        return Stream.iterate(Optional.of(directory), Optional::isPresent, at -> at.map(Path::getParent))
                .flatMap(Optional::stream)
                .flatMap(above -> COMPILER_FILES.stream()
                        .map(file ->
                                above.resolve("node_modules").resolve(".bin").resolve(file)))
                .filter(Files::isExecutable)
                .filter(file -> isForThisSystem(file.getFileName().toString()))
                .findFirst();
    }

    private static boolean isForThisSystem(String file) {
        return file.endsWith(".cmd") == (File.separatorChar == '\\');
    }
}
