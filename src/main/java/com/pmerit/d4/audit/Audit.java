package com.pmerit.d4.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What was found of all environments, side by side.
 *
 * @param environments in release order
 * @param deltas of each environment and the one before it, binding by binding
 * @param secrets by name, when the Workers were looked at
 * @param token what the API tells of the token, when it was asked
 */
public record Audit(
        List<EnvironmentAudit> environments,
        List<Delta> deltas,
        Optional<SecretsAudit> secrets,
        Optional<TokenAudit> token) {
    /** Copies the lists. */
    public Audit {
        environments = List.copyOf(environments);
        deltas = List.copyOf(deltas);
    }

    /** One of databases, buckets and sites alone. */
    public Audit(List<EnvironmentAudit> environments, List<Delta> deltas) {
        this(environments, deltas, Optional.empty(), Optional.empty());
    }

    /** All that was found, the heaviest first; of equal ones, in the order of the environments. */
    public List<AuditFinding> findings() {
        return new Findings(this).all();
    }

    /** The databases that could not be read. */
    public List<DatabaseAudit.Unreadable> unreadable() {
        return each(DatabaseAudit.Unreadable.class, environment -> environment.databases().stream());
    }

    /** The buckets that are not there or could not be read. */
    public List<BucketAudit.Unreadable> unreadableBuckets() {
        return each(BucketAudit.Unreadable.class, environment -> environment.buckets().stream());
    }

    /** The sites that could not be read. */
    public List<SiteAudit.Unreadable> unreadableSites() {
        return each(SiteAudit.Unreadable.class, environment -> environment.site().stream());
    }

    private <T> List<T> each(Class<T> kind, Function<EnvironmentAudit, Stream<?>> of) {
        return environments.stream()
                .flatMap(of)
                .filter(kind::isInstance)
                .map(kind::cast)
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

    /** Whether there is anything that could differ: an environment to compare another with, or a site or Worker beside the POM. */
    public boolean comparesSomething() {
        boolean schemas = environments.stream()
                .anyMatch(environment -> !environment.databases().isEmpty());
        boolean others = environments.stream()
                .anyMatch(environment ->
                        environment.site().isPresent() || environment.worker().isPresent());
        return !deltas.isEmpty() || (others && !schemas);
    }

    /** In how many places schemas differ; what could not be compared counts as one. */
    public int drift() {
        return deltas.stream()
                .mapToInt(delta -> delta.items().size() + (delta.trouble().isPresent() ? 1 : 0))
                .sum();
    }
}
