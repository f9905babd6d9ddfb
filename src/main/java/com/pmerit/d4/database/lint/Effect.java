package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.rehearsal.FileRehearsal;
import com.pmerit.d4.sql.SchemaChange;
import com.pmerit.d4.sql.SchemaFact;
import java.util.Set;

/**
 * What one file did.
 *
 * @param replayed what came of it on an empty database with all earlier files applied
 * @param rehearsed what came of it with canary rows in every table
 * @param before of the tables that it changed all facts before it
 * @param after of the same tables all facts after it
 */
record Effect(
        Script script, FileRehearsal replayed, FileRehearsal rehearsed, Set<SchemaFact> before, Set<SchemaFact> after) {

    SchemaChange change() {
        return replayed.change();
    }

    /** Whether a table that it changed was there before it. */
    boolean existed(String table) {
        return has(before, table);
    }

    /** Whether a table that it changed is there after it. */
    boolean exists(String table) {
        return has(after, table);
    }

    private static boolean has(Set<SchemaFact> facts, String table) {
        return facts.stream()
                .anyMatch(fact ->
                        fact.kind() == SchemaFact.Kind.TABLE && fact.name().equals(table));
    }
}
