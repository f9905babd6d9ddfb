package com.pmerit.d4.database.backup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What takes a live database's own objects away, so that a dump can be run on it in the same transaction. */
final class RestoreScript {
    private RestoreScript() {}

    /** Programs first, so that none of them runs; children before their parents, so that no foreign key acts. */
    static String clearing(Source live, Shape shape) throws Unanswered {
        StringBuilder script = new StringBuilder("PRAGMA defer_foreign_keys = TRUE;\n");
        for (String type : List.of("trigger", "view")) {
            shape.others().stream()
                    .filter(other -> other.type().equals(type))
                    .forEach(other -> script.append("DROP ")
                            .append(type)
                            .append(' ')
                            .append(Names.quoted(other.name()))
                            .append(";\n"));
        }
        for (Table table : childrenFirst(live, shape)) {
            script.append("DROP TABLE ").append(table.quoted()).append(";\n");
        }
        return script.toString();
    }

    private static List<Table> childrenFirst(Source live, Shape shape) throws Unanswered {
        List<Table> left = new ArrayList<>(shape.tables());
        List<String> queries = left.stream()
                .map(table -> "SELECT \"table\" FROM pragma_foreign_key_list(" + Names.literal(table.name()) + ")")
                .toList();
        List<List<List<String>>> parents = queries.isEmpty() ? List.of() : live.ask(queries);
        List<Set<String>> needed = new ArrayList<>();
        parents.forEach(rows -> {
            Set<String> names = new HashSet<>();
            rows.forEach(row -> names.add(Names.folded(row.get(0))));
            needed.add(names);
        });
        // A full-text index and what looks into it: the looking one was made later.
        List<Table> ordered = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int index = left.size() - 1; index >= 0; index--) {
            open.add(index);
        }
        while (!open.isEmpty()) {
            int next = open.stream()
                    .filter(index -> open.stream()
                            .noneMatch(other -> !other.equals(index)
                                    && needed.get(other)
                                            .contains(
                                                    Names.folded(left.get(index).name()))))
                    .findFirst()
                    .orElse(open.get(0));
            open.remove(Integer.valueOf(next));
            ordered.add(left.get(next));
        }
        return ordered;
    }
}
