package com.pmerit.d4.sop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A command as a shell takes it apart: its program, its words, and its options with their values. What a shell would put in place of
 * a variable or a pattern stays as it is written.
 *
 * @param program without {@code npx} and what is like it
 * @param words what is neither the program nor an option
 * @param options by their names with dashes; a switch has an empty value
 */
record CommandLine(String program, List<String> words, Map<String, String> options) {
    /** The programs of which d4 knows something. */
    private static final Set<String> KNOWN = Set.of(
            "wrangler",
            "npm",
            "npx",
            "pnpm",
            "yarn",
            "tsc",
            "git",
            "curl",
            "mvn",
            "./mvnw",
            "vitest",
            "sqlite3",
            "node");

    private static final Set<String> LAUNCHERS = Set.of("npx", "sudo", "time");
    private static final Set<String> SWITCHES = Set.of(
            "--remote",
            "--local",
            "--preview",
            "--json",
            "--yes",
            "-y",
            "--dry-run",
            "--force",
            "--minify",
            "--keep-vars",
            "--latest",
            "-a",
            "-f",
            "-s",
            "-S",
            "-L",
            "-i",
            "-I",
            "-b",
            "-B",
            "-q",
            "-o",
            "--fail",
            "--silent",
            "--noEmit",
            "--tags",
            "--annotate",
            "--no-bundle",
            "--commit-dirty");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

    CommandLine {
        words = List.copyOf(words);
        options = Map.copyOf(options);
    }

    /** Whether something that is written as code is a command, and no name or value. */
    static boolean isCommand(String code) {
        String text = code.startsWith("$ ") ? code.substring(2) : code;
        int blank = text.indexOf(' ');
        return blank > 0 && KNOWN.contains(text.substring(0, blank));
    }

    /** Takes one command apart. */
    static CommandLine of(String command) {
        List<String> all = new ArrayList<>(split(command));
        while (!all.isEmpty()
                && (ASSIGNMENT.matcher(all.get(0)).matches()
                        || LAUNCHERS.contains(all.get(0))
                        || all.get(0).equals("$"))) {
            all.remove(0);
        }
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (int index = 1; index < all.size(); index++) {
            String word = all.get(index);
            int equals = word.indexOf('=');
            if (word.equals("|") || word.equals(">") || word.startsWith("#")) {
                break;
            } else if (!word.startsWith("-") || word.equals("-")) {
                words.add(word);
            } else if (word.startsWith("--") && equals > 0) {
                options.put(word.substring(0, equals), word.substring(equals + 1));
            } else if (SWITCHES.contains(word)
                    || index + 1 == all.size()
                    || all.get(index + 1).startsWith("-")
                    || isAttached(word)) {
                options.put(word, "");
            } else {
                index++;
                options.put(word, all.get(index));
            }
        }
        return new CommandLine(all.isEmpty() ? "" : all.get(0), words, options);
    }

    /** Maven's, whose value follows without a blank: {@code -Pstaging}, {@code -Dname=value}. */
    private static boolean isAttached(String word) {
        return word.matches("-[PD].+");
    }

    /** The word at this place; empty when there are fewer. */
    Optional<String> word(int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    /** Whether it begins with these words behind the program. */
    boolean begins(String... first) {
        return words.size() >= first.length && words.subList(0, first.length).equals(List.of(first));
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    /** The value of the first of these options that is there. */
    Optional<String> option(String... names) {
        for (String name : names) {
            if (options.containsKey(name)) {
                return Optional.ofNullable(options.get(name));
            }
        }
        return Optional.empty();
    }

    /** The commands of a line that a shell runs one after another. */
    static List<String> sequence(String line) {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        char quote = 0;
        for (int index = 0; index < line.length(); index++) {
            char each = line.charAt(index);
            if (quote != 0) {
                quote = each == quote ? 0 : quote;
            } else if (each == '"' || each == '\'') {
                quote = each;
            } else if (each == ';' || line.startsWith("&&", index)) {
                commands.add(command.toString().strip());
                command.setLength(0);
                index += each == ';' ? 0 : 1;
                continue;
            }
            command.append(each);
        }
        commands.add(command.toString().strip());
        return commands.stream().filter(each -> !each.isEmpty()).toList();
    }

    private static List<String> split(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int index = 0; index < command.length(); index++) {
            char each = command.charAt(index);
            if (quote != 0 && each == quote) {
                quote = 0;
            } else if (quote == 0 && (each == '"' || each == '\'')) {
                quote = each;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(each)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(each);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
