package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One Worker.
 *
 * @param tag its immutable id
 * @param settings what is not versioned: logpush, observability, tail consumers, tags
 * @param versions oldest first
 * @param deployments oldest first
 */
record Script(
        String name,
        String tag,
        String createdOn,
        String modifiedOn,
        String lastDeployedFrom,
        ObjectNode settings,
        List<StoredVersion> versions,
        List<StoredDeployment> deployments,
        Triggers triggers) {
    Script {
        versions = List.copyOf(versions);
        deployments = List.copyOf(deployments);
    }

    /** How requests and times reach a script. */
    record Triggers(boolean workersDev, boolean previews, List<Schedule> schedules, List<ObjectNode> routes) {
        Triggers {
            schedules = List.copyOf(schedules);
            routes = List.copyOf(routes);
        }

        static Triggers none() {
            return new Triggers(false, false, List.of(), List.of());
        }

        Triggers withSubdomain(boolean enabled, boolean previewsEnabled) {
            return new Triggers(enabled, previewsEnabled, schedules, routes);
        }

        Triggers withSchedules(List<Schedule> other) {
            return new Triggers(workersDev, previews, other, routes);
        }

        Triggers withRoutes(List<ObjectNode> other) {
            return new Triggers(workersDev, previews, schedules, other);
        }
    }

    /** One cron trigger. */
    record Schedule(String cron, String createdOn, String modifiedOn) {}

    @JsonIgnore
    Optional<StoredVersion> latest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    @JsonIgnore
    Optional<StoredDeployment> active() {
        return deployments.isEmpty() ? Optional.empty() : Optional.of(deployments.get(deployments.size() - 1));
    }

    Optional<StoredVersion> version(String id) {
        return versions.stream().filter(version -> version.id().equals(id)).findFirst();
    }

    @JsonIgnore
    boolean latestIsDeployed() {
        return latest().isPresent()
                && active().isPresent()
                && active().get().is(latest().get().id());
    }

    Script with(StoredVersion version) {
        List<StoredVersion> more = new ArrayList<>(versions);
        more.add(version);
        return new Script(
                name, tag, createdOn, version.createdOn(), version.source(), settings, more, deployments, triggers);
    }

    Script with(StoredDeployment deployment) {
        List<StoredDeployment> more = new ArrayList<>(deployments);
        more.add(deployment);
        return new Script(name, tag, createdOn, modifiedOn, lastDeployedFrom, settings, versions, more, triggers);
    }

    Script with(Triggers other) {
        return new Script(name, tag, createdOn, modifiedOn, lastDeployedFrom, settings, versions, deployments, other);
    }

    Script with(ObjectNode otherSettings) {
        return new Script(
                name, tag, createdOn, modifiedOn, lastDeployedFrom, otherSettings, versions, deployments, triggers);
    }
}
