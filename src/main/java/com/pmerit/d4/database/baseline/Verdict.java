package com.pmerit.d4.database.baseline;

import com.pmerit.d4.sql.SchemaFact;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What can be said of a migration file that a tracking table does not list: is it in effect in that database? */
public sealed interface Verdict {

    /** The schema has all that the file adds and nothing that it removes. */
    record Proven() implements Verdict {}

    /**
     * As {@link Proven}, but the file also writes rows, of which a schema says nothing.
     *
     * @param dataStatements where, as {@code line:column}
     */
    record DataUnproven(List<String> dataStatements) implements Verdict {}

    /**
     * Later files take away again all that it adds.
     *
     * @param by these
     * @param proven whether each of them is proven or tracked, which proves this one, for what it did is undone
     */
    record Shadowed(Set<String> by, boolean proven) implements Verdict {}

    /**
     * The schema has nothing of what the file adds.
     *
     * @param missing what it adds, each with every file that provides it
     */
    record Absent(Map<SchemaFact, List<String>> missing) implements Verdict {
        public Absent {
            missing = new TreeMap<>(missing);
        }
    }

    /**
     * The schema has some of it.
     *
     * @param missing what it lacks, each with every file that provides it
     * @param stillThere what the file removes and the schema has
     */
    record Partial(Map<SchemaFact, List<String>> missing, Set<SchemaFact> stillThere) implements Verdict {
        public Partial {
            missing = new TreeMap<>(missing);
        }
    }

    /** The file changes nothing of the schema; the schema says nothing of it. */
    record DataOnly(List<String> dataStatements) implements Verdict {}

    /** The file fails on the schema that the files before it make, so that nothing can be proven by running it. */
    record Unreplayable(FileEffect.Failure failure) implements Verdict {}

    /**
     * It would be proven, but the file changes tables that no file makes; they were copied from the database itself, so that
     * the proof would be a circle.
     *
     * @param tables these
     */
    record Unverified(Set<String> tables) implements Verdict {}

    /** Whether the file may be recorded as applied without a person's word. */
    default boolean isProof() {
        return this instanceof Proven || (this instanceof Shadowed shadowed && shadowed.proven());
    }

    /**
     * Whether a person's word is enough for a file that is no proof. It is where the schema does not speak against it. Of a file
     * of which something is missing it does: that one may be recorded only when the files that remain bring all of it, which
     * the replay tells.
     */
    default boolean isAttestable() {
        return !isProof() && !isContradicted();
    }

    /** Whether the schema shows that the file is not in effect, not wholly. */
    default boolean isContradicted() {
        return this instanceof Absent || this instanceof Partial;
    }
}
