package com.pmerit.d4.report;

import java.util.Locale;

/** Makes text from elsewhere unable to do anything but be read: on a terminal, in a CI log, in an XML file. */
final class InertText {
    private InertText() {}

    /**
     * The text as one line: line breaks and tabs become spaces, other control, format and direction characters and broken
     * surrogates become visible escapes such as {@code \}{@code u001b}.
     */
    static String line(String text) {
        return escaped(text.replaceAll("[\\r\\n\\t\\u0085\\u2028\\u2029]+", " "))
                .strip();
    }

    /** The text with its line breaks, all else as in {@link #line}. */
    static String lines(String text) {
        StringBuilder lines = new StringBuilder();
        for (String line : text.split("\\R", -1)) {
            lines.append(lines.isEmpty() ? "" : "\n").append(escaped(line.replace('\t', ' ')));
        }
        return lines.toString();
    }

    /**
     * One finished line of a log that no CI server takes for a command: {@code ::} commands count at the start of a line,
     * {@code ##[} and {@code ##vso[} commands anywhere in it.
     */
    static String notACommand(String line) {
        String quiet = line.replace("##", "# #");
        int start = quiet.length() - quiet.stripLeading().length();
        return quiet.startsWith("::", start) ? quiet.substring(0, start) + ": :" + quiet.substring(start + 2) : quiet;
    }

    private static String escaped(String text) {
        StringBuilder inert = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (isHarmless(codePoint)) {
                inert.appendCodePoint(codePoint);
            } else {
                inert.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
            }
        });
        return inert.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
