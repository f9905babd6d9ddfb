package com.pmerit.d4.cloudflare;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Masks secret values in any text: as they are, and as JSON, XML, shells, URLs and base64 spell them, line by line too. Used where
 * text leaves: messages, logs, reports. Safe for use by several threads.
 *
 * <p>A value or spelling of under six characters is masked wherever it stands alone, that is, with neither a letter nor a digit
 * on either side. Inside a word it stays: "on" is part of every "version", whoever's secret it is, and says nothing there.
 */
public final class Redactor {
    /** What stands where a secret was. */
    public static final String MASK = "[secret]";

    private static final int SHORT = 6;
    private static final Pattern SECRET_FIELD = Pattern.compile(
            "(\"(?:jwt|signed_url|upload_url|access_token|refresh_token)\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*+(?:\"|$)");

    private final Set<String> spellings = ConcurrentHashMap.newKeySet();

    /** A redactor that knows these values; empty ones are none. */
    public static Redactor of(Collection<String> values) {
        Redactor redactor = new Redactor();
        values.stream().filter(value -> !value.isEmpty()).map(SecretValue::of).forEach(redactor::learn);
        return redactor;
    }

    /** Remembers a value, from now on masked in everything that passes. */
    public void learn(SecretValue secret) {
        spellings.addAll(Spellings.of(secret.reveal()));
    }

    /** The text with every known secret masked, overlapping ones included. */
    public String mask(String text) {
        BitSet secret = new BitSet();
        for (String spelling : spellings) {
            mark(text, spelling, secret);
        }
        return secret.isEmpty() ? text : masked(text, secret);
    }

    /** Masks known secrets, and fields that hold a key by their very name, such as a signed URL. */
    String maskBody(String body) {
        return SECRET_FIELD.matcher(mask(body)).replaceAll("$1" + MASK + "\"");
    }

    /** The longest spelling known, so that a cut through a secret can be noticed. */
    int longestSpelling() {
        return spellings.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Masks every text of a list. */
    public List<String> mask(List<String> texts) {
        return texts.stream().map(this::mask).toList();
    }

    private static void mark(String text, String spelling, BitSet secret) {
        for (int at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
            int end = at + spelling.length();
            if (spelling.length() >= SHORT || standsAlone(text, at, end)) {
                secret.set(at, end);
            }
        }
    }

    // A short value such as "on" would otherwise be cut out of the middle of ordinary words.
    private static boolean standsAlone(String text, int start, int end) {
        boolean before = start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
        boolean after = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
        return before && after;
    }

    private static String masked(String text, BitSet secret) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        for (int start = secret.nextSetBit(0); start >= 0; start = secret.nextSetBit(at)) {
            out.append(text, at, start).append(MASK);
            at = secret.nextClearBit(start);
        }
        return out.append(text, at, text.length()).toString();
    }

    @Override
    public String toString() {
        return "Redactor[" + spellings.size() + " spellings]";
    }
}
