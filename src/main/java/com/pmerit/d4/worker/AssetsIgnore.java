package com.pmerit.d4.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which files of an asset directory are not published: what {@code .assetsignore} names in the syntax of {@code .gitignore}, and the
 * files that say how the others are served. Capitals make no difference, as in wrangler (its npm package ignore).
 */
final class AssetsIgnore {
    /** The file that says so. */
    static final String FILE = ".assetsignore";

    private static final List<String> NEVER_PUBLISHED = List.of("/" + FILE, "/_redirects", "/_headers");

    private record Rule(Pattern pattern, boolean takesBack) {}

    private final List<Rule> rules = new ArrayList<>();

    /**
     * Prepares the rules.
     *
     * @param text of the file; empty when there is none
     */
    AssetsIgnore(String text) {
        NEVER_PUBLISHED.forEach(this::add);
        text.lines().forEach(this::add);
    }

    /**
     * Whether a file or directory is not published. What lies in a directory that is not cannot be taken back.
     *
     * @param path below the root, with slashes: none at its beginning, and one at the end of a directory's
     */
    boolean leavesOut(String path) {
        int slash = path.lastIndexOf('/', path.length() - 2);
        if (slash > 0 && leavesOut(path.substring(0, slash + 1))) {
            return true;
        }
        boolean left = false;
        for (Rule rule : rules) {
            if (rule.pattern().matcher(path).find()) {
                left = !rule.takesBack();
            }
        }
        return left;
    }

    private void add(String line) {
        String written = trimmed(line.startsWith("\uFEFF") ? line.substring(1) : line);
        boolean takesBack = written.startsWith("!");
        String pattern = takesBack ? written.substring(1) : written;
        if (!pattern.isEmpty() && !written.startsWith("#")) {
            rules.add(new Rule(Pattern.compile(regex(pattern), Pattern.CASE_INSENSITIVE), takesBack));
        }
    }

    /** Without the blanks at its end, but for one behind a backslash. */
    private static String trimmed(String line) {
        String bare = line.stripTrailing();
        return bare.endsWith("\\") && bare.length() < line.length() ? bare + " " : bare;
    }

    private static String regex(String pattern) {
        boolean directory = pattern.endsWith("/");
        String body = directory ? pattern.substring(0, pattern.length() - 1) : pattern;
        boolean anchored = body.contains("/");
        String bare = body.startsWith("/") ? body.substring(1) : body;
        StringBuilder regex = new StringBuilder(anchored ? "^" : "(?:^|/)");
        int at = 0;
        while (at < bare.length()) {
            at = bare.startsWith("**", at) ? stars(bare, at, regex) : one(bare, at, regex);
        }
        return regex.append(directory ? "/$" : "(?=$|/$)").toString();
    }

    /** Two stars stand for directories where slashes or the ends are about them, and for one star else. */
    private static int stars(String pattern, int at, StringBuilder regex) {
        boolean first = at == 0 || pattern.charAt(at - 1) == '/';
        int end = at + 2;
        if (first && pattern.startsWith("/", end)) {
            regex.append("(?:.*/)?");
            return end + 1;
        }
        if (first && end == pattern.length() && at > 0) {
            regex.append(".+");
            return end;
        }
        regex.append("[^/]*");
        return end;
    }

    private static int one(String pattern, int at, StringBuilder regex) {
        char character = pattern.charAt(at);
        if (character == '*') {
            boolean segment = at + 1 == pattern.length() && at > 0 && pattern.charAt(at - 1) == '/';
            regex.append(segment ? "[^/]+" : "[^/]*");
        } else if (character == '?') {
            regex.append("[^/]");
        } else if (character == '\\' && at + 1 < pattern.length()) {
            regex.append(Pattern.quote(pattern.substring(at + 1, at + 2)));
            return at + 2;
        } else if (character == '[' && pattern.indexOf(']', at + 2) > 0) {
            int end = pattern.indexOf(']', at + 2);
            String range = pattern.substring(at + 1, end).replaceAll("[\\\\\\[\\^&]", "\\\\$0");
            regex.append('[').append(range).append(']');
            return end + 1;
        } else {
            regex.append(Pattern.quote(String.valueOf(character)));
        }
        return at + 1;
    }
}
