package com.pmerit.d4.audit;

import java.util.List;
import java.util.Optional;

/** What can be said about a migration that brings one database what another one has. */
public sealed interface Reconciliation {
    /**
     * Nothing is missing there.
     *
     * @param left what differs all the same, and a migration that only adds cannot end
     */
    record Nothing(List<DeltaItem> left) implements Reconciliation {
        /** Copies the list. */
        public Nothing {
            left = List.copyOf(left);
        }
    }

    /**
     * The content of the file.
     *
     * @param text with comments that say what it is, and what it leaves
     * @param added what it brings, such as {@code table users}
     * @param left what differs still when it is applied
     * @param repeatable whether it changes nothing where all is there already, so that it can go through every environment
     */
    record Written(String text, List<String> added, List<DeltaItem> left, boolean repeatable)
            implements Reconciliation {
        /** Copies the lists. */
        public Written {
            added = List.copyOf(added);
            left = List.copyOf(left);
        }
    }

    /**
     * There is no such file.
     *
     * @param why for a person
     * @param details more of it, such as SQLite's words
     */
    record Impossible(String why, Optional<String> details) implements Reconciliation {}
}
