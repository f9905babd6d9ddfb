package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.workers.BindingRules;
import com.pmerit.d4.sandbox.workers.WorkerModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The projects of an account for comparisons: no ids, no times, secrets by name, Functions by their code. */
final class PagesSnapshot {
    private final PublishedSites sites;
    private final Publisher publisher;

    PagesSnapshot(PublishedSites sites, Publisher publisher) {
        this.sites = sites;
        this.publisher = publisher;
    }

    ObjectNode of(AccountPages account) throws IOException {
        ObjectNode snapshot = Json.mapper().createObjectNode();
        for (PagesProject project : new TreeMap<>(account.projects().byName()).values()) {
            snapshot.set(project.name(), project(project));
        }
        return snapshot;
    }

    private ObjectNode project(PagesProject project) throws IOException {
        ObjectNode view = Json.mapper().createObjectNode().put("production_branch", project.productionBranch());
        ArrayNode domains = view.putArray("domains");
        project.domains().stream().sorted().forEach(domains::add);
        view.set("deployment_configs", DeploymentConfigs.view(project.deploymentConfigs()));
        ArrayNode deployments = view.putArray("deployments");
        for (PagesDeployment deployment : project.deployments()) {
            deployments.add(deployment(deployment).put("live", deployment.id().equals(project.live())));
        }
        return view;
    }

    private ObjectNode deployment(PagesDeployment deployment) throws IOException {
        ObjectNode view = Json.mapper()
                .createObjectNode()
                .put("environment", deployment.environment())
                .put("branch", deployment.branch())
                .put("commit_hash", deployment.commitHash())
                .put("commit_message", deployment.commitMessage())
                .put("commit_dirty", deployment.commitDirty())
                .put("succeeded", deployment.succeeded());
        ObjectNode manifest = view.putObject("manifest");
        new TreeMap<>(sites.manifest(deployment)).forEach(manifest::put);
        for (String name : List.of(PagesDeployment.HEADERS, PagesDeployment.REDIRECTS)) {
            view.put(name, publisher.text(deployment.parts(), name));
        }
        if (deployment.part(PagesDeployment.ROUTES).isPresent()) {
            String routes = publisher.text(deployment.parts(), PagesDeployment.ROUTES);
            view.set(PagesDeployment.ROUTES, Json.parse(routes.getBytes(StandardCharsets.UTF_8)));
        }
        Optional<FunctionsBundle> functions =
                deployment.succeeded() ? publisher.functions(deployment) : Optional.empty();
        functions.ifPresent(bundle -> view.set("functions", functions(deployment, bundle)));
        return view;
    }

    /** The entry module without its name, which wrangler makes up anew each time. */
    private static JsonNode functions(PagesDeployment deployment, FunctionsBundle bundle) {
        ObjectNode view = Json.mapper().createObjectNode().put("compatibility_date", deployment.compatibilityDate());
        deployment.compatibilityFlags().forEach(view.putArray("compatibility_flags")::add);
        ObjectNode modules = view.putObject("modules");
        List<WorkerModule> all = bundle.modules();
        view.put("main", all.get(0).content().sha256());
        all.stream()
                .skip(1)
                .sorted(Comparator.comparing(WorkerModule::name))
                .forEach(module -> modules.put(module.name(), module.content().sha256()));
        ObjectNode bindings = view.putObject("bindings");
        deployment.bindings().stream()
                .sorted(Comparator.comparing(BindingRules::name))
                .forEach(binding -> bindings.set(BindingRules.name(binding), binding));
        return view;
    }
}
