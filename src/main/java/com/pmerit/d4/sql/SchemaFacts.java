package com.pmerit.d4.sql;

import com.pmerit.d4.sql.SchemaFact.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All that is true of a schema, as SQLite itself reads it. Two schemas are the same when their facts are; the order of
 * columns, the layout of the text, its comments, the case of its keywords and the quotes of its names make no difference.
 */
public final class SchemaFacts {
    private final Set<SchemaFact> facts;

    SchemaFacts(Collection<SchemaFact> facts) {
        this.facts = new TreeSet<>(facts);
    }

    /**
     * Reads a database. Left out are SQLite's own tables and those named.
     *
     * @param bookkeeping tables that are no part of the schema, such as {@code d1_migrations}; case does not matter
     * @throws SQLException when SQLite cannot tell
     */
    public static SchemaFacts of(D1Database database, Set<String> bookkeeping) throws SQLException {
        Set<String> leftOut = bookkeeping.stream().map(Token::folded).collect(Collectors.toSet());
        return new SchemaFacts(new SchemaReader(SchemaRows.of(database, leftOut)).facts());
    }

    /** The facts in order, those of one table together. */
    public List<SchemaFact> facts() {
        return List.copyOf(facts);
    }

    /** The tables, virtual ones among them, without views. */
    public long tables() {
        return facts.stream()
                .filter(fact -> fact.kind() == Kind.TABLE || fact.kind() == Kind.VIRTUAL_TABLE)
                .count();
    }

    /**
     * What differs, in order. Of a table that only one of them has nothing else is told; one that could not be read counts as
     * different.
     */
    public List<SchemaDifference> difference(SchemaFacts other) {
        Map<Subject, Sides> differing = new TreeMap<>();
        collect(other, differing, true);
        other.collect(this, differing, false);
        List<SchemaDifference> differences = new ArrayList<>();
        differing.forEach((subject, sides) ->
                differences.add(new SchemaDifference(subject.kind, subject.name, sides.here, sides.there)));
        return differences;
    }

    private void collect(SchemaFacts other, Map<Subject, Sides> differing, boolean here) {
        Set<String> holders = other.holders();
        for (SchemaFact fact : facts) {
            boolean missing = !other.facts.contains(fact) || fact.kind() == Kind.UNREADABLE;
            if (missing && (fact.kind().holdsOthers() || holders.contains(fact.table()))) {
                Sides sides = differing.computeIfAbsent(
                        new Subject(fact.table(), fact.kind(), fact.name()), subject -> new Sides());
                (here ? sides.here : sides.there).add(fact.definition());
            }
        }
    }

    private Set<String> holders() {
        return facts.stream()
                .filter(fact -> fact.kind().holdsOthers())
                .map(SchemaFact::name)
                .collect(Collectors.toSet());
    }

    private static final class Sides {
        private final List<String> here = new ArrayList<>();
        private final List<String> there = new ArrayList<>();
    }

    private record Subject(String table, Kind kind, String name) implements Comparable<Subject> {
        @Override
        public int compareTo(Subject other) {
            return new SchemaFact(kind, table, name, "")
                    .compareTo(new SchemaFact(other.kind, other.table, other.name, ""));
        }
    }
}
