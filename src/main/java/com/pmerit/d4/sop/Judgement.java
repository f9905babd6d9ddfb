package com.pmerit.d4.sop;

/**
 * A statement of an SOP and what became of it.
 *
 * @param line where it stands in the document, from 1
 * @param section the heading right above it
 * @param command whether it is a command; else it is a claim
 * @param text what it says; the value of a variable that looks like a secret is not in it
 * @param ruling what became of it
 */
public record Judgement(int line, String section, boolean command, String text, Ruling ruling) {
    /** About a statement as a whole. */
    static Judgement of(Statement statement, Ruling ruling) {
        return of(statement, statement.labelled(), ruling);
    }

    /** About a part of a statement. */
    static Judgement of(Statement statement, String part, Ruling ruling) {
        return new Judgement(
                statement.line(), statement.section(), statement instanceof Statement.Command, part, ruling);
    }
}
