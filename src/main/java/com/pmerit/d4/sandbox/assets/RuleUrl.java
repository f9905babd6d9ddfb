package com.pmerit.d4.sandbox.assets;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A URL in a rule: a path of the site itself, or {@code https://} with a host. */
final class RuleUrl {
    private static final Pattern ABSOLUTE = Pattern.compile("https:/{2,}([^/]+)/?(.*)");
    private static final Pattern PARTS = Pattern.compile("([^?#]*)(\\?[^#]*)?(#.*)?");

    private RuleUrl() {}

    /** A path, in normal form, without query and fragment; empty for anything but a path. A missing slash is added. */
    static Optional<String> path(String token) {
        return ABSOLUTE.matcher(token).matches() ? Optional.empty() : Optional.of(parts(slashed(token), false));
    }

    /** A path or an https URL in normal form, with its query and its fragment. */
    static Optional<String> pathOrUrl(String token) {
        Matcher absolute = ABSOLUTE.matcher(token);
        if (absolute.matches()) {
            return Optional.of("https://" + absolute.group(1) + parts(slashed(absolute.group(2)), true));
        }
        return token.startsWith("/") ? Optional.of(parts(token, true)) : Optional.empty();
    }

    private static String slashed(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    private static String parts(String text, boolean all) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a rule is one line");
        }
        String path = UrlPath.normal(parts.group(1));
        return all
                ? path
                        + Optional.ofNullable(parts.group(2)).orElse("")
                        + Optional.ofNullable(parts.group(3)).orElse("")
                : path;
    }
}
