package com.pmerit.d4.sandbox.assets;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a {@code _headers} file (Pages documentation, "Headers"). A line that is no rule is left out, as Cloudflare does, and
 * told.
 *
 * @param rules in the order in which they apply
 * @param ignored for each line that was left out its number and the reason
 */
public record HeaderRules(List<Rule> rules, List<String> ignored) {
    private static final HeaderRules NONE = new HeaderRules(List.of(), List.of());

    /** Makes the lists unchangeable. */
    public HeaderRules {
        rules = List.copyOf(rules);
        ignored = List.copyOf(ignored);
    }

    /**
     * What is done with the headers of answers at some URLs.
     *
     * @param url where, as it is written
     * @param set values by lower-case name
     * @param removed lower-case names
     */
    public record Rule(String url, Map<String, String> set, List<String> removed) {
        /** Makes the collections unchangeable. */
        public Rule {
            set = Map.copyOf(set);
            removed = List.copyOf(removed);
        }
    }

    /** No rule at all. */
    public static HeaderRules none() {
        return NONE;
    }

    /** Reads a {@code _headers} file. */
    public static HeaderRules parse(String text) {
        return new HeaderRulesReader().read(text);
    }

    /**
     * Applies every rule that matches: what is removed goes first, then a value replaces the one that was there before the rules, and
     * joins the one of an earlier rule.
     *
     * @param headers by lower-case name; changed
     */
    void apply(Map<String, String> headers, String host, String path) {
        Set<String> ours = new HashSet<>();
        for (Rule rule : rules) {
            Optional<Map<String, String>> values =
                    UrlPattern.of(rule.url()).flatMap(pattern -> pattern.match(host, path));
            values.ifPresent(found -> apply(rule, found, headers, ours));
        }
    }

    private static void apply(Rule rule, Map<String, String> values, Map<String, String> headers, Set<String> ours) {
        rule.removed().forEach(headers::remove);
        Map<String, String> filled = new LinkedHashMap<>();
        rule.set().forEach((name, value) -> filled.put(name, UrlPattern.fill(value, values)));
        filled.forEach((name, value) -> {
            boolean joins = !ours.add(name) && headers.containsKey(name);
            headers.put(name, joins ? headers.get(name) + ", " + value : value);
        });
    }
}
