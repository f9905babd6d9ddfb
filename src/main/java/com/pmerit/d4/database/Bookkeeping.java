package com.pmerit.d4.database;

import com.pmerit.d4.contract.Database;
import com.pmerit.d4.sql.Token;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The tables that remember what was done to a database and are no part of its schema: wrangler's tracking table and d4's
 * own. What only looks like one of d4's is the project's.
 *
 * @param names in lower case
 */
public record Bookkeeping(Set<String> names) {
    private static final Set<String> OWN = Set.of("d4_lock", "d4_release", "d4_migration");
    private static final Pattern CANARY = Pattern.compile("d4_canary_[0-9a-f]{32}");

    /** Copies the names. */
    public Bookkeeping {
        names = Set.copyOf(names);
    }

    /** Those of these databases together. */
    public static Bookkeeping of(Database... databases) {
        Set<String> names = new TreeSet<>(OWN);
        for (Database database : databases) {
            names.add(Token.folded(database.migrationsTable()));
        }
        return new Bookkeeping(names);
    }

    /** Whether a table is one of them, or a canary that a trial of d4's left behind. */
    public boolean holds(String table) {
        String folded = Token.folded(table);
        return names.contains(folded) || CANARY.matcher(folded).matches();
    }
}
