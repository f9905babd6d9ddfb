package com.pmerit.d4.database.rehearsal;

import java.util.Optional;

/**
 * One thing that a rehearsal says about one statement.
 *
 * @param standing what it means for the gate
 * @param code of the rule, which a waiver names; lint's for the same fault
 * @param file the path from the project's directory, with slashes
 * @param line from 1
 * @param column from 1, in UTF-16 characters
 * @param message what goes wrong or holds, in one sentence
 * @param mend what mends it
 * @param waived the reason of the waiver that allows it
 */
public record Finding(
        Standing standing,
        String code,
        String file,
        int line,
        int column,
        String message,
        String mend,
        Optional<String> waived) {

    /** What a finding means for the gate. */
    public enum Standing {
        /** It fails the gate. */
        FAILS,
        /** It would, but a waiver in the file allows it. */
        WAIVED,
        /** Something could not be tried; nobody knows. */
        UNKNOWN,
        /** It could go wrong, and does not with what the target holds now. */
        HOLDS
    }

    /** The place, as editors and terminals open it. */
    public String place() {
        return file + ":" + line + ":" + column;
    }

    /** Place, code and message on one line. */
    public String text() {
        return place() + " " + code + ": " + message
                + waived.map(reason -> " (" + reason + ")").orElse("");
    }
}
