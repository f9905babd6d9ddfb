package com.pmerit.d4.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks one line of text at spaces; a word that is longer than a line is broken anywhere. */
final class Wrapped {
    private static final String CUT = "...";

    private Wrapped() {}

    /**
     * At most so many lines of at most so many characters; what is left out is marked by three dots.
     *
     * @param width at least 4
     * @param most at least 1
     */
    static List<String> lines(String text, int width, int most) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (length(rest) > width && lines.size() < most - 1) {
            int end = breakAt(rest, width);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(length(rest) > width ? head(rest, width - CUT.length()) + CUT : rest);
        return lines;
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static int breakAt(String text, int width) {
        int end = text.offsetByCodePoints(0, width);
        int space = text.lastIndexOf(' ', end);
        return space > 0 ? space : end;
    }

    private static String head(String text, int width) {
        return text.substring(0, text.offsetByCodePoints(0, width));
    }
}
