package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import java.util.Map;

/** What the API shows of scripts, versions and deployments. */
final class Views {
    static final String AUTHOR_ID = "d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4";
    static final String AUTHOR_EMAIL = "sandbox@d4.invalid";
    private static final int STARTUP_MILLIS = 1;

    private Views() {}

    static ObjectNode version(Script script, StoredVersion version) {
        ObjectNode view = summary(version);
        ObjectNode resources = view.putObject("resources");
        bindings(resources.putArray("bindings"), version);
        resources
                .putObject("script")
                .put("etag", version.code().etag())
                .put("last_deployed_from", script.lastDeployedFrom())
                .putArray("handlers")
                .add("fetch");
        runtime(resources.putObject("script_runtime"), version);
        view.put("startup_time_ms", STARTUP_MILLIS);
        return view;
    }

    static ObjectNode summary(StoredVersion version) {
        ObjectNode view =
                Json.mapper().createObjectNode().put("id", version.id()).put("number", version.number());
        view.putObject("metadata")
                .put("created_on", version.createdOn())
                .put("modified_on", version.createdOn())
                .put("source", version.source())
                .put("author_id", AUTHOR_ID)
                .put("author_email", AUTHOR_EMAIL)
                .put("has_preview", true);
        texts(view.putObject("annotations").put("workers/triggered_by", version.trigger()), version.annotations());
        return view;
    }

    static ObjectNode deployment(StoredDeployment deployment) {
        ObjectNode view = Json.mapper()
                .createObjectNode()
                .put("id", deployment.id())
                .put("source", deployment.source())
                .put("strategy", "percentage")
                .put("author_email", AUTHOR_EMAIL)
                .put("created_on", deployment.createdOn());
        texts(view.putObject("annotations"), deployment.annotations());
        ArrayNode versions = view.putArray("versions");
        deployment
                .shares()
                .forEach(share -> versions.addObject()
                        .put("version_id", share.versionId())
                        .put("percentage", share.percentage()));
        return view;
    }

    /** The answer to a script upload. */
    static ObjectNode script(Script script, StoredVersion version) {
        ObjectNode view = Json.mapper()
                .createObjectNode()
                .put("id", script.name())
                .put("tag", script.tag())
                .put("etag", version.code().etag())
                .put("created_on", script.createdOn())
                .put("modified_on", script.modifiedOn())
                .put("last_deployed_from", script.lastDeployedFrom())
                .put("deployment_id", version.id().replace("-", ""))
                .put("pipeline_hash", version.code().etag())
                .put("mutable_pipeline_id", script.tag())
                .put("usage_model", "standard")
                .put("startup_time_ms", STARTUP_MILLIS);
        view.putArray("handlers").add("fetch");
        view.set("tags", script.settings().path("tags"));
        return view;
    }

    /** Settings of the latest version together with those that are not versioned. */
    static ObjectNode settings(Script script, StoredVersion version) {
        ObjectNode view = Json.mapper().createObjectNode();
        bindings(view.putArray("bindings"), version);
        runtime(view, version);
        view.setAll(scriptSettings(script));
        return view;
    }

    static ObjectNode scriptSettings(Script script) {
        ObjectNode view = Json.mapper().createObjectNode().put("logpush", false);
        view.putNull("tail_consumers");
        view.putObject("observability").put("enabled", false);
        view.putArray("tags");
        view.setAll(script.settings());
        return view;
    }

    static ObjectNode subdomain(Script script) {
        return Json.mapper()
                .createObjectNode()
                .put("enabled", script.triggers().workersDev())
                .put("previews_enabled", script.triggers().previews());
    }

    static ArrayNode bindings(ArrayNode target, StoredVersion version) {
        version.bindings().forEach(target::add);
        return target;
    }

    private static void runtime(ObjectNode target, StoredVersion version) {
        if (!version.code().compatibilityDate().isEmpty()) {
            target.put("compatibility_date", version.code().compatibilityDate());
        }
        ArrayNode flags = target.putArray("compatibility_flags");
        version.code().compatibilityFlags().forEach(flags::add);
        target.put("usage_model", "standard");
        target.setAll(version.code().options());
    }

    private static void texts(ObjectNode target, Map<String, String> texts) {
        texts.forEach(target::put);
    }
}
