package com.pmerit.d4.database.baseline;

import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFact.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that a schema lacks.
 *
 * @param what by kind and name, such as {@code table orders}; of a table that is missing nothing else is told
 * @param providers every file that provides it, in order
 */
public record Missing(String what, List<String> providers) {
    private static final Set<Kind> HOLDERS = Set.of(Kind.TABLE, Kind.VIRTUAL_TABLE, Kind.VIEW);

    /** Copies the list. */
    public Missing {
        providers = List.copyOf(providers);
    }

    /** What is missing, each with every file that provides it. */
    public static List<Missing> of(Map<SchemaFact, List<String>> facts) {
        Set<String> holders = facts.keySet().stream()
                .filter(fact -> HOLDERS.contains(fact.kind()))
                .map(SchemaFact::name)
                .collect(Collectors.toSet());
        List<Missing> missing = new ArrayList<>();
        facts.forEach((fact, providers) -> {
            if (HOLDERS.contains(fact.kind()) || !holders.contains(fact.table())) {
                missing.add(new Missing(fact.kind().words() + " " + fact.name(), providers));
            }
        });
        return missing;
    }

    /** In words, such as {@code table orders (0009_orders.sql)}. */
    public String words() {
        return what + (providers.isEmpty() ? "" : " (" + String.join(", ", providers) + ")");
    }
}
