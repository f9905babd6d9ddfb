package com.pmerit.d4.sandbox.assets;

import com.pmerit.d4.sandbox.assets.RedirectRules.Dynamic;
import com.pmerit.d4.sandbox.assets.RedirectRules.Redirect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one {@code _redirects} file: from, to, and possibly a status on each line. */
final class RedirectRulesReader {
    private static final int MOST_FIXED = 2000;
    private static final int MOST_DYNAMIC = 100;
    private static final int LONGEST_LINE = 2000;
    private static final Set<String> STATUSES = Set.of("200", "301", "302", "303", "307", "308");

    private final Map<String, Redirect> fixed = new LinkedHashMap<>();
    private final List<Dynamic> dynamic = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> ignored = new ArrayList<>();

    RedirectRules read(String text) {
        String[] lines = text.split("\n", -1);
        for (int index = 0; index < lines.length; index++) {
            String line = lines[index].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                int number = index + 1;
                flaw(line).ifPresent(reason -> ignored.add("line " + number + " of _redirects is ignored: " + reason));
            }
        }
        return new RedirectRules(fixed, dynamic, ignored);
    }

    private Optional<String> flaw(String line) {
        String[] tokens = line.split("\\s+", -1);
        if (line.length() > LONGEST_LINE) {
            return Optional.of("it has more than " + LONGEST_LINE + " characters");
        }
        if (tokens.length < 2 || tokens.length > 3) {
            return Optional.of("it must be two URLs and possibly a status");
        }
        String status = tokens.length == 3 ? tokens[2] : "302";
        if (!STATUSES.contains(status)) {
            return Optional.of("its status must be 200, 301, 302, 303, 307 or 308");
        }
        Optional<String> from =
                RuleUrl.path(tokens[0]).filter(found -> UrlPattern.of(found).isPresent());
        Optional<String> to = RuleUrl.pathOrUrl(tokens[1]);
        if (from.isEmpty()) {
            return Optional.of("it must start with a path that has at most one splat and no placeholder twice");
        }
        if (to.isEmpty()) {
            return Optional.of("it must lead to a path or to an https URL");
        }
        Redirect redirect = new Redirect(to.get(), Integer.parseInt(status));
        return loop(from.get(), redirect).or(() -> add(from.get(), redirect));
    }

    /** Pages takes {@code /index.html} away from the path and would so lead back to where it came from. */
    private static Optional<String> loop(String from, Redirect redirect) {
        if (redirect.status() == 200 && !redirect.to().startsWith("/")) {
            return Optional.of("a rule with status 200 can only lead to a path of the site itself");
        }
        boolean everything = from.endsWith("/") || from.endsWith("/*");
        return everything && redirect.to().matches("/(?:.*/)?index(?:\\.html)?")
                ? Optional.of("it would lead back to itself without end")
                : Optional.empty();
    }

    private Optional<String> add(String from, Redirect redirect) {
        if (!seen.add(from)) {
            return Optional.of("there is a rule for " + from + " above it");
        }
        boolean single = dynamic.isEmpty() && !UrlPattern.isWild(from);
        if (single ? fixed.size() >= MOST_FIXED : dynamic.size() >= MOST_DYNAMIC) {
            return Optional.of(
                    "there may be at most " + MOST_FIXED + " static rules above " + MOST_DYNAMIC + " others");
        }
        if (single) {
            fixed.put(from, redirect);
        } else {
            dynamic.add(new Dynamic(from, redirect));
        }
        return Optional.empty();
    }
}
