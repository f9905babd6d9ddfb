package com.pmerit.d4.audit;

import java.util.List;

/**
 * What was found of the databases and buckets.
 *
 * @param environments in release order
 * @param deltas of each environment and the one before it, binding by binding
 */
public record Audit(List<EnvironmentAudit> environments, List<Delta> deltas) {
    /** Copies the lists. */
    public Audit {
        environments = List.copyOf(environments);
        deltas = List.copyOf(deltas);
    }

    /** The databases that could not be read. */
    public List<DatabaseAudit.Unreadable> unreadable() {
        return environments.stream()
                .flatMap(environment -> environment.databases().stream())
                .filter(DatabaseAudit.Unreadable.class::isInstance)
                .map(DatabaseAudit.Unreadable.class::cast)
                .toList();
    }

    /** The buckets that are not there or could not be read. */
    public List<BucketAudit.Unreadable> unreadableBuckets() {
        return environments.stream()
                .flatMap(environment -> environment.buckets().stream())
                .filter(BucketAudit.Unreadable.class::isInstance)
                .map(BucketAudit.Unreadable.class::cast)
                .toList();
    }

    /** In how many places schemas differ; what could not be compared counts as one. */
    public int drift() {
        return deltas.stream()
                .mapToInt(delta -> delta.items().size() + (delta.trouble().isPresent() ? 1 : 0))
                .sum();
    }
}
