package com.pmerit.d4.audit;

import java.util.List;

/**
 * What was found of the databases, the buckets and the sites.
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

    /** The sites that could not be read. */
    public List<SiteAudit.Unreadable> unreadableSites() {
        return environments.stream()
                .flatMap(environment -> environment.site().stream())
                .filter(SiteAudit.Unreadable.class::isInstance)
                .map(SiteAudit.Unreadable.class::cast)
                .toList();
    }

    /** How many sites are not what a release of d4 brought with the Worker that is live. */
    public int strays() {
        return (int) environments.stream()
                .flatMap(environment -> environment.site().stream())
                .filter(site -> site instanceof SiteAudit.Live live
                        && (!live.byD4() || live.kinship() instanceof SiteAudit.Kinship.Other))
                .count();
    }

    /** Whether there is anything that could differ: an environment to compare another with, or a site beside its Worker. */
    public boolean comparesSomething() {
        boolean schemas = environments.stream()
                .anyMatch(environment -> !environment.databases().isEmpty());
        boolean sites =
                environments.stream().anyMatch(environment -> environment.site().isPresent());
        return !deltas.isEmpty() || (sites && !schemas);
    }

    /** In how many places schemas differ; what could not be compared counts as one. */
    public int drift() {
        return deltas.stream()
                .mapToInt(delta -> delta.items().size() + (delta.trouble().isPresent() ? 1 : 0))
                .sum();
    }
}
