package com.pmerit.d4.audit;

import java.util.List;
import java.util.Optional;

/** What can be said about a migration that brings one database what another one has. */
public sealed interface Reconciliation {
    /**
     * Nothing is missing there.
     *
     * @param left what differs all the same, and a migration that only adds cannot end
     * @param pending the migration files that the next release applies first, which is taken for granted
     */
    record Nothing(List<DeltaItem> left, List<String> pending) implements Reconciliation {
        /** Copies the lists. */
        public Nothing {
            left = List.copyOf(left);
            pending = List.copyOf(pending);
        }
    }

    /**
     * The content of the file.
     *
     * @param text with comments that say what it is, and what it leaves
     * @param added what it brings, such as {@code table users}
     * @param left what differs still when it is applied
     * @param pending the migration files that the next release applies first, which is taken for granted
     * @param notRehearsed what the trial with rows does not speak for: tables that held none, rows that the file refuses
     * @param repeatable whether it changes nothing where all is there already, so that it can go through every environment
     */
    record Written(
            String text,
            List<String> added,
            List<DeltaItem> left,
            List<String> pending,
            List<String> notRehearsed,
            boolean repeatable)
            implements Reconciliation {
        /** Copies the lists. */
        public Written {
            added = List.copyOf(added);
            left = List.copyOf(left);
            pending = List.copyOf(pending);
            notRehearsed = List.copyOf(notRehearsed);
        }

        Written tried(List<String> unseeded, boolean changesNothing) {
            return new Written(text, added, left, pending, unseeded, changesNothing);
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
