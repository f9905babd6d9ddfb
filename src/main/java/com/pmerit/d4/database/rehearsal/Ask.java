package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.Rule;

/**
 * One number that a probe brings back.
 *
 * @param role what it means when it is not 0
 * @param rule what is wrong then
 * @param table whose rows are counted
 * @param which of them, as the end of a sentence that begins with {@code 3 rows}, such as {@code of users with NULL in email}
 * @param beforehand whether an earlier statement of the pending files changes rows that are counted, so that the number is
 *     that of how they are now
 */
record Ask(Role role, Rule rule, String table, String which, boolean beforehand) {
    /** What rows that are found mean. */
    enum Role {
        /** The statement fails on them. */
        VIOLATES,
        /** The statement says in so many words that they go. */
        TAKES_BY_NAME,
        /** They go along, by a foreign key or a trigger. */
        TAKES_ALONG
    }

    /** The number with what it counts, such as {@code 1 row of users}. */
    String counted(long count) {
        return (count == 0 ? "no row" : count == 1 ? "1 row" : count + " rows") + " " + which
                + (beforehand ? ", as they are before the pending files change them" : "");
    }
}
