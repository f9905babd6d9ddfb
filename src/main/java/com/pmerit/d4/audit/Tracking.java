package com.pmerit.d4.audit;

import java.util.List;
import java.util.Optional;

/**
 * What a tracking table lists, held against the migration files of the project.
 *
 * @param table the name of the tracking table
 * @param present whether there is one
 * @param entries how many names it lists
 * @param untracked files that it does not list, in wrangler's order
 * @param withoutFile names that it lists and the project does not have
 * @param trouble why the files could not be read; the two lists are empty then
 */
public record Tracking(
        String table,
        boolean present,
        int entries,
        List<String> untracked,
        List<String> withoutFile,
        Optional<String> trouble) {
    /** Copies the lists. */
    public Tracking {
        untracked = List.copyOf(untracked);
        withoutFile = List.copyOf(withoutFile);
    }

    /** Whether the table lists every file and nothing else. */
    public boolean isComplete() {
        return trouble.isEmpty() && untracked.isEmpty() && withoutFile.isEmpty();
    }
}
