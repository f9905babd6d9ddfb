package com.pmerit.d4.setup;

import com.pmerit.d4.contract.SecretShapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the names of secrets out of {@code .dev.vars} files, in which wrangler keeps them for local runs. Never a value. */
final class SecretNames {
    private static final Pattern ENTRY = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_]\\w{0,127})\\s*=\\s*(.*)");

    private SecretNames() {}

    /** The names in all such files of a directory, sorted. */
    static Set<String> in(Path directory) throws IOException {
        Set<String> names = new TreeSet<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> String.valueOf(file.getFileName()).matches("\\.dev\\.vars(\\..+)?"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            names.addAll(names(Files.readString(file)));
        }
        return names;
    }

    /** Lines within a quoted value are no entries, whatever they look like: they are parts of a secret. */
    static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        String open = "";
        for (String line : text.split("\\R", -1)) {
            if (!open.isEmpty()) {
                open = line.contains(open) ? "" : open;
                continue;
            }
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                if (SecretShapes.find(entry.group(1)).isEmpty()) {
                    names.add(entry.group(1));
                }
                open = unclosed(entry.group(2));
            }
        }
        return names;
    }

    private static String unclosed(String value) {
        for (String quote : List.of("\"", "'", "`")) {
            if (value.startsWith(quote)) {
                return value.indexOf(quote, 1) < 0 ? quote : "";
            }
        }
        return "";
    }
}
