package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One Pages project.
 *
 * @param subdomain what stands before {@code .pages.dev}: the name, unless another account had it first
 * @param deploymentConfigs for {@code production} and {@code preview} what Functions are bound to; a secret has the revision of its
 *     value in place of the value
 * @param live the id of the deployment that production answers with; empty when there is none
 * @param deployments oldest first
 * @param domains custom domains
 */
record PagesProject(
        String id,
        String name,
        String subdomain,
        String productionBranch,
        String createdOn,
        ObjectNode deploymentConfigs,
        String live,
        List<PagesDeployment> deployments,
        List<String> domains) {
    /** A state that was written before anything could be published has no more than the project itself. */
    PagesProject {
        subdomain = Objects.requireNonNullElse(subdomain, name);
        live = Objects.requireNonNullElse(live, "");
        deployments = List.copyOf(Objects.requireNonNullElse(deployments, List.of()));
        domains = List.copyOf(Objects.requireNonNullElse(domains, List.of()));
    }

    /** All projects of an account, by name. */
    record Projects(Map<String, PagesProject> byName) {
        Projects {
            byName = Map.copyOf(byName);
        }

        Projects with(PagesProject project) {
            Map<String, PagesProject> more = new TreeMap<>(byName);
            more.put(project.name(), project);
            return new Projects(more);
        }

        Projects without(String name) {
            Map<String, PagesProject> fewer = new TreeMap<>(byName);
            fewer.remove(name);
            return new Projects(fewer);
        }
    }

    String host() {
        return subdomain + ".pages.dev";
    }

    Optional<PagesDeployment> deployment(String wanted) {
        return deployments.stream()
                .filter(deployment -> deployment.id().equals(wanted))
                .findFirst();
    }

    /** The deployment that a branch's own host name leads to: its newest one that succeeded. */
    Optional<PagesDeployment> aliased(String alias) {
        return deployments.stream()
                .filter(PagesDeployment::succeeded)
                .filter(deployment ->
                        !deployment.production() && deployment.alias().equals(alias))
                .max(Comparator.comparing(PagesDeployment::createdOn));
    }

    /** Newest first. */
    List<PagesDeployment> newestFirst() {
        List<PagesDeployment> all = new ArrayList<>(deployments);
        all.sort(Comparator.comparing(PagesDeployment::createdOn).reversed());
        return all;
    }

    /** With one more deployment, which is live when it is of production and succeeded. */
    PagesProject with(PagesDeployment deployment) {
        List<PagesDeployment> more = new ArrayList<>(deployments);
        more.add(deployment);
        boolean goesLive = deployment.production() && deployment.succeeded();
        return changed(productionBranch, deploymentConfigs, goesLive ? deployment.id() : live, more, domains);
    }

    PagesProject without(PagesDeployment gone) {
        List<PagesDeployment> fewer = new ArrayList<>(deployments);
        fewer.remove(gone);
        return changed(productionBranch, deploymentConfigs, live, fewer, domains);
    }

    PagesProject withLive(PagesDeployment deployment) {
        return changed(productionBranch, deploymentConfigs, deployment.id(), deployments, domains);
    }

    PagesProject withSettings(String branch, ObjectNode configs) {
        return changed(branch, configs, live, deployments, domains);
    }

    PagesProject withDomains(List<String> others) {
        return changed(productionBranch, deploymentConfigs, live, deployments, others);
    }

    private PagesProject changed(
            String branch, ObjectNode configs, String live, List<PagesDeployment> deployments, List<String> domains) {
        return new PagesProject(id, name, subdomain, branch, createdOn, configs, live, deployments, domains);
    }
}
