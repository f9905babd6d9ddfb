package com.pmerit.d4.mojo.progress;

import com.pmerit.d4.tool.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Has programs of the project shown while they run: the name of each, its first arguments, and where it runs. */
public final class RunningPrograms implements Function<Command, Runnable> {
    private static final int WORDS = 3;

    private final Activities activities;
    private final Path project;

    /**
     * Prepares it.
     *
     * @param project the directory of the project, from which others are named
     */
    public RunningPrograms(Activities activities, Path project) {
        this.activities = activities;
        this.project = project;
    }

    @Override
    public Runnable apply(Command command) {
        Activity running = activities.begin(name(command));
        return running::close;
    }

    private String name(Command command) {
        List<String> arguments = command.arguments();
        String words = arguments.stream()
                .filter(word -> !word.startsWith("-"))
                .limit(WORDS)
                .map(RunningPrograms::lastPart)
                .collect(Collectors.joining(" "));
        Path directory = command.directory();
        return directory.startsWith(project) && !directory.equals(project)
                ? words + " in " + project.relativize(directory)
                : words;
    }

    private static String lastPart(String word) {
        return word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
    }
}
