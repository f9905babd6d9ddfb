package com.pmerit.d4.sql;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What statements changed in a schema.
 *
 * @param added facts that it has now and had not before, in order
 * @param removed facts that it had before and has no more, in order
 */
public record SchemaChange(Set<SchemaFact> added, Set<SchemaFact> removed) {
    /** No change. */
    public static final SchemaChange NONE = new SchemaChange(Set.of(), Set.of());

    public SchemaChange {
        added = Collections.unmodifiableSet(new TreeSet<>(added));
        removed = Collections.unmodifiableSet(new TreeSet<>(removed));
    }

    /** What leads from the facts before to those after. */
    public static SchemaChange between(Collection<SchemaFact> before, Collection<SchemaFact> after) {
        return new SchemaChange(without(after, before), without(before, after));
    }

    /** This change and a later one, without what cancels out. */
    public SchemaChange then(SchemaChange later) {
        Set<SchemaFact> allAdded = without(added, later.removed);
        allAdded.addAll(without(later.added, removed));
        Set<SchemaFact> allRemoved = without(removed, later.added);
        allRemoved.addAll(without(later.removed, added));
        return new SchemaChange(allAdded, allRemoved);
    }

    /** Whether nothing changed. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }

    private static Set<SchemaFact> without(Collection<SchemaFact> facts, Collection<SchemaFact> others) {
        Set<SchemaFact> rest = new TreeSet<>(facts);
        others.forEach(rest::remove);
        return rest;
    }
}
