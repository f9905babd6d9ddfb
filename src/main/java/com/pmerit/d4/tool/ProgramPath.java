package com.pmerit.d4.tool;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds programs where the child's own {@code PATH} has them; on Windows with the endings of {@code PATHEXT}. */
final class ProgramPath {
    private static final Map<String, String> SOURCES = Map.of(
            "git", "install git (https://git-scm.com) and see that it is on the PATH",
            "node", "install Node.js 20 or later (https://nodejs.org) and see that it is on the PATH",
            "npm",
                    "install Node.js 20 or later, which brings npm (https://nodejs.org), and see that it is on the PATH");

    private final List<String> directories;
    private final List<String> endings;

    ProgramPath(Map<String, String> environment) {
        directories = split(variable(environment, "PATH"), File.pathSeparator);
        List<String> known = new ArrayList<>(split(variable(environment, "PATHEXT"), ";"));
        if (known.isEmpty()) {
            known.add("");
        }
        endings = List.copyOf(known);
    }

    /** The program's file. A name with a separator is a path already, looked up from the directory. */
    Optional<Path> find(String program, Path directory) {
        try {
            if (program.contains("/") || program.contains(File.separator)) {
                return executable(directory.resolve(program).toString());
            }
            return directories.stream()
                    .map(place ->
                            executable(directory.resolve(place).resolve(program).toString()))
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (InvalidPathException notAName) {
            return Optional.empty();
        }
    }

    /** What brings the program onto the machine. */
    static String remedy(String program) {
        return SOURCES.getOrDefault(program, "install " + program + " and see that it is on the PATH");
    }

    private Optional<Path> executable(String file) {
        return endings.stream()
                .map(ending -> file.toLowerCase(Locale.ROOT).endsWith(ending.toLowerCase(Locale.ROOT))
                        ? Path.of(file)
                        : Path.of(file + ending))
                .filter(candidate -> Files.isRegularFile(candidate) && Files.isExecutable(candidate))
                .findFirst();
    }

    private static String variable(Map<String, String> environment, String name) {
        return environment.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static List<String> split(String list, String separator) {
        return Pattern.compile(Pattern.quote(separator))
                .splitAsStream(list)
                .filter(part -> !part.isBlank())
                .toList();
    }
}
