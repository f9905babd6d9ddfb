package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.Rule;
import java.util.Optional;

/**
 * One thing found in one file.
 *
 * @param rule what was found
 * @param file the path from the project's directory, with slashes; control and direction characters as escapes
 * @param line from 1
 * @param column from 1, in UTF-16 characters
 * @param message what goes wrong there, in one sentence
 * @param mend what mends it
 * @param waived the reason of the waiver that allows it
 */
public record Finding(
        Rule rule, String file, int line, int column, String message, String mend, Optional<String> waived) {

    /** The place, as editors and terminals open it. */
    public String place() {
        return file + ":" + line + ":" + column;
    }

    /** Place, code and message on one line. */
    public String text() {
        return place() + " " + rule.code() + ": " + message;
    }

    /** The same, allowed. */
    Finding waivedBy(String reason) {
        return new Finding(rule, file, line, column, message, mend, Optional.of(reason));
    }
}
