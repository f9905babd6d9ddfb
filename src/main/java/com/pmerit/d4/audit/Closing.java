package com.pmerit.d4.audit;

import java.util.List;

/** What would make a difference of two schemas go away. */
public sealed interface Closing {
    /**
     * These statements, which were tried on a copy of the schema that lacks the object.
     *
     * @param environment where they are to be run, in a migration
     * @param sql in order
     */
    record Statements(String environment, List<String> sql) implements Closing {
        /** Copies the list. */
        public Statements {
            sql = List.copyOf(sql);
        }
    }

    /**
     * Goes away with the statements of another difference, such as the foreign key of a missing column.
     *
     * @param environment where those are to be run
     */
    record WithAnother(String environment) implements Closing {}

    /**
     * No statement that only adds does it.
     *
     * @param why for a person
     */
    record ByHand(String why) implements Closing {}
}
