package com.pmerit.d4.sandbox.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the workerd executable is: named by a setting, or found as Node finds a package, in the {@code node_modules} of a
 * directory or of one above it.
 */
public final class WorkerdBinary {
    private final Path start;
    private final Optional<Path> named;
    private final String platform;

    private WorkerdBinary(Path start, Optional<Path> named, String platform) {
        this.start = start.toAbsolutePath().normalize();
        this.named = named;
        this.platform = platform;
    }

    /** What a search ended with. */
    public sealed interface Search {}

    /** An executable file. */
    public record Found(Path executable) implements Search {}

    /**
     * No executable.
     *
     * @param remedy one sentence: what was looked for, where, and the command that mends it
     */
    public record Missing(String remedy) implements Search {}

    /** Searches from this directory upwards, usually that of the Worker's wrangler config. */
    public static WorkerdBinary above(Path directory) {
        return new WorkerdBinary(directory, Optional.empty(), platform());
    }

    /** This executable and no other. */
    public static WorkerdBinary at(Path executable) {
        return new WorkerdBinary(executable, Optional.of(executable), platform());
    }

    /** Looks now: an {@code npm ci} since the last look is noticed. */
    public Search find() {
        if (named.isPresent()) {
            return Files.isExecutable(named.get())
                    ? new Found(named.get().toAbsolutePath())
                    : new Missing(
                            "The workerd that the settings name, " + named.get() + ", is not an executable file.");
        }
        Path wanted = Path.of("node_modules", "@cloudflare", "workerd-" + platform, "bin", "workerd");
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            Path candidate = directory.resolve(wanted);
            if (Files.isExecutable(candidate)) {
                return new Found(candidate);
            }
        }
        return new Missing("No " + wanted + " in " + start + " or above it, so no Worker can run here. "
                + "Run npm install --save-dev wrangler in " + start + ": workerd comes with it.");
    }

    /** The ending of workerd's npm packages: Node's word for the system, and 64 or arm64. */
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String name = system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "windows" : "linux";
        return name + "-" + (processor.equals("aarch64") || processor.equals("arm64") ? "arm64" : "64");
    }
}
