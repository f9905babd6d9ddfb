package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which paths reach Functions: the {@code _routes.json} of a deployment (Pages documentation, "Functions: Routing"). */
public final class RoutesFile {
    private static final int MOST_RULES = 100;
    private static final int LONGEST_RULE = 100;

    private final List<Pattern> included;
    private final List<Pattern> excluded;

    private RoutesFile(List<Pattern> included, List<Pattern> excluded) {
        this.included = List.copyOf(included);
        this.excluded = List.copyOf(excluded);
    }

    /** Without a file every path reaches Functions. */
    static RoutesFile everything() {
        return new RoutesFile(List.of(pattern("/*")), List.of());
    }

    /** Reads a file; one that Cloudflare would refuse is refused. */
    static RoutesFile parse(Content file) {
        JsonNode json = Json.parse(file.bytes());
        Fields fields = new Fields(json, "_routes.json").alsoKnown("description");
        if (fields.number("version", 0) != 1) {
            throw PagesRefusals.invalid("_routes.json must have the version 1");
        }
        List<String> include = fields.texts("include");
        List<String> exclude = fields.texts("exclude");
        fields.refuseOthers();
        if (include.isEmpty() || include.size() + exclude.size() > MOST_RULES) {
            throw PagesRefusals.invalid(
                    "_routes.json must include something, and have at most " + MOST_RULES + " rules");
        }
        return new RoutesFile(patterns(include), patterns(exclude));
    }

    /** Whether a path, as it is in the URL, reaches Functions. */
    public boolean reaches(String path) {
        return included.stream().anyMatch(pattern -> pattern.matcher(path).matches())
                && excluded.stream().noneMatch(pattern -> pattern.matcher(path).matches());
    }

    private static List<Pattern> patterns(List<String> rules) {
        for (String rule : rules) {
            if (!rule.startsWith("/") || rule.length() > LONGEST_RULE) {
                throw PagesRefusals.invalid("rule '" + rule
                        + "' of _routes.json must start with a slash and have at most " + LONGEST_RULE + " characters");
            }
        }
        return rules.stream().map(RoutesFile::pattern).toList();
    }

    /** A star stands for anything. {@code /a/*} is also {@code /a}, and {@code /a} is also {@code /a/}. */
    private static Pattern pattern(String rule) {
        boolean below = rule.endsWith("/*");
        String body = below ? rule.substring(0, rule.length() - 2) : rule.replaceFirst("/$", "");
        String tail = below ? "(?:/.*)?" : "/?";
        String quoted = Stream.of(body.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(quoted + tail);
    }
}
