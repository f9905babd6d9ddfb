package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.TableModel.ForeignKey;
import java.util.Optional;

/**
 * Canary rows, or what they referred to, that were there before a file and are not after it.
 *
 * @param table that lost them
 * @param what was lost
 * @param before how many there were
 * @param after how many there are
 * @param foreignKey of the table that did it; nothing when the statement itself says so, or a trigger did it
 * @param place the statement in which they were lost
 */
public record RowLoss(String table, What what, long before, long after, Optional<ForeignKey> foreignKey, Place place) {
    /** What can be lost. */
    public enum What {
        /** Rows of a table that is still there. */
        ROWS,
        /** A table with its rows, and no other of its name took its place. */
        TABLE,
        /** What rows referred to: they are still there, their foreign key is set to NULL or to its default. */
        REFERENCES
    }

    /** The loss as a line, such as {@code sessions: 3 rows before, 0 after, by sessions (user_id) references … on delete cascade}. */
    public String words() {
        String counted = switch (what) {
            case ROWS -> before + " rows before, " + after + " after";
            case TABLE -> "dropped with its " + before + " rows";
            case REFERENCES -> before + " references before, " + after + " after";
        };
        return table + ": " + counted
                + foreignKey.map(key -> ", by " + key.words(table)).orElse("");
    }
}
