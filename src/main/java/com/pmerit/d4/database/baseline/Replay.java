package com.pmerit.d4.database.baseline;

import com.pmerit.d4.sql.SchemaDifference;
import com.pmerit.d4.sql.SchemaFact;
import java.util.List;

/**
 * What the files that remain come to on a copy of the database.
 *
 * @param theorem whether they end in the schema that all files end in
 * @param missing what the copy lacks at its end
 * @param leftOver what it has at its end although a file of the project takes it away, as {@code table orders}
 * @param handMade what it has at its end and no file makes
 * @param undone what recorded files have brought about and the remaining ones would undo: recording those is wrong
 */
public record Replay(
        Theorem theorem, List<Missing> missing, List<String> leftOver, List<String> handMade, List<Undone> undone) {
    /** Copies the lists. */
    public Replay {
        missing = List.copyOf(missing);
        leftOver = List.copyOf(leftOver);
        handMade = List.copyOf(handMade);
        undone = List.copyOf(undone);
    }

    /**
     * An effect of a recorded file that would not outlive the remaining ones.
     *
     * @param recorded the file whose effect it is
     * @param by the remaining file that would undo it
     * @param fact what it is about
     */
    public record Undone(String recorded, String by, SchemaFact fact) {
        /** In words. */
        public String words() {
            return by + " would undo what " + recorded + " did to "
                    + fact.kind().words() + " " + fact.name();
        }
    }

    /** Whether the files that remain end in the intended schema; what somebody made by hand beside it does not count. */
    public boolean holds() {
        return theorem instanceof Theorem.Holds
                || (theorem instanceof Theorem.Differs && missing.isEmpty() && leftOver.isEmpty());
    }

    static String named(SchemaDifference difference) {
        return difference.kind().words() + " " + difference.name();
    }
}
