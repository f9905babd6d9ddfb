package com.pmerit.d4.sandbox.workers;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Route patterns such as {@code *.example.com/api/*}: an asterisk stands for any text, the longest matching pattern wins. */
final class RoutePattern {
    private RoutePattern() {}

    /** The name of the script whose route takes this request. */
    static Optional<String> owner(AccountState state, String host, String path) {
        record Match(String script, int length) {}
        return state.scripts().values().stream()
                .flatMap(script -> script.triggers().routes().stream()
                        .map(route -> route.path("pattern").asText())
                        .filter(pattern -> matches(pattern, host, path))
                        .map(pattern -> new Match(script.name(), pattern.length())))
                .max(Comparator.comparingInt(Match::length))
                .map(Match::script);
    }

    private static boolean matches(String pattern, String host, String path) {
        String bare = pattern.replaceFirst("^https?://", "");
        String whole = bare.contains("/") ? bare : bare + "/";
        StringBuilder expression = new StringBuilder();
        for (String literal : whole.split("\\*", -1)) {
            expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
        }
        return (host + path).matches(expression.toString());
    }
}
