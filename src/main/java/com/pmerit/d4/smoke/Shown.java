package com.pmerit.d4.smoke;

import java.util.Locale;

/** Quotes text that a stranger's server sent, so that it fits one line and can do nothing but be read. */
final class Shown {
    private static final int LONGEST = 100;

    private Shown() {}

    /** The text in double quotes, at most 100 characters of it, with all but letters, marks and signs escaped. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).forEach(codePoint -> append(quoted, codePoint));
        return quoted.append(text.codePointCount(0, text.length()) > LONGEST ? "...\"" : "\"")
                .toString();
    }

    private static void append(StringBuilder quoted, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> quoted.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
            default -> quoted.appendCodePoint(codePoint);
        }
    }
}
