package com.pmerit.d4.audit;

import java.util.List;

/**
 * The databases of one environment.
 *
 * @param name of the environment
 * @param databases in the order of their bindings
 */
public record EnvironmentAudit(String name, List<DatabaseAudit> databases) {
    /** Copies the list. */
    public EnvironmentAudit {
        databases = List.copyOf(databases);
    }
}
