package com.pmerit.d4.audit;

import java.util.List;

/**
 * The databases and buckets of one environment.
 *
 * @param name of the environment
 * @param databases in the order of their bindings
 * @param buckets in the order of their bindings
 */
public record EnvironmentAudit(String name, List<DatabaseAudit> databases, List<BucketAudit> buckets) {
    /** Copies the lists. */
    public EnvironmentAudit {
        databases = List.copyOf(databases);
        buckets = List.copyOf(buckets);
    }

    /** An environment without buckets. */
    public EnvironmentAudit(String name, List<DatabaseAudit> databases) {
        this(name, databases, List.of());
    }
}
