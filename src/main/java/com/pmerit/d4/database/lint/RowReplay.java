package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.lint.Replay.Effect;
import com.pmerit.d4.database.lint.Replay.Failure;
import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFact.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Runs all files once more with a row in every table, and counts. All values of all rows are one number, so that each row
 * refers to the one row of its parent and nobody else; checks are switched off, for the number satisfies few.
 */
final class RowReplay {
    private static final String CANARY = "987654321";
    private static final List<String> SEEDING =
            List.of("PRAGMA defer_foreign_keys=ON", "PRAGMA ignore_check_constraints=ON");
    private static final Set<String> MAY_LOSE_ROWS = Set.of("drop", "delete", "replace", "update", "insert", "with");
    private static final Set<String> DEFINITIONS = Set.of("create", "alter", "drop");

    /** D1 takes 100 columns of a result. */
    private static final int COUNTS_A_QUESTION = 90;

    private final Set<String> seeded = new TreeSet<>();

    /**
     * What a file did to rows.
     *
     * @param lost tables that are still there and had more rows before, with the number of rows before and after
     * @param failure of a definition that runs on empty tables and fails on these
     */
    record Rows(Map<String, List<Long>> lost, Optional<Failure> failure) {}

    /** What all files did, and the tables at the end that took no row. */
    record Ran(List<Rows> rows, List<String> unseeded) {}

    /**
     * Runs the files.
     *
     * @param effects what each did to the schema
     * @return what each did to rows, in the same order, and the tables that took no row
     */
    static Ran of(List<Effect> effects) throws SQLException {
        RowReplay replay = new RowReplay();
        List<Rows> rows = new ArrayList<>();
        try (D1Database scratch = D1Database.inMemory()) {
            for (Effect effect : effects) {
                rows.add(replay.run(scratch, effect));
                replay.seed(scratch, effect);
            }
        }
        return new Ran(rows, replay.unseeded(effects));
    }

    private List<String> unseeded(List<Effect> effects) {
        return effects.isEmpty()
                ? List.of()
                : effects.get(effects.size() - 1).after().stream()
                        .filter(fact -> fact.kind() == Kind.TABLE && !seeded.contains(fact.name()))
                        .map(SchemaFact::name)
                        .toList();
    }

    private Rows run(D1Database scratch, Effect effect) throws SQLException {
        boolean counts = effect.script().pieces().stream().anyMatch(piece -> MAY_LOSE_ROWS.contains(piece.word(0)));
        Map<String, Long> before = counts ? counted(scratch, seeded) : Map.of();
        Optional<Failure> failure = Replay.run(scratch, effect.script());
        seeded.removeIf(table -> !effect.exists(table));
        Map<String, List<Long>> lost = new TreeMap<>();
        if (counts && failure.isEmpty()) {
            counted(scratch, seeded).forEach((table, after) -> {
                long had = before.getOrDefault(table, 0L);
                if (after < had) {
                    lost.put(table, List.of(had, after));
                }
            });
        }
        return new Rows(lost, failure.filter(failed -> effect.failure().isEmpty() && isDefinition(failed)));
    }

    /** What data statements do depends on values, of which these are none to go by. */
    private static boolean isDefinition(Failure failure) {
        return failure.piece()
                .filter(piece -> DEFINITIONS.contains(piece.word(0)))
                .isPresent();
    }

    private void seed(D1Database scratch, Effect effect) throws SQLException {
        List<String> inserts = new ArrayList<>();
        Map<String, List<SchemaFact>> columns = new TreeMap<>();
        for (SchemaFact fact : effect.after()) {
            if (fact.kind() == Kind.COLUMN && !seeded.contains(fact.table())) {
                columns.computeIfAbsent(fact.table(), table -> new ArrayList<>())
                        .add(fact);
            }
        }
        columns.forEach((table, facts) -> inserts.add(insert(table, facts)));
        if (inserts.isEmpty()) {
            return;
        }
        List<String> request = new ArrayList<>(SEEDING);
        request.addAll(inserts);
        if (runs(scratch, request)) {
            seeded.addAll(columns.keySet());
            return;
        }
        for (Map.Entry<String, List<SchemaFact>> table : columns.entrySet()) {
            // A table that takes no row of this kind, by a trigger for instance, stays empty and is not judged.
            List<String> one = new ArrayList<>(SEEDING);
            one.add(insert(table.getKey(), table.getValue()));
            if (runs(scratch, one)) {
                seeded.add(table.getKey());
            }
        }
    }

    private static boolean runs(D1Database scratch, List<String> request) throws SQLException {
        return scratch.run(request.stream().map(D1Statement::of).toList()) instanceof D1Outcome.Committed;
    }

    private static String insert(String table, List<SchemaFact> columns) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (SchemaFact column : columns) {
            if (!column.definition().contains(" as (") && !column.definition().startsWith("as (")) {
                names.add(quoted(column.name().substring(table.length() + 1)));
                values.add(column.definition().startsWith("blob") ? "x'09'" : CANARY);
            }
        }
        return "INSERT OR IGNORE INTO " + quoted(table) + " (" + String.join(", ", names) + ") VALUES ("
                + String.join(", ", values) + ")";
    }

    private static Map<String, Long> counted(D1Database scratch, Set<String> tables) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        List<String> all = List.copyOf(tables);
        for (int from = 0; from < all.size(); from += COUNTS_A_QUESTION) {
            List<String> some = all.subList(from, Math.min(all.size(), from + COUNTS_A_QUESTION));
            String question = "SELECT "
                    + String.join(
                            ", ",
                            some.stream()
                                    .map(table -> "(SELECT count(*) FROM " + quoted(table) + ")")
                                    .toList());
            if (scratch.run(List.of(D1Statement.of(question))) instanceof D1Outcome.Committed committed) {
                List<?> row = committed.results().get(0).rows().get(0);
                for (int index = 0; index < some.size(); index++) {
                    counts.put(some.get(index), ((Number) row.get(index)).longValue());
                }
            }
        }
        return counts;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
