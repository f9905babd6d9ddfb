package com.pmerit.d4.audit;

import com.pmerit.d4.sql.TableModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that only one schema has and one that only the other has, which may be the same under another name: a candidate for
 * a human, nothing is proven by it.
 *
 * @param first its name in the first schema
 * @param second its name in the second schema
 * @param alike the columns that have the same name in both
 * @param onlyFirst the other columns of the first
 * @param onlySecond the other columns of the second
 */
public record Likeness(
        String first, String second, List<String> alike, List<String> onlyFirst, List<String> onlySecond) {
    private static final int FEWEST = 2;

    /** Copies the lists. */
    public Likeness {
        alike = List.copyOf(alike);
        onlyFirst = List.copyOf(onlyFirst);
        onlySecond = List.copyOf(onlySecond);
    }

    /** Finds, for each table that only the second schema has, the one of the first that it is most like. */
    static List<Likeness> between(Map<String, TableModel> first, Map<String, TableModel> second) {
        List<Likeness> found = new ArrayList<>();
        for (TableModel extra : without(second, first)) {
            without(first, second).stream()
                    .map(missing -> of(missing, extra))
                    .filter(Likeness::isLikely)
                    .max(Comparator.comparingDouble(Likeness::share))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** The one about a table that only the second schema has. */
    static Optional<Likeness> ofSecond(List<Likeness> likenesses, String table) {
        return likenesses.stream()
                .filter(likeness -> likeness.second().equalsIgnoreCase(table))
                .findFirst();
    }

    private static Collection<TableModel> without(Map<String, TableModel> tables, Map<String, TableModel> others) {
        return tables.entrySet().stream()
                .filter(table -> !others.containsKey(table.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Likeness of(TableModel missing, TableModel extra) {
        return new Likeness(
                missing.name(),
                extra.name(),
                stored(extra).stream()
                        .filter(name -> missing.column(name).isPresent())
                        .toList(),
                stored(missing).stream()
                        .filter(name -> extra.column(name).isEmpty())
                        .toList(),
                stored(extra).stream()
                        .filter(name -> missing.column(name).isEmpty())
                        .toList());
    }

    private static List<String> stored(TableModel table) {
        return table.columns().stream()
                .filter(column -> !column.generated())
                .map(TableModel.Column::name)
                .toList();
    }

    private boolean isLikely() {
        return alike.size() >= FEWEST && share() >= 0.5;
    }

    /** The part of all their columns that both have. */
    private double share() {
        return (double) alike.size() / (alike.size() + onlyFirst.size() + onlySecond.size());
    }
}
