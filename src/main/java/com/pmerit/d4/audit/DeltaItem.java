package com.pmerit.d4.audit;

import java.util.List;
import java.util.Optional;

/**
 * One thing in which two schemas differ.
 *
 * @param kind such as {@code table} or {@code foreign key}
 * @param name such as {@code users} or {@code users.email}
 * @param first its definitions in the first environment only; none when it is missing there
 * @param second its definitions in the second environment only
 * @param migrations the files that make what the first or the second has, in wrangler's order; none for what was made by hand
 * @param removedBy the last file that takes it away again, when one does
 * @param closing what would end the difference
 */
public record DeltaItem(
        String kind,
        String name,
        List<String> first,
        List<String> second,
        List<String> migrations,
        Optional<String> removedBy,
        Closing closing) {
    /** Copies the lists. */
    public DeltaItem {
        first = List.copyOf(first);
        second = List.copyOf(second);
        migrations = List.copyOf(migrations);
    }
}
