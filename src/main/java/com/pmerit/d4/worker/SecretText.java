package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A value that somebody gave for a secret, before it is sent: what usually goes wrong on the way is seen here. It never shows
 * itself.
 */
public final class SecretText {
    /** The most bytes of a variable or secret (Workers documentation, "Limits", "Environment variables": 5 KB). */
    public static final int MOST_BYTES = 5 * 1024;

    private static final int SHORTEST_TO_SEARCH_FOR = 6;
    private static final char REPLACEMENT = '\uFFFD';

    /** What a value may be on purpose, though it hardly ever is. */
    private static final List<Slip> SLIPS = List.of(
            new Slip(
                    text -> text.endsWith("\n") || text.endsWith("\r"),
                    "ends in a line end, which most programs add on their own (echo, an editor)"),
            new Slip(
                    text -> text.indexOf(REPLACEMENT) >= 0,
                    "holds U+FFFD, which stands for bytes that were lost before"),
            new Slip(SecretText::isQuoted, "stands in quotes, which would be part of it"),
            new Slip(text -> !text.strip().equals(text), "begins or ends in a blank"));

    private final String name;
    private final String text;

    private record Slip(Predicate<String> isMade, String words) {}

    /**
     * Takes a value.
     *
     * @param name the secret's
     */
    public SecretText(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** The secret's name. */
    public String name() {
        return name;
    }

    /**
     * Why it must not be set, in a clause that does not show it.
     *
     * @param exact whether it is meant as it is: line end, quotes and blanks included
     */
    public Optional<String> fault(boolean exact) {
        return impossible().or(() -> exact ? Optional.empty() : slip());
    }

    /**
     * The value for a request.
     *
     * @throws IllegalArgumentException when it is empty
     */
    public SecretValue value() {
        return SecretValue.of(text);
    }

    /** Whether another text is this value or, where it is long enough to tell, has it in it. */
    public boolean isHeldBy(String other) {
        return other.equals(text) || (text.length() >= SHORTEST_TO_SEARCH_FOR && other.contains(text));
    }

    private Optional<String> impossible() {
        if (text.isEmpty()) {
            return Optional.of("is empty: an unset variable, or a secret that the CI server does not hand over");
        }
        if (text.indexOf('\0') >= 0) {
            return Optional.of("holds a NUL, which no program gets out of an environment unharmed");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return Optional.of("holds half a surrogate pair, which is not text");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return bytes > MOST_BYTES
                ? Optional.of("has " + bytes + " bytes, and Cloudflare takes " + MOST_BYTES)
                : Optional.empty();
    }

    private Optional<String> slip() {
        return SLIPS.stream()
                .filter(slip -> slip.isMade().test(text))
                .map(Slip::words)
                .findFirst();
    }

    private static boolean isQuoted(String text) {
        return text.length() > 1
                && List.of("\"", "'", "`").stream().anyMatch(quote -> text.startsWith(quote) && text.endsWith(quote));
    }

    @Override
    public String toString() {
        return "SecretText[" + name + "]";
    }
}
