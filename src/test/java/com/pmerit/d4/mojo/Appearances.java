package com.pmerit.d4.mojo;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks for a secret in text: in every spelling that d4, a shell, a browser or a CI server would give it, and for each longer run of
 * letters and digits in it, which most spellings leave as it is. Knows nothing of how d4 itself looks for secrets.
 */
final class Appearances {
    private static final int SHORT = 6;
    private static final int SHORTEST_LINE = 8;
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9]{12,24}");

    private final Set<String> spellings = new LinkedHashSet<>();

    Appearances(String value) {
        addAll(value);
        addAll(value.strip());
        addAll(value.replaceAll("[\\p{Cntrl}\u200f\u202e\u2028\u2066]", " ")
                .replaceAll(" +", " ")
                .strip());
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_LINE && !line.startsWith("-----"))
                .forEach(this::addAll);
        RUN.matcher(value).results().map(MatchResult::group).forEach(spellings::add);
    }

    /** The spellings that are looked for. */
    List<String> spellings() {
        return List.copyOf(spellings);
    }

    /** Those that stand in the text; of one under six characters, those that stand there alone. */
    List<String> in(String text) {
        return spellings.stream().filter(spelling -> appears(spelling, text)).toList();
    }

    private static boolean appears(String spelling, String text) {
        return spelling.length() >= SHORT
                ? text.contains(spelling)
                : Pattern.compile("(?<![\\p{L}\\p{Nd}])" + Pattern.quote(spelling) + "(?![\\p{L}\\p{Nd}])")
                        .matcher(text)
                        .find();
    }

    private void addAll(String value) {
        String json = inner(TextNode.valueOf(value).toString());
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
        spellings.addAll(List.of(
                value,
                json,
                json.replace("/", "\\/"),
                ascii(json),
                inner(TextNode.valueOf(json).toString()),
                value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
                value.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"),
                url,
                url.replace("+", "%20"),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getMimeEncoder().encodeToString(bytes),
                value.replace("'", "'\\''"),
                value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("$", "\\$")
                        .replace("`", "\\`"),
                value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")));
        spellings.removeIf(String::isBlank);
    }

    private static String inner(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String ascii(String text) {
        return Arrays.stream(text.split("", -1))
                .map(unit -> unit.isEmpty() || unit.charAt(0) < 0x80
                        ? unit
                        : String.format(Locale.ROOT, "\\u%04X", (int) unit.charAt(0)))
                .collect(Collectors.joining());
    }
}
