package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.workers.SecretValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes the secrets of one version out of the text that its Worker writes: as they are, as a string literal shows them, in a URL,
 * and each line of a secret that has several.
 */
final class Redaction {
    private static final int SHORTEST_LINE = 4;

    private final Map<String, String> words;
    private final int longest;

    private Redaction(Map<String, String> words) {
        this.words = words;
        this.longest = words.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    static Redaction of(Map<String, SecretValue> secrets) {
        Map<String, String> names = new LinkedHashMap<>();
        secrets.forEach((name, secret) -> {
            for (String form : forms(secret.reveal())) {
                names.putIfAbsent(form, name);
            }
        });
        Map<String, String> longestFirst = new LinkedHashMap<>();
        names.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .forEach(form -> longestFirst.put(form, "[secret " + names.get(form) + "]"));
        return new Redaction(longestFirst);
    }

    String apply(String text) {
        String clean = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            clean = clean.replace(word.getKey(), word.getValue());
        }
        return clean;
    }

    /** The length of the longest form: text cut at any place may end in that much of a secret less one character. */
    int longest() {
        return longest;
    }

    private static Set<String> forms(String value) {
        Set<String> plain = new LinkedHashSet<>(List.of(value));
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_LINE)
                .forEach(plain::add);
        Set<String> forms = new LinkedHashSet<>();
        for (String text : plain) {
            forms.add(text);
            forms.add(escaped(text, '"'));
            forms.add(escaped(text, '\''));
            forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
            forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        forms.remove("");
        return forms;
    }

    private static String escaped(String text, char quote) {
        return text.replace("\\", "\\\\")
                .replace(String.valueOf(quote), "\\" + quote)
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }
}
