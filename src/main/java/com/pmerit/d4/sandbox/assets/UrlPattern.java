package com.pmerit.d4.sandbox.assets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a rule of {@code _headers} or {@code _redirects} applies (Pages documentation, "Redirects" and "Headers"): a path, or
 * {@code https://} with a host and a path. One {@code *} stands for anything, {@code :name} for what is between two slashes, and in a
 * host also between two dots. A rule with a host applies to requests of any protocol.
 */
final class UrlPattern {
    private static final String PROTOCOL = "https://";
    private static final Pattern WILD = Pattern.compile("\\*|:([A-Za-z]\\w*)");

    private final boolean withHost;
    private final Pattern pattern;
    private final List<String> names;

    private UrlPattern(boolean withHost, Pattern pattern, List<String> names) {
        this.withHost = withHost;
        this.pattern = pattern;
        this.names = List.copyOf(names);
    }

    /** Whether a rule has a {@code *} or a {@code :name}. */
    static boolean isWild(String rule) {
        return WILD.matcher(rule).find();
    }

    /** The pattern of a rule; empty when it has two splats, or one name twice. */
    static Optional<UrlPattern> of(String rule) {
        boolean withHost = rule.startsWith(PROTOCOL);
        int path = withHost ? rule.indexOf('/', PROTOCOL.length()) : 0;
        StringBuilder pattern = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher wild = WILD.matcher(rule);
        int end = 0;
        while (wild.find()) {
            String name = Optional.ofNullable(wild.group(1)).orElse("splat");
            if (names.contains(name)) {
                return Optional.empty();
            }
            names.add(name);
            pattern.append(Pattern.quote(rule.substring(end, wild.start())));
            pattern.append(wild.group().equals("*") ? "(.*)" : wild.start() < path ? "([^/.]+)" : "([^/]+)");
            end = wild.end();
        }
        pattern.append(Pattern.quote(rule.substring(end)));
        return Optional.of(new UrlPattern(withHost, Pattern.compile(pattern.toString()), names));
    }

    /**
     * What the names of the pattern stand for, in the pattern's order, {@code splat} among them; empty when it does not match.
     *
     * @param host without a port
     * @param path as it is in the URL, without the query
     */
    Optional<Map<String, String>> match(String host, String path) {
        Matcher matcher = pattern.matcher(withHost ? PROTOCOL + host + path : path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int index = 0; index < names.size(); index++) {
            values.put(names.get(index), matcher.group(index + 1));
        }
        return Optional.of(values);
    }

    /** A text with the names replaced by what they stand for, one name after the other. */
    static String fill(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace(":" + value.getKey(), value.getValue());
        }
        return filled;
    }
}
