package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.workers.AccountState.CustomDomain;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The state of an account for comparisons: versions by number instead of id, no times, secrets by name and by which setting they hold. */
final class Snapshot {
    private Snapshot() {}

    static ObjectNode of(AccountState state) {
        ObjectNode snapshot = Json.mapper().createObjectNode().put("subdomain", state.subdomain());
        ObjectNode scripts = snapshot.putObject("scripts");
        new TreeMap<>(state.scripts()).forEach((name, script) -> scripts.set(name, script(script)));
        ArrayNode domains = snapshot.putArray("domains");
        state.domains().stream()
                .sorted(Comparator.comparing(CustomDomain::hostname))
                .forEach(domain ->
                        domains.addObject().put("hostname", domain.hostname()).put("service", domain.service()));
        return snapshot;
    }

    private static ObjectNode script(Script script) {
        ObjectNode view = Json.mapper().createObjectNode();
        view.set("settings", script.settings());
        Map<String, Integer> revisions = new TreeMap<>();
        ArrayNode versions = view.putArray("versions");
        script.versions().forEach(version -> versions.add(version(version, revisions)));
        ArrayNode deployments = view.putArray("deployments");
        script.deployments().forEach(deployment -> deployments.add(deployment(script, deployment)));
        view.put("workers_dev", script.triggers().workersDev())
                .put("previews", script.triggers().previews());
        ArrayNode crons = view.putArray("crons");
        script.triggers().schedules().forEach(schedule -> crons.add(schedule.cron()));
        ArrayNode routes = view.putArray("routes");
        script.triggers().routes().forEach(routes::add);
        return view;
    }

    private static ObjectNode version(StoredVersion version, Map<String, Integer> revisions) {
        ObjectNode view = Json.mapper()
                .createObjectNode()
                .put("number", version.number())
                .put("source", version.source())
                .put("trigger", version.trigger())
                .put("etag", version.code().etag())
                .put("main_module", version.code().mainModule())
                .put("compatibility_date", version.code().compatibilityDate());
        ArrayNode flags = view.putArray("compatibility_flags");
        version.code().compatibilityFlags().forEach(flags::add);
        view.set("options", version.code().options());
        ObjectNode annotations = view.putObject("annotations");
        new TreeMap<>(version.annotations()).forEach(annotations::put);
        ObjectNode modules = view.putObject("modules");
        version.code().modules().stream()
                .sorted(Comparator.comparing(StoredVersion.ModuleReference::name))
                .forEach(module -> modules.putObject(module.name())
                        .put("kind", module.kind().name())
                        .put("sha256", module.sha256()));
        ObjectNode assets =
                view.putObject("assets").put("manifest", version.code().assets().manifest());
        assets.set("config", version.code().assets().config());
        ObjectNode bindings = view.putObject("bindings");
        version.bindings().stream()
                .sorted(Comparator.comparing(BindingRules::name))
                .forEach(binding -> bindings.set(BindingRules.name(binding), binding));
        ObjectNode secrets = view.putObject("secrets");
        new TreeMap<>(version.secrets())
                .forEach((name, revision) ->
                        secrets.put(name, revisions.computeIfAbsent(revision, unseen -> revisions.size() + 1)));
        return view;
    }

    private static ObjectNode deployment(Script script, StoredDeployment deployment) {
        ObjectNode view = Json.mapper().createObjectNode().put("source", deployment.source());
        ObjectNode annotations = view.putObject("annotations");
        new TreeMap<>(deployment.annotations()).forEach(annotations::put);
        ObjectNode shares = view.putObject("versions");
        deployment
                .shares()
                .forEach(share -> script.version(share.versionId())
                        .ifPresent(version -> shares.put(String.valueOf(version.number()), share.percentage())));
        return view;
    }
}
