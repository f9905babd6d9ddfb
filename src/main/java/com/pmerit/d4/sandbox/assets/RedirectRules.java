package com.pmerit.d4.sandbox.assets;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of a {@code _redirects} file (Pages documentation, "Redirects"). A line that is no rule is left out, as Cloudflare does,
 * and told.
 *
 * @param fixed rules for one path each: they come first
 * @param dynamic rules with splats and placeholders, and all rules below the first of them, in the order of the file
 * @param ignored for each line that was left out its number and the reason
 */
public record RedirectRules(Map<String, Redirect> fixed, List<Dynamic> dynamic, List<String> ignored) {
    private static final RedirectRules NONE = new RedirectRules(Map.of(), List.of(), List.of());

    /** Makes the collections unchangeable. */
    public RedirectRules {
        fixed = Map.copyOf(fixed);
        dynamic = List.copyOf(dynamic);
        ignored = List.copyOf(ignored);
    }

    /**
     * Where a path leads.
     *
     * @param to a path of the site or an https URL
     * @param status 301, 302, 303, 307 or 308; 200 answers with what is at the other path
     */
    public record Redirect(String to, int status) {}

    /**
     * A rule for more than one path.
     *
     * @param from with splat or placeholders
     * @param redirect its target may name them
     */
    public record Dynamic(String from, Redirect redirect) {}

    /** No rule at all. */
    public static RedirectRules none() {
        return NONE;
    }

    /** Reads a {@code _redirects} file. */
    public static RedirectRules parse(String text) {
        return new RedirectRulesReader().read(text);
    }

    /** The number of rules. */
    public int count() {
        return fixed.size() + dynamic.size();
    }

    /** Where this path leads, if a rule says so. */
    Optional<Redirect> find(String host, String path) {
        return Optional.ofNullable(fixed.get(path))
                .or(() -> dynamic.stream()
                        .flatMap(rule -> find(rule, host, path).stream())
                        .findFirst());
    }

    private static Optional<Redirect> find(Dynamic rule, String host, String path) {
        return UrlPattern.of(rule.from())
                .flatMap(pattern -> pattern.match(host, path))
                .map(values -> new Redirect(
                        UrlPattern.fill(rule.redirect().to(), values),
                        rule.redirect().status()));
    }
}
