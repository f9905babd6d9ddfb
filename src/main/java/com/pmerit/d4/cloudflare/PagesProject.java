package com.pmerit.d4.cloudflare;

import java.util.List;
import java.util.Optional;

/**
 * A Pages project.
 *
 * @param name unique in the account
 * @param subdomain such as {@code shop.pages.dev}
 * @param domains all host names that it answers
 * @param productionBranch deployments of this branch are live
 * @param live the deployment that production answers with, if there is one
 * @param production how Functions of production run
 * @param preview how Functions of previews run
 */
public record PagesProject(
        String name,
        String subdomain,
        List<String> domains,
        String productionBranch,
        Optional<PagesDeployment> live,
        FunctionsRuntime production,
        FunctionsRuntime preview) {
    /** Makes the list unchangeable. */
    public PagesProject {
        domains = List.copyOf(domains);
    }

    /**
     * How Functions run.
     *
     * @param compatibilityDate such as {@code 2026-04-01}, when the project states one
     * @param compatibilityFlags such as {@code nodejs_compat}
     */
    public record FunctionsRuntime(Optional<String> compatibilityDate, List<String> compatibilityFlags) {
        /** Makes the list unchangeable. */
        public FunctionsRuntime {
            compatibilityFlags = List.copyOf(compatibilityFlags);
        }
    }

    static PagesProject read(Fields project) {
        return new PagesProject(
                project.text("name"),
                project.text("subdomain"),
                project.texts("domains"),
                project.text("production_branch"),
                project.optionalObject("canonical_deployment").map(PagesDeployment::read),
                runtime(project, "production"),
                runtime(project, "preview"));
    }

    private static FunctionsRuntime runtime(Fields project, String environment) {
        Optional<Fields> config =
                project.optionalObject("deployment_configs").flatMap(configs -> configs.optionalObject(environment));
        return new FunctionsRuntime(
                config.flatMap(found -> found.optionalText("compatibility_date")),
                config.map(found -> found.texts("compatibility_flags")).orElse(List.of()));
    }
}
