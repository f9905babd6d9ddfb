package com.pmerit.d4.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The directories in which a project's packages may lie: its own and those up to two levels below. */
final class Directories {
    private static final int DEPTH = 2;
    private static final Set<String> MADE = Set.of("node_modules", "target", "dist", "build", "out", "coverage");

    private Directories() {}

    /** The directory itself first, then by name; none that a tool made, none that is hidden, no link. */
    static List<Path> of(Path root) throws IOException {
        try (Stream<Path> found = Files.walk(root, DEPTH)) {
            return found.filter(path -> Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> isWritten(root.relativize(path)))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isWritten(Path relative) {
        for (Path part : relative) {
            String name = part.toString();
            if (name.startsWith(".") || MADE.contains(name)) {
                return false;
            }
        }
        return true;
    }
}
