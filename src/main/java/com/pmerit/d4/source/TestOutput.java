package com.pmerit.d4.source;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a test run, without colours; beyond the last one all are empty. */
record TestOutput(List<String> lines) {
    private static final Pattern QUOTED = Pattern.compile("(['\"])(.*)\\1");

    TestOutput {
        lines = List.copyOf(lines);
    }

    static TestOutput of(String output) {
        return new TestOutput(output.lines().map(String::stripTrailing).toList());
    }

    int size() {
        return lines.size();
    }

    String line(int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    /** What the pattern's groups are in this line, when all of it matches. */
    Optional<Matcher> match(Pattern pattern, int index) {
        return Optional.of(pattern.matcher(line(index))).filter(Matcher::matches);
    }

    /** The error that begins in this line. One that ends in a colon says what matters in the next line with words. */
    String error(int index) {
        String first = unquoted(line(index));
        if (!first.endsWith(":")) {
            return first;
        }
        return (first + " " + line(index + 1).strip() + " " + line(index + 2).strip())
                .replaceAll("\\s+", " ")
                .strip();
    }

    static String unquoted(String words) {
        Matcher quoted = QUOTED.matcher(words.strip());
        return quoted.matches() ? quoted.group(2) : words.strip();
    }
}
