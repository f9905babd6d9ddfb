package com.pmerit.d4.audit;

import java.util.List;
import java.util.Optional;

/**
 * The schemas of one binding's databases in two environments, held against each other.
 *
 * @param binding such as {@code DB}
 * @param first the environment that comes first in a release
 * @param second the one after it
 * @param items what differs, in order; none when the schemas are the same
 * @param trouble why they could not be compared, or that only one environment has the binding; there are no items then
 * @param unreplayable migration files of which a statement failed on an empty database, so that what they make may not be known
 * @param likenesses tables of the one and of the other that may be the same under another name
 */
public record Delta(
        String binding,
        String first,
        String second,
        List<DeltaItem> items,
        Optional<String> trouble,
        List<String> unreplayable,
        List<Likeness> likenesses) {
    /** Without tables that may be the same under another name. */
    public Delta(
            String binding,
            String first,
            String second,
            List<DeltaItem> items,
            Optional<String> trouble,
            List<String> unreplayable) {
        this(binding, first, second, items, trouble, unreplayable, List.of());
    }

    /** Copies the lists. */
    public Delta {
        items = List.copyOf(items);
        unreplayable = List.copyOf(unreplayable);
        likenesses = List.copyOf(likenesses);
    }

    /** Whether they were compared and are the same. */
    public boolean isNone() {
        return items.isEmpty() && trouble.isEmpty();
    }
}
