package com.pmerit.d4.audit;

import java.util.List;
import java.util.Optional;

/**
 * What one environment has.
 *
 * @param name of the environment
 * @param databases in the order of their bindings
 * @param buckets in the order of their bindings
 * @param site the front end, when d4 publishes it
 * @param worker the Worker, when it was looked at
 */
public record EnvironmentAudit(
        String name,
        List<DatabaseAudit> databases,
        List<BucketAudit> buckets,
        Optional<SiteAudit> site,
        Optional<WorkerAudit> worker) {
    /** Copies the lists. */
    public EnvironmentAudit {
        databases = List.copyOf(databases);
        buckets = List.copyOf(buckets);
    }

    /** An environment whose Worker was not looked at. */
    public EnvironmentAudit(
            String name, List<DatabaseAudit> databases, List<BucketAudit> buckets, Optional<SiteAudit> site) {
        this(name, databases, buckets, site, Optional.empty());
    }

    /** An environment whose site d4 does not publish. */
    public EnvironmentAudit(String name, List<DatabaseAudit> databases, List<BucketAudit> buckets) {
        this(name, databases, buckets, Optional.empty());
    }

    /** An environment with databases alone. */
    public EnvironmentAudit(String name, List<DatabaseAudit> databases) {
        this(name, databases, List.of());
    }
}
