package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Times what d4 does on this machine with migration files, in processes one after the other; run by
 * {@code src/it/benchmark-database.sh}, never by a build. Leaves the files in {@code target/benchmark/files} for others to apply.
 */
final class DatabaseBenchmark {
    private static final int FORKS = 3;
    private static final Path WORK = Path.of("target/benchmark").toAbsolutePath();

    @Test
    void compare() throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "46 of the example",
                Path.of("src/it/d4-chat/products/aixord-router-worker")
                        .toAbsolutePath()
                        .toString()));
        for (int count : new int[] {46, 200, 1_000}) {
            Path directory = WORK.resolve("files/" + count);
            GeneratedHistory.write(directory, count);
            arguments.addAll(List.of(String.format(Locale.ROOT, "%,d generated", count), directory.toString()));
        }
        for (String type : List.of("TEXT", "BLOB")) {
            Files.writeString(WORK.resolve("files/" + type + ".sql"), GeneratedHistory.schema(1_000, type));
        }
        Map<String, List<long[]>> runs = new LinkedHashMap<>();
        for (int fork = 0; fork < FORKS; fork++) {
            for (String line : fork(arguments)) {
                String[] cells = line.split("\t", -1);
                runs.computeIfAbsent(cells[0] + "\t" + cells[1], what -> new ArrayList<>())
                        .add(new long[] {Long.parseLong(cells[2]), Long.parseLong(cells[3])});
            }
        }
        List<String> lines = new ArrayList<>();
        runs.forEach((what, times) -> lines.add(what + "\t" + spread(times, 0) + "\t" + spread(times, 1)));
        Files.write(WORK.resolve("database.tsv"), lines);
    }

    private static List<String> fork(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TimedWork.class.getName()));
        command.addAll(arguments);
        File told = WORK.resolve("fork.log").toFile();
        Process process = new ProcessBuilder(command).redirectError(told).start();
        String lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("see %s", told).isZero();
        return lines.lines().toList();
    }

    /** Least, median and most. */
    private static String spread(List<long[]> times, int column) {
        List<Long> sorted = times.stream().map(time -> time[column]).sorted().toList();
        return sorted.get(0) + "\t" + sorted.get(sorted.size() / 2) + "\t" + sorted.get(sorted.size() - 1);
    }
}
