package com.pmerit.d4.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of secrets in the {@code .dev.vars} files in which wrangler keeps secrets for local runs. Never a value.
 *
 * @param names sorted
 * @param doubts which lines are left out, a sentence for each file, by their numbers alone
 */
record SecretNames(Set<String> names, List<String> doubts) {
    SecretNames {
        names = new TreeSet<>(names);
        doubts = List.copyOf(doubts);
    }

    /**
     * Reads all such files of a directory.
     *
     * @throws IOException when one cannot be read
     */
    static SecretNames in(Path directory) throws IOException {
        Set<String> names = new TreeSet<>();
        List<String> doubts = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> String.valueOf(file.getFileName()).matches("\\.dev\\.vars(\\..+)?"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            // A name is ASCII in every encoding that such a file may have.
            SecretNames found =
                    of(String.valueOf(file.getFileName()), Files.readString(file, StandardCharsets.ISO_8859_1));
            names.addAll(found.names());
            doubts.addAll(found.doubts());
        }
        return new SecretNames(names, doubts);
    }

    /** The names in one text. */
    static SecretNames of(String file, String text) {
        SecretLines lines = new SecretLines();
        text.replaceFirst("^\u00ef\u00bb\u00bf", "").lines().forEach(lines::read);
        return new SecretNames(
                lines.names(), lines.doubtful().isEmpty() ? List.of() : List.of(sentence(file, lines.doubtful())));
    }

    private static String sentence(String file, List<Integer> doubtful) {
        return "<worker><secrets>: " + (doubtful.size() == 1 ? "line " : "lines ")
                + doubtful.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " of " + file
                + (doubtful.size() == 1 ? " is" : " are")
                + " no plain NAME=value, or may go on with a value from before, and left out: put a value of several"
                + " lines between quotes, and write <secret>NAME</secret> for what is missing";
    }
}
