package com.pmerit.d4.database.lint;

import com.pmerit.d4.sql.SchemaChange;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFact.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The schema that the files make, as far as they were followed. */
final class KnownSchema {
    private static final Pattern NO_NAME = Pattern.compile("[^\\p{Alnum}_$]+");

    private final Map<String, Set<SchemaFact>> factsOfTables = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();

    /** Follows the next file. */
    void apply(SchemaChange change) {
        for (SchemaFact fact : change.removed()) {
            factsOfTables.getOrDefault(fact.table(), new TreeSet<>()).remove(fact);
            namesOf(fact).forEach(name -> names.merge(name, -1, Integer::sum));
        }
        for (SchemaFact fact : change.added()) {
            factsOfTables
                    .computeIfAbsent(fact.table(), table -> new TreeSet<>())
                    .add(fact);
            namesOf(fact).forEach(name -> names.merge(name, 1, Integer::sum));
        }
    }

    /** All facts of one table. */
    Set<SchemaFact> of(String table) {
        return factsOfTables.getOrDefault(table, Set.of());
    }

    /** All facts of some tables, as they are now. */
    Set<SchemaFact> of(Collection<String> tables) {
        Set<SchemaFact> facts = new TreeSet<>();
        tables.forEach(table -> facts.addAll(of(table)));
        return facts;
    }

    /** The foreign keys of all tables, in order. */
    Set<SchemaFact> foreignKeys() {
        Set<SchemaFact> keys = new TreeSet<>();
        for (Set<SchemaFact> facts : factsOfTables.values()) {
            facts.stream().filter(fact -> fact.kind() == Kind.FOREIGN_KEY).forEach(keys::add);
        }
        return keys;
    }

    /** Whether a table, column, index, trigger or what a view mentions is called so. */
    boolean hasName(String name) {
        return names.getOrDefault(name, 0) > 0;
    }

    /** The names that a fact gives, in lower case. */
    static Set<String> namesOf(SchemaFact fact) {
        Set<String> names = new TreeSet<>(List.of(fact.table()));
        switch (fact.kind()) {
            case COLUMN -> names.add(fact.name().substring(fact.table().length() + 1));
            case INDEX, TRIGGER -> names.add(fact.name());
            // Their columns are no facts; what their text mentions may be one.
            case VIRTUAL_TABLE, VIEW ->
                names.addAll(List.of(NO_NAME.split(fact.definition().replace("\"", ""))));
            default -> {}
        }
        return names;
    }
}
