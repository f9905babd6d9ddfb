package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.workers.Binding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the Pages API shows of projects and deployments. */
final class PagesViews {
    private static final List<String> STAGES = List.of("queued", "initialize", "clone_repo", "build", "deploy");

    private PagesViews() {}

    static ObjectNode project(PagesProject project) {
        ObjectNode view = Json.mapper()
                .createObjectNode()
                .put("id", project.id())
                .put("name", project.name())
                .put("subdomain", project.host())
                .put("production_branch", project.productionBranch())
                .put("created_on", project.createdOn());
        ArrayNode domains = view.putArray("domains").add(project.host());
        project.domains().forEach(domains::add);
        Optional<PagesDeployment> latest =
                project.deployments().stream().max(Comparator.comparing(PagesDeployment::createdOn));
        put(view, "latest_deployment", project, latest);
        put(view, "canonical_deployment", project, project.deployment(project.live()));
        view.set("deployment_configs", DeploymentConfigs.view(project.deploymentConfigs()));
        return view;
    }

    static ObjectNode deployment(PagesProject project, PagesDeployment deployment) {
        ObjectNode view = Json.mapper()
                .createObjectNode()
                .put("id", deployment.id())
                .put("short_id", deployment.shortId())
                .put("project_id", project.id())
                .put("project_name", project.name())
                .put("environment", deployment.environment())
                .put("url", "https://" + deployment.shortId() + "." + project.host())
                .put("production_branch", project.productionBranch())
                .put("created_on", deployment.createdOn())
                .put("modified_on", deployment.createdOn())
                .put("is_skipped", false)
                .put("uses_functions", deployment.part(PagesDeployment.BUNDLE).isPresent());
        List<String> aliases = aliases(project, deployment);
        if (aliases.isEmpty()) {
            view.putNull("aliases");
        } else {
            aliases.forEach(view.putArray("aliases")::add);
        }
        ArrayNode stages = view.putArray("stages");
        STAGES.forEach(name -> stages.add(stage(deployment, name)));
        view.set("latest_stage", stage(deployment, "deploy"));
        view.putObject("deployment_trigger")
                .put("type", "ad_hoc")
                .putObject("metadata")
                .put("branch", deployment.branch())
                .put("commit_hash", deployment.commitHash())
                .put("commit_message", deployment.commitMessage())
                .put("commit_dirty", deployment.commitDirty());
        view.set("env_vars", variables(deployment));
        return view;
    }

    static ObjectNode log(PagesDeployment deployment) {
        ObjectNode view = Json.mapper()
                .createObjectNode()
                .put("total", deployment.log().size())
                .put("includes_container_logs", false);
        ArrayNode data = view.putArray("data");
        deployment.log().forEach(line -> data.addObject().put("line", line).put("ts", deployment.createdOn()));
        return view;
    }

    /** The hosts besides its own that lead to a deployment now. */
    static List<String> aliases(PagesProject project, PagesDeployment deployment) {
        if (deployment.production()) {
            return deployment.id().equals(project.live())
                    ? project.domains().stream()
                            .map(domain -> "https://" + domain)
                            .toList()
                    : List.of();
        }
        return project.aliased(deployment.alias()).filter(deployment::equals).isPresent()
                ? List.of("https://" + deployment.alias() + "." + project.host())
                : List.of();
    }

    private static void put(ObjectNode view, String name, PagesProject project, Optional<PagesDeployment> deployment) {
        view.set(name, deployment.map(found -> deployment(project, found)).orElse(null));
    }

    private static ObjectNode stage(PagesDeployment deployment, String name) {
        boolean failed = name.equals("deploy") && !deployment.succeeded();
        return Json.mapper()
                .createObjectNode()
                .put("name", name)
                .put("started_on", deployment.createdOn())
                .put("ended_on", deployment.createdOn())
                .put("status", failed ? "failure" : "success");
    }

    private static ObjectNode variables(PagesDeployment deployment) {
        ObjectNode view = Json.mapper().createObjectNode();
        for (ObjectNode binding : deployment.bindings()) {
            String type = binding.path("type").asText();
            if (type.equals("plain_text") || type.equals(Binding.SECRET_TEXT)) {
                view.putObject(binding.path("name").asText())
                        .put("type", type)
                        .put("value", binding.path("text").asText());
            }
        }
        return view;
    }
}
