package com.pmerit.d4.tool;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a child wrote to one stream, decoded as UTF-8; what is not UTF-8 is replaced by U+FFFD.
 *
 * @param text the end of the output, within the command's bound
 * @param truncated whether something before {@code text} was thrown away
 */
public record Output(String text, boolean truncated) {
    private static final Pattern ESCAPE_SEQUENCES =
            Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|[@-Z\\\\^_])");
    private static final Pattern OTHER_CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

    static final Output NOTHING = new Output("", false);

    /** The text without colours, cursor movements and other control characters; lines end in a newline. */
    public String plain() {
        String uncoloured = ESCAPE_SEQUENCES.matcher(text).replaceAll("").replace("\r\n", "\n");
        return OTHER_CONTROLS.matcher(uncoloured.replace('\r', '\n')).replaceAll("");
    }

    /** The last lines of the plain text that are not blank, at most so many. */
    public List<String> lastLines(int count) {
        List<String> lines = plain().lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }
}
