package com.pmerit.d4.report;

import java.util.Map;

/** Colours the mark at the start of a console line, if colours are wanted. */
final class Paint {
    private static final String RESET = "\u001b[0m";
    private static final Map<String, String> COLOURS = Map.of(
            "ok", "\u001b[32m",
            "done", "\u001b[32m",
            "warn", "\u001b[33m",
            "OVER", "\u001b[1;33m",
            "FAIL", "\u001b[1;31m",
            "->", "\u001b[1m");

    private final boolean colours;

    Paint(boolean colours) {
        this.colours = colours;
    }

    String marked(String line) {
        int start = line.length() - line.stripLeading().length();
        int end = line.indexOf(' ', start);
        if (!colours || start == 0 || end < 0) {
            return line;
        }
        String mark = line.substring(start, end);
        String colour = COLOURS.getOrDefault(mark, "");
        return colour.isEmpty() ? line : line.substring(0, start) + colour + mark + RESET + line.substring(end);
    }
}
