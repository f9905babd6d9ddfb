package com.pmerit.d4.report.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The JSON files of a directory, as far as they are there.
 *
 * @param runs what goals with a checklist or steps left, the newest first
 * @param outdated checklists that a later release shows again, or a later one
 * @param looks what the other files hold, by name
 * @param refused what could not be read and why, by name
 */
record Sources(List<Run> runs, List<Run> outdated, Map<String, Reading.Read> looks, Map<String, String> refused) {
    private static final String LAST_RUN = "result.json";
    private static final String RUNS = "runs";

    /**
     * Reads them.
     *
     * @param looks the names of the files that are no runs
     * @throws IOException when the directory cannot be listed
     */
    static Sources in(Path directory, List<String> looks, UnaryOperator<String> inert) throws IOException {
        ResultFile reader = new ResultFile(inert);
        Map<String, Reading.Read> read = new LinkedHashMap<>();
        Map<String, String> refused = new LinkedHashMap<>();
        for (String file : looks) {
            take(file, reader.read(directory.resolve(file)), read, refused);
        }
        Map<String, Reading.Read> runs = new LinkedHashMap<>();
        for (String file : runs(directory)) {
            take(file, reader.read(directory.resolve(file)), runs, refused);
        }
        List<Run> all = new ArrayList<>();
        runs.forEach((file, reading) -> add(all, new Run(file, reading.part())));
        all.sort(Run.NEWEST_FIRST);
        List<Run> outdated = all.stream()
                .filter(run -> all.stream().anyMatch(run::isOutdatedBy))
                .toList();
        List<Run> shown = all.stream().filter(run -> !outdated.contains(run)).toList();
        return new Sources(shown, outdated, read, refused);
    }

    /** What a file holds, if it is there and could be read. */
    Optional<Reading.Read> look(String file) {
        return Optional.ofNullable(looks.get(file));
    }

    private static void take(
            String file, Reading reading, Map<String, Reading.Read> read, Map<String, String> refused) {
        if (reading instanceof Reading.Read there) {
            read.put(file, there);
        } else if (reading instanceof Reading.Refused why) {
            refused.put(file, why.why());
        }
    }

    /** The last run is in a file of its own as well. */
    private static void add(List<Run> runs, Run run) {
        boolean known = runs.stream()
                .anyMatch(other -> other.part().json().equals(run.part().json()));
        if (!known) {
            runs.add(run);
        }
    }

    private static List<String> runs(Path directory) throws IOException {
        List<String> files = new ArrayList<>();
        Path runs = directory.resolve(RUNS);
        if (Files.isDirectory(runs)) {
            try (Stream<Path> listed = Files.list(runs)) {
                listed.map(file -> RUNS + "/" + file.getFileName())
                        .filter(name -> name.endsWith(".json"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        files.add(LAST_RUN);
        return files;
    }
}
