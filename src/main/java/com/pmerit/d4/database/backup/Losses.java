package com.pmerit.d4.database.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a database has now and will not have in the state of a dump. */
final class Losses {
    private Losses() {}

    /**
     * A line for each table whose rows differ, and for each migration that goes back.
     *
     * @param live as it is
     * @param copy of the state that is to come
     * @param now the names in the tracking table
     * @param then those in the dump
     */
    static List<String> between(Source live, Source copy, List<String> now, List<String> then) throws Unanswered {
        RowBags present = RowBags.of(live, new ShapeReader(live).read());
        RowBags past = RowBags.of(copy, new ShapeReader(copy).read());
        List<String> lines = new ArrayList<>();
        Set<String> tables = new TreeSet<>(present.tables());
        tables.addAll(past.tables());
        for (String table : tables) {
            if (!past.tables().contains(table)) {
                lines.add("table " + table + " goes, with its " + rows(present.rows(table)));
            } else if (!present.tables().contains(table)) {
                lines.add("table " + table + " comes back, with " + rows(past.rows(table)));
            } else {
                long lost = present.missingIn(past, table);
                long back = past.missingIn(present, table);
                if (lost + back > 0) {
                    lines.add("table " + table + ": " + rows(present.rows(table)) + " now, " + past.rows(table)
                            + " then; " + lost + " of now " + (lost == 1 ? "is" : "are") + " lost, " + back
                            + (back == 1 ? " comes" : " come") + " back");
                }
            }
        }
        now.stream()
                .filter(name -> !then.contains(name))
                .forEach(name -> lines.add("migration " + name + " goes back: it is pending again"));
        then.stream()
                .filter(name -> !now.contains(name))
                .forEach(name -> lines.add("migration " + name + " counts as applied again"));
        return lines;
    }

    static String rows(long count) {
        return count + (count == 1 ? " row" : " rows");
    }
}
