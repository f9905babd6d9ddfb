package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.lint.Script.Piece;
import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFacts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Runs all files from empty, each as one transaction, as a release does, and notes what each did to the schema. */
final class Replay {
    private final Set<String> bookkeeping;

    Replay(Set<String> bookkeeping) {
        this.bookkeeping = Set.copyOf(bookkeeping);
    }

    /**
     * What one file did.
     *
     * @param before the facts before it
     * @param after the facts after it
     * @param failure why it could not run whole; what runs of it by itself was run then, so that later files can be judged
     */
    record Effect(Script script, Set<SchemaFact> before, Set<SchemaFact> after, Optional<Failure> failure) {
        Set<SchemaFact> added() {
            Set<SchemaFact> added = new TreeSet<>(after);
            added.removeAll(before);
            return added;
        }

        Set<SchemaFact> removed() {
            Set<SchemaFact> removed = new TreeSet<>(before);
            removed.removeAll(after);
            return removed;
        }

        boolean existed(String table) {
            return has(before, SchemaFact.Kind.TABLE, table);
        }

        boolean exists(String table) {
            return has(after, SchemaFact.Kind.TABLE, table);
        }

        private static boolean has(Set<SchemaFact> facts, SchemaFact.Kind kind, String name) {
            return facts.stream()
                    .anyMatch(fact -> fact.kind() == kind && fact.name().equals(name));
        }
    }

    /**
     * Where it failed.
     *
     * @param piece the statement; none when the end of the transaction failed
     * @param words SQLite's
     */
    record Failure(Optional<Piece> piece, String words) {}

    /**
     * Replays the scripts in their order.
     *
     * @throws SQLException when SQLite cannot be asked on this machine
     */
    List<Effect> of(List<Script> scripts) throws SQLException {
        List<Effect> effects = new ArrayList<>();
        try (D1Database scratch = D1Database.inMemory()) {
            Set<SchemaFact> before = facts(scratch);
            for (Script script : scripts) {
                Optional<Failure> failure = run(scratch, script);
                Set<SchemaFact> after = facts(scratch);
                effects.add(new Effect(script, before, after, failure));
                before = after;
            }
        }
        return effects;
    }

    /** Runs a file as one transaction; of one that fails what runs by itself. */
    static Optional<Failure> run(D1Database scratch, Script script) throws SQLException {
        List<D1Statement> request = script.pieces().stream()
                .map(piece -> D1Statement.of(piece.statement().text()))
                .toList();
        if (!(scratch.run(request) instanceof D1Outcome.RolledBack refused)) {
            return Optional.empty();
        }
        for (D1Statement statement : request) {
            // What fails by itself is left out; the finding about the file says that it fails.
            scratch.run(List.of(statement));
        }
        Optional<Piece> piece = refused.index() < script.pieces().size()
                ? Optional.of(script.pieces().get(refused.index()))
                : Optional.empty();
        return Optional.of(new Failure(piece, refused.message()));
    }

    private Set<SchemaFact> facts(D1Database scratch) throws SQLException {
        return new TreeSet<>(SchemaFacts.of(scratch, bookkeeping).facts());
    }
}
