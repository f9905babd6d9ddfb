package com.pmerit.d4.release;

import java.util.regex.Pattern;

/** One word of a command that a person is shown. */
public record ShellWord(String text) {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+=,-]+");

    /** The word as a shell takes it: in quotes where it would be taken apart, or something filled in. */
    public String quoted() {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
