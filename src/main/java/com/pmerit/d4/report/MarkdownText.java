package com.pmerit.d4.report;

/**
 * Makes text from elsewhere unable to do anything in Markdown but be read: it begins no heading, list or link, ends no cell of a
 * table, and is no HTML.
 */
final class MarkdownText {
    private static final int LONGEST = 1_000;
    private static final String MEANS_SOMETHING = "\\`*_{}[]()<>#+!|~&:@\"'=$^";

    private MarkdownText() {}

    /** The text on one line, for a place that does not begin one. A very long text is cut. */
    static String inline(String text) {
        String line = InertText.line(text);
        StringBuilder safe = new StringBuilder(line.length());
        int length = line.codePointCount(0, line.length());
        String shown = length <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST));
        shown.codePoints().forEach(letter -> {
            if (MEANS_SOMETHING.indexOf(letter) >= 0) {
                safe.append("&#").append(letter).append(';');
            } else {
                safe.appendCodePoint(letter);
            }
        });
        if (length > LONGEST) {
            safe.append("\u2026 and ").append(length - LONGEST).append(" more characters");
        }
        // GitHub makes links of these without a colon.
        return safe.toString().replaceAll("(?i)(www)\\.", "$1&#46;");
    }
}
