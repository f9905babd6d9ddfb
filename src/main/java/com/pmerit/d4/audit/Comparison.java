package com.pmerit.d4.audit;

import com.pmerit.d4.sql.ColumnText;
import com.pmerit.d4.sql.SchemaDifference;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFact.Kind;
import com.pmerit.d4.sql.SchemaFacts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Two schemas held against each other. For what only one of them has, the statements that make it there are tried on a copy of
 * the other one: only what is gone afterwards counts as closed.
 */
final class Comparison {
    private final Side first;
    private final Side second;
    private final Map<Subject, Attempt> attempts = new TreeMap<>();

    /**
     * One of the two.
     *
     * @param environment its name
     * @param schema as it is live
     * @param scratch a copy, in which statements are tried
     */
    record Side(String environment, LiveContents schema, Scratch scratch) {}

    private record Subject(Kind kind, String name) implements Comparable<Subject> {
        static Subject of(SchemaDifference difference) {
            return new Subject(difference.kind(), difference.name());
        }

        @Override
        public int compareTo(Subject other) {
            int byKind = kind.compareTo(other.kind);
            return byKind == 0 ? name.compareTo(other.name) : byKind;
        }
    }

    /** What was tried to add something, and what SQLite said if it refused. */
    private record Attempt(List<String> statements, Optional<String> refused) {}

    Comparison(Side first, Side second) {
        this.first = first;
        this.second = second;
    }

    /** What differs. The copies are changed by it. */
    List<DeltaItem> items(Provenance provenance) throws SQLException {
        SchemaFacts here = first.scratch().facts();
        SchemaFacts there = second.scratch().facts();
        List<SchemaDifference> differences = here.difference(there);
        // In the order of their kinds: tables before columns before indexes before triggers.
        for (SchemaDifference difference : differences.stream()
                .sorted((one, other) -> Subject.of(one).compareTo(Subject.of(other)))
                .toList()) {
            attempt(difference);
        }
        Set<Subject> left = new HashSet<>();
        first.scratch()
                .facts()
                .difference(second.scratch().facts())
                .forEach(difference -> left.add(Subject.of(difference)));
        Facts facts = new Facts(here, there);
        List<DeltaItem> items = new ArrayList<>();
        for (SchemaDifference difference : differences) {
            List<SchemaFact> made = facts.of(difference);
            items.add(new DeltaItem(
                    difference.kind().words(),
                    difference.name(),
                    difference.here(),
                    difference.there(),
                    provenance.makersOf(made),
                    provenance.removerOf(made),
                    closing(difference, left.contains(Subject.of(difference)))));
        }
        return items;
    }

    private void attempt(SchemaDifference difference) throws SQLException {
        if (isOneSided(difference)) {
            Side having = having(difference);
            List<String> statements = statements(difference, having.schema());
            Optional<String> refused = Optional.empty();
            for (String statement : statements) {
                if (refused.isEmpty()) {
                    refused = refused(difference, statement, lacking(difference).scratch());
                }
            }
            attempts.put(Subject.of(difference), new Attempt(statements, refused));
        }
    }

    private static Optional<String> refused(SchemaDifference difference, String statement, Scratch lacking)
            throws SQLException {
        Optional<String> refused = Optional.empty();
        if (difference.kind() == Kind.COLUMN) {
            refused = lacking.refusesColumn(statement.substring(statement.indexOf(ADD_COLUMN) + ADD_COLUMN.length()));
        }
        return refused.isPresent() ? refused : lacking.run(statement);
    }

    private static final String ADD_COLUMN = " ADD COLUMN ";

    private static List<String> statements(SchemaDifference difference, LiveContents having) {
        return switch (difference.kind()) {
            case TABLE, VIRTUAL_TABLE, VIEW -> having.whole(difference.name());
            case INDEX -> having.alone("index", difference.name());
            case TRIGGER -> having.alone("trigger", difference.name());
            case COLUMN -> column(difference.name(), having);
            default -> List.of();
        };
    }

    /** The name of a column's fact is that of its table, a dot, and its own; each may hold dots itself. */
    private static List<String> column(String name, LiveContents having) {
        for (SchemaObject object : having.replayable()) {
            String prefix = SchemaObject.folded(object.name()) + ".";
            if (object.isTable() && name.startsWith(prefix)) {
                Optional<String> text = ColumnText.of(object.sql(), name.substring(prefix.length()));
                if (text.isPresent()) {
                    return List.of(
                            "ALTER TABLE \"" + object.name().replace("\"", "\"\"") + "\"" + ADD_COLUMN + text.get());
                }
            }
        }
        return List.of();
    }

    private Closing closing(SchemaDifference difference, boolean left) {
        if (!isOneSided(difference)) {
            return new Closing.ByHand("both have it, and not alike: a migration must rebuild one of them");
        }
        Attempt attempt = attempts.getOrDefault(Subject.of(difference), new Attempt(List.of(), Optional.empty()));
        String lacking = lacking(difference).environment();
        if (!left) {
            return attempt.statements().isEmpty()
                    ? new Closing.WithAnother(lacking)
                    : new Closing.Statements(lacking, attempt.statements());
        }
        return new Closing.ByHand(attempt.refused()
                .map(words -> "cannot be added to what " + lacking + " has: " + words)
                .orElse("SQLite cannot add a " + difference.kind().words()
                        + " to a table that exists: a migration must rebuild it"));
    }

    private static boolean isOneSided(SchemaDifference difference) {
        return difference.here().isEmpty() != difference.there().isEmpty();
    }

    private Side having(SchemaDifference difference) {
        return difference.there().isEmpty() ? first : second;
    }

    private Side lacking(SchemaDifference difference) {
        return difference.there().isEmpty() ? second : first;
    }

    /** The facts behind a difference, which names definitions only. */
    private static final class Facts {
        private final Map<Subject, List<SchemaFact>> bySubject = new HashMap<>();

        Facts(SchemaFacts here, SchemaFacts there) {
            Stream.concat(here.facts().stream(), there.facts().stream())
                    .forEach(fact -> bySubject
                            .computeIfAbsent(new Subject(fact.kind(), fact.name()), each -> new ArrayList<>())
                            .add(fact));
        }

        List<SchemaFact> of(SchemaDifference difference) {
            return bySubject.getOrDefault(Subject.of(difference), List.of()).stream()
                    .filter(fact -> difference.here().contains(fact.definition())
                            || difference.there().contains(fact.definition()))
                    .distinct()
                    .toList();
        }
    }
}
