package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** One Pages project; its deployment configurations are kept as they came. */
record PagesProject(String id, String name, String productionBranch, String createdOn, ObjectNode deploymentConfigs) {

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
}
