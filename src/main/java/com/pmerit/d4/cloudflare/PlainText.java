package com.pmerit.d4.cloudflare;

/** Makes text from elsewhere safe for a terminal, a CI log and one line of a message. */
public final class PlainText {
    private static final int LONGEST = 600;

    private PlainText() {}

    /** One line without control, format and direction characters, at most 600 characters long. */
    public static String of(String text) {
        return text.codePointCount(0, text.length()) > LONGEST
                ? whole(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + " …"
                : whole(text);
    }

    /** The same without a limit. */
    static String whole(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(codePoint -> plain.appendCodePoint(isHarmless(codePoint) ? codePoint : ' '));
        return plain.toString().replaceAll(" +", " ").strip();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
