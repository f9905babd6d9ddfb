package com.pmerit.d4.cloudflare;

import java.util.List;

/**
 * A Pages project.
 *
 * @param name unique in the account
 * @param subdomain such as {@code shop.pages.dev}
 * @param domains all host names that it answers
 * @param productionBranch deployments of this branch are live
 */
public record PagesProject(String name, String subdomain, List<String> domains, String productionBranch) {
    /** Makes the list unchangeable. */
    public PagesProject {
        domains = List.copyOf(domains);
    }

    static PagesProject read(Fields project) {
        return new PagesProject(
                project.text("name"),
                project.text("subdomain"),
                project.texts("domains"),
                project.text("production_branch"));
    }
}
