package com.pmerit.d4.sql;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which tables point to a name, so that it is not asked of every table; all in lower case. */
final class TableLinks {
    private final Map<String, Set<String>> tablesOfNames = new HashMap<>();

    void add(String table, Set<String> names) {
        names.forEach(name ->
                tablesOfNames.computeIfAbsent(name, each -> new TreeSet<>()).add(table));
    }

    void remove(String table, Set<String> names) {
        names.forEach(name -> tablesOfNames.getOrDefault(name, new TreeSet<>()).remove(table));
    }

    /** The tables that point to a name. */
    Set<String> to(String name) {
        return Collections.unmodifiableSet(tablesOfNames.getOrDefault(name, Set.of()));
    }
}
