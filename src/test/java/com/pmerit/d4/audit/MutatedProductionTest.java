package com.pmerit.d4.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.ExampleMigrations;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.baseline.History;
import com.pmerit.d4.database.baseline.Verdict;
import com.pmerit.d4.database.baseline.Verdicts;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFact.Kind;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The schema of the example's 46 files in a database that really lacks, in turn, each of the facts: a statement of it is written
 * anew without one of its parts, or left out. Both the audit and the baseline must see it, and blame only files that provide it.
 */
final class MutatedProductionTest {
    private static final Bookkeeping BOOKS = Bookkeeping.of(Environments.database(Path.of("/")));

    private static final Set<String> CONSTRAINTS =
            Set.of("not", "default", "primary", "unique", "check", "references", "collate", "generated");

    /** Those of them that are facts of their own; the others are said of the column, and go with it. */
    private static final Set<String> FACTS = Set.of("primary", "unique", "check", "references");

    /** A statement of the schema without a part of it, or left out. */
    private record Mutation(SchemaObject object, String sql) {}

    @Test
    void seesEachMissingFactInARealDatabaseAndBlamesOnlyFilesThatProvideIt(TestReporter reporter) throws Exception {
        List<MigrationFile> files = ExampleMigrations.files();
        History history = History.fromEmpty(files, List.of(), BOOKS.names());
        Verdicts verdicts = new Verdicts(history);
        Provenance provenance = Provenance.of(files, BOOKS);
        Figures figures = new Figures();
        try (Mutable production = new Mutable(history.statements());
                Mutable staging = new Mutable(history.statements())) {
            Set<SchemaFact> whole = production.facts();
            Map<SchemaFact, Mutation> mutations = mutations(production, production.contents.replayable(), whole);
            assertThat(production.scratch.tables()).hasSizeGreaterThanOrEqualTo(60);
            assertThat(mutations.keySet()).isEqualTo(whole);
            for (Map.Entry<Mutation, List<SchemaFact>> each :
                    byMutation(mutations).entrySet()) {
                assertThat(production.mutate(each.getKey())).isTrue();
                Set<SchemaFact> present = production.facts();
                Comparison comparison = new Comparison(
                        new Comparison.Side("staging", staging.contents, staging.scratch),
                        new Comparison.Side("production", production.scratch.contents(), production.scratch));
                List<DeltaItem> items = comparison.items(provenance);
                Map<String, Verdict> found = verdicts.of(present, Set.of());
                each.getValue().forEach(fact -> figures.take(new Removal(fact, whole, present), items, found, history));
                production.restore();
            }
        }
        reporter.publishEntry("figures", figures.toString());
        assertThat(figures.unseenByAudit).isEmpty();
        assertThat(figures.unseenByBaseline).isEmpty();
        assertThat(figures.blamedWrongly).isEmpty();
        assertThat(figures.removed).isEqualTo(history.end().facts().size());
    }

    /** Without the file that makes users, all that is said of that table rests on what was copied from production itself. */
    @Test
    void namesWhatOnlyASeedSupports() throws Exception {
        List<MigrationFile> files = ExampleMigrations.files().stream()
                .filter(file -> !file.name().text().equals("0001_users.sql"))
                .toList();
        History whole = History.fromEmpty(ExampleMigrations.files(), List.of(), BOOKS.names());
        Set<SchemaFact> seeded = new HashSet<>();
        whole.effects().get(0).change().added().stream()
                .filter(whole.end().facts()::contains)
                .forEach(seeded::add);
        int named = 0;
        try (Mutable production = new Mutable(whole.statements())) {
            Set<SchemaFact> all = production.facts();
            List<SchemaObject> users = production.contents.replayable().stream()
                    .filter(object -> object.isOf(Set.of("users")))
                    .toList();
            Map<SchemaFact, Mutation> mutations = mutations(production, users, all);
            mutations.keySet().retainAll(seeded);
            for (Map.Entry<SchemaFact, Mutation> each : mutations.entrySet()) {
                production.mutate(each.getValue());
                Set<SchemaFact> present = production.facts();
                History history = History.fromEmpty(files, production.statements(), BOOKS.names());
                Map<String, Verdict> verdicts = new Verdicts(history).of(present, Set.of());
                Removal removal = new Removal(each.getKey(), all, present);
                verdicts.forEach((file, verdict) -> {
                    for (SchemaFact missing : missing(verdict)) {
                        assertThat(removal.provides(whole, file, missing))
                                .as("%s blames %s", each, file)
                                .isTrue();
                    }
                });
                boolean isNamed = verdicts.values().stream()
                        .anyMatch(verdict -> verdict instanceof Verdict.Unverified unverified
                                && unverified.tables().contains("users"));
                boolean isSeen = verdicts.values().stream()
                        .anyMatch(verdict -> !missing(verdict).isEmpty() || verdict instanceof Verdict.Unreplayable);
                assertThat(isNamed || isSeen).as("%s", each).isTrue();
                named++;
                production.restore();
            }
        }
        assertThat(named).isEqualTo(seeded.size());
    }

    private static Map<Mutation, List<SchemaFact>> byMutation(Map<SchemaFact, Mutation> mutations) {
        Map<Mutation, List<SchemaFact>> facts = new LinkedHashMap<>();
        mutations.forEach((fact, mutation) ->
                facts.computeIfAbsent(mutation, each -> new ArrayList<>()).add(fact));
        return facts;
    }

    /** One fact that was taken out, with what else went with it, such as the index of a column. */
    private record Removal(SchemaFact fact, Set<SchemaFact> whole, Set<SchemaFact> present) {
        boolean isExact() {
            return whole.size() == present.size() + 1 && whole.containsAll(present);
        }

        boolean provides(History history, String file, SchemaFact missing) {
            return !present.contains(missing)
                    && history.effects().stream()
                            .filter(effect -> effect.name().equals(file))
                            .anyMatch(effect -> effect.change().added().contains(missing));
        }

        Set<String> providers(History history) {
            Set<String> files = new LinkedHashSet<>();
            history.effects().stream()
                    .filter(effect -> effect.change().added().stream()
                            .anyMatch(added -> whole.contains(added) && !present.contains(added)))
                    .forEach(effect -> files.add(effect.name()));
            return files;
        }
    }

    private static final class Figures {
        private final List<String> unseenByAudit = new ArrayList<>();
        private final List<String> unseenByBaseline = new ArrayList<>();
        private final List<String> blamedWrongly = new ArrayList<>();
        private final Map<Kind, Integer> kinds = new TreeMap<>();
        private int removed;
        private int exactly;

        void take(Removal removal, List<DeltaItem> items, Map<String, Verdict> verdicts, History history) {
            removed++;
            exactly += removal.isExact() ? 1 : 0;
            kinds.merge(removal.fact().kind(), 1, Integer::sum);
            Set<String> providers = removal.providers(history);
            if (items.stream().noneMatch(item -> isAbout(item, removal.fact()))) {
                unseenByAudit.add(removal.fact().toString());
            }
            for (DeltaItem item : items) {
                if (item.migrations().isEmpty() || !providers.containsAll(item.migrations())) {
                    blamedWrongly.add("audit: " + removal.fact() + ": " + item);
                }
            }
            List<String> blaming = new ArrayList<>();
            verdicts.forEach((file, verdict) -> {
                if (!missing(verdict).isEmpty()) {
                    blaming.add(file);
                }
                missing(verdict).stream()
                        .filter(fact -> !removal.provides(history, file, fact))
                        .forEach(fact -> blamedWrongly.add("baseline: " + removal.fact() + ": " + file + " " + fact));
            });
            if (blaming.isEmpty()) {
                unseenByBaseline.add(removal.fact().toString());
            }
        }

        /** Of a table that is missing as a whole nothing else is told. */
        private static boolean isAbout(DeltaItem item, SchemaFact fact) {
            boolean itself =
                    item.kind().equals(fact.kind().words()) && item.name().equals(fact.name());
            return itself || (item.name().equals(fact.table()) && item.second().isEmpty());
        }

        @Override
        public String toString() {
            return removed + " facts removed in turn " + kinds + ", " + exactly + " of them alone; audit saw "
                    + (removed - unseenByAudit.size()) + ", baseline saw " + (removed - unseenByBaseline.size())
                    + ", blamed wrongly " + blamedWrongly.size();
        }
    }

    private static Set<SchemaFact> missing(Verdict verdict) {
        if (verdict instanceof Verdict.Absent absent) {
            return absent.missing().keySet();
        }
        return verdict instanceof Verdict.Partial partial ? partial.missing().keySet() : Set.of();
    }

    /** For each fact the mutation after which it is missing and least else. */
    private static Map<SchemaFact, Mutation> mutations(
            Mutable production, List<SchemaObject> objects, Set<SchemaFact> whole) throws SQLException {
        Map<SchemaFact, Mutation> best = new TreeMap<>();
        Map<SchemaFact, Integer> prices = new HashMap<>();
        for (SchemaObject object : objects) {
            for (String sql : variants(object)) {
                Mutation mutation = new Mutation(object, sql);
                if (production.mutate(mutation)) {
                    Set<SchemaFact> present = production.facts();
                    Set<SchemaFact> missing = new HashSet<>(whole);
                    missing.removeAll(present);
                    int price = missing.size() + present.size() - (whole.size() - missing.size());
                    for (SchemaFact fact : missing) {
                        if (price < prices.getOrDefault(fact, Integer.MAX_VALUE)) {
                            prices.put(fact, price);
                            best.put(fact, mutation);
                        }
                    }
                }
                production.restore();
            }
        }
        return best;
    }

    /** Left out, and for a table: without each of its items, and without each constraint of a column. */
    private static List<String> variants(SchemaObject object) {
        List<String> variants = new ArrayList<>(List.of(""));
        if (object.isTable()) {
            List<Token> tokens = Tokenizer.meaningfulTokens(object.sql());
            List<Span> items = items(tokens);
            for (Span item : items) {
                boolean first = item.equals(items.get(0));
                Span withComma = first ? new Span(item.from(), item.to() + 1) : new Span(item.from() - 1, item.to());
                if (items.size() > 1) {
                    variants.add(without(object.sql(), tokens, withComma));
                }
                parts(tokens, item).forEach(part -> variants.add(without(object.sql(), tokens, part)));
            }
        }
        return variants;
    }

    /** Tokens, from one to that before another one. */
    private record Span(int from, int to) {}

    /** What stands between the commas in the outermost brackets. */
    private static List<Span> items(List<Token> tokens) {
        List<Span> items = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int index = 0; index < tokens.size(); index++) {
            Token token = tokens.get(index);
            if (token.isOperator("(")) {
                depth++;
                start = depth == 1 && items.isEmpty() ? index + 1 : start;
            } else if (depth == 1 && (token.isOperator(",") || token.isOperator(")"))) {
                items.add(new Span(start, index));
                start = index + 1;
            }
            if (token.isOperator(")")) {
                depth--;
                if (depth == 0) {
                    break;
                }
            }
        }
        return items;
    }

    /** The constraints of one column that are facts, each from its keyword to the next one. */
    private static List<Span> parts(List<Token> tokens, Span item) {
        List<Integer> starts = new ArrayList<>();
        int depth = 0;
        for (int index = item.from() + 1; index < item.to(); index++) {
            Token token = tokens.get(index);
            if (depth == 0 && CONSTRAINTS.contains(token.folded())) {
                starts.add(index);
            }
            if (token.isOperator("(")) {
                depth++;
            } else if (token.isOperator(")")) {
                depth--;
            }
        }
        List<Span> parts = new ArrayList<>();
        for (int at = 0; at < starts.size(); at++) {
            if (FACTS.contains(tokens.get(starts.get(at)).folded())) {
                parts.add(new Span(starts.get(at), at + 1 < starts.size() ? starts.get(at + 1) : item.to()));
            }
        }
        return parts;
    }

    private static String without(String sql, List<Token> tokens, Span span) {
        return sql.substring(0, tokens.get(span.from()).offset()) + " "
                + sql.substring(tokens.get(span.to()).offset());
    }

    /** A database of which one object can be taken out or replaced, and put back. */
    private static final class Mutable implements AutoCloseable {
        private static final List<String> TYPES = List.of("table", "index", "view", "trigger");

        private final Scratch scratch = new Scratch(BOOKS);
        private final LiveContents contents;
        private final Set<SchemaObject> original;

        Mutable(List<String> statements) throws SQLException {
            for (String statement : statements) {
                assertThat(scratch.run(statement)).as(statement).isEmpty();
            }
            contents = scratch.contents();
            original = Set.copyOf(contents.replayable());
        }

        Set<SchemaFact> facts() {
            return new HashSet<>(scratch.facts().facts());
        }

        List<String> statements() throws SQLException {
            return scratch.contents().replayable().stream()
                    .map(SchemaObject::sql)
                    .toList();
        }

        /** What can no more be made without what is missing stays away; false when the statement itself is refused. */
        boolean mutate(Mutation mutation) throws SQLException {
            SchemaObject object = mutation.object();
            assertThat(scratch.run("DROP " + object.type() + " \"" + object.name() + "\""))
                    .isEmpty();
            boolean made =
                    mutation.sql().isEmpty() || scratch.run(mutation.sql()).isEmpty();
            if (made && object.isTable() && !mutation.sql().isEmpty()) {
                for (SchemaObject other : contents.replayable()) {
                    if (!other.isTable() && !other.name().equals(object.name()) && hangsOn(other, object)) {
                        scratch.run(other.sql());
                    }
                }
            }
            return made;
        }

        private static boolean hangsOn(SchemaObject other, SchemaObject table) {
            return SchemaObject.folded(other.table()).equals(SchemaObject.folded(table.name()));
        }

        /** As it was, whatever was tried in it meanwhile. */
        void restore() throws SQLException {
            List<SchemaObject> different = scratch.contents().replayable().stream()
                    .filter(object -> !original.contains(object))
                    .sorted(Comparator.comparing(object -> -TYPES.indexOf(object.type())))
                    .toList();
            if (!drop(different)) {
                // A trigger that lacks something forbids to drop the tables whose rows it would follow.
                assertThat(drop(scratch.contents().replayable().stream()
                                .filter(object -> object.type().equals("trigger"))
                                .toList()))
                        .isTrue();
                restore();
                return;
            }
            Set<SchemaObject> there = new HashSet<>(scratch.contents().replayable());
            for (SchemaObject object : contents.replayable()) {
                if (!there.contains(object)) {
                    assertThat(scratch.run(object.sql())).as(object.sql()).isEmpty();
                }
            }
        }

        private boolean drop(List<SchemaObject> objects) throws SQLException {
            for (SchemaObject object : objects) {
                if (scratch.run("DROP " + object.type() + " \"" + object.name() + "\"")
                        .isPresent()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void close() throws SQLException {
            scratch.close();
        }
    }
}
