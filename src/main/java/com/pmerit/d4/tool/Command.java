package com.pmerit.d4.tool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program to run to its end.
 *
 * @param arguments the program's name or path, then its arguments; never a secret
 * @param directory where it runs
 * @param environment variables on top of the scrubbed ones
 * @param timeLimit after this the program is killed with all that it started
 * @param outputLimit how many bytes of each output stream are kept, counted from the end
 * @param merged whether standard error goes into standard output, in the order of writing
 * @param packageRegistry whether the child may read the package registry's credentials
 * @param isolated whether the child sees nothing of the build's environment but what any program needs to run
 */
public record Command(
        List<String> arguments,
        Path directory,
        Map<String, String> environment,
        Duration timeLimit,
        int outputLimit,
        boolean merged,
        boolean packageRegistry,
        boolean isolated) {
    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);
    private static final int ONE_MEBIBYTE = 1 << 20;

    /** @throws IllegalArgumentException when there is no program, no time or no room for output */
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty() || arguments.get(0).isBlank()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        if (timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("a command needs time to run, not " + timeLimit);
        }
        if (outputLimit < 1) {
            throw new IllegalArgumentException("a command needs room for its output, not " + outputLimit + " bytes");
        }
    }

    /** The program with one minute to run, 1 MiB for each output stream, no input, and nothing added to its environment. */
    public static Command of(Path directory, String... arguments) {
        return of(directory, List.of(arguments));
    }

    /** As {@link #of(Path, String...)}. */
    public static Command of(Path directory, List<String> arguments) {
        return new Command(arguments, directory, Map.of(), ONE_MINUTE, ONE_MEBIBYTE, false, false, false);
    }

    /** The same with one more environment variable. */
    public Command with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new Command(arguments, directory, more, timeLimit, outputLimit, merged, packageRegistry, isolated);
    }

    /** The same with another time limit. */
    public Command within(Duration limit) {
        return new Command(arguments, directory, environment, limit, outputLimit, merged, packageRegistry, isolated);
    }

    /** The same with another bound, in bytes, on what is kept of each output stream. */
    public Command keeping(int bytes) {
        return new Command(arguments, directory, environment, timeLimit, bytes, merged, packageRegistry, isolated);
    }

    /** The same with standard error merged into standard output. */
    public Command withMergedOutput() {
        return new Command(arguments, directory, environment, timeLimit, outputLimit, true, packageRegistry, isolated);
    }

    /** The same, allowed to read the package registry's credentials; see {@link ScrubbedEnvironment}. */
    public Command withPackageRegistry() {
        return new Command(arguments, directory, environment, timeLimit, outputLimit, merged, true, isolated);
    }

    /** The same, which sees of the build's environment no more than any program needs; see {@link ScrubbedEnvironment}. */
    public Command isolatedFromTheBuild() {
        return new Command(arguments, directory, environment, timeLimit, outputLimit, merged, packageRegistry, true);
    }

    String program() {
        return arguments.get(0);
    }

    /** The arguments and the directory; of the environment only the names. */
    @Override
    public String toString() {
        return String.join(" ", arguments) + " (in " + directory + ", with " + environment.keySet() + ")";
    }
}
