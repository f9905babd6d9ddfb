package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.MultipartForm;
import com.pmerit.d4.sandbox.workers.Binding;
import com.pmerit.d4.sandbox.workers.BindingRules;
import com.pmerit.d4.sandbox.workers.ModuleKind;
import com.pmerit.d4.sandbox.workers.RunnableVersion;
import com.pmerit.d4.sandbox.workers.SecretValue;
import com.pmerit.d4.sandbox.workers.Upload;
import com.pmerit.d4.sandbox.workers.UploadReader;
import com.pmerit.d4.sandbox.workers.WorkerModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Worker of a deployment: {@code _worker.bundle}, a form within the form, made ready to run. */
final class FunctionsBundle {
    static final String ASSETS = "ASSETS";
    /** The field of the binding {@code ASSETS} that names the deployment whose files are meant. */
    static final String RESOURCE = "resource";

    private final Upload upload;

    private FunctionsBundle(Upload upload) {
        this.upload = upload;
    }

    /** Reads a bundle; its boundary is told by its first line only. */
    static FunctionsBundle read(Content bundle, UploadReader reader) {
        String text = bundle.text();
        int end = text.indexOf("\r\n");
        if (!text.startsWith("--") || end < 3) {
            throw PagesRefusals.invalid(PagesDeployment.BUNDLE + " must be a multipart form");
        }
        String type = "multipart/form-data; boundary=\"" + text.substring(2, end) + "\"";
        return new FunctionsBundle(reader.read(MultipartForm.parse(type, bundle)));
    }

    /** What it says itself that it is bound to. */
    List<JsonNode> bindings() {
        return upload.bindings();
    }

    String compatibilityDate() {
        return upload.compatibilityDate();
    }

    List<String> compatibilityFlags() {
        return upload.compatibilityFlags();
    }

    /** The modules but source maps, the entry module first. */
    List<WorkerModule> modules() {
        List<WorkerModule> modules = new ArrayList<>();
        for (WorkerModule module : upload.modules()) {
            if (module.kind() != ModuleKind.SOURCE_MAP) {
                modules.add(module.name().equals(upload.mainModule()) ? 0 : modules.size(), module);
            }
        }
        return modules;
    }

    /** All that is needed to run it for this deployment. */
    RunnableVersion runnable(AccountPages account, PagesProject project, PagesDeployment deployment) {
        Map<String, SecretValue> secrets = new LinkedHashMap<>();
        deployment
                .secrets()
                .forEach((name, revision) -> secrets.put(name, account.vault().value(name, revision)));
        Map<String, Binding> bindings = new LinkedHashMap<>();
        variables(project, deployment).forEach((name, value) -> add(bindings, text(name, value)));
        deployment.bindings().forEach(binding -> add(bindings, binding));
        add(bindings, object(ASSETS, "assets").put(RESOURCE, deployment.id()));
        return new RunnableVersion(
                account.account(),
                project.host(),
                deployment.id(),
                upload.mainModule(),
                modules(),
                deployment.compatibilityDate(),
                deployment.compatibilityFlags(),
                List.copyOf(bindings.values()),
                secrets,
                deployment.createdOn(),
                "",
                Optional.empty());
    }

    /** What Pages sets for every Function unless the project sets it (Pages documentation, "Build configuration"). */
    private static Map<String, String> variables(PagesProject project, PagesDeployment deployment) {
        return Map.of(
                "CF_PAGES",
                "1",
                "CF_PAGES_BRANCH",
                deployment.branch(),
                "CF_PAGES_COMMIT_SHA",
                deployment.commitHash(),
                "CF_PAGES_URL",
                "https://" + deployment.shortId() + "." + project.host());
    }

    private static void add(Map<String, Binding> bindings, ObjectNode binding) {
        String name = BindingRules.name(binding);
        bindings.put(name, new Binding(name, binding.path("type").asText(), binding));
    }

    private static ObjectNode text(String name, String value) {
        return object(name, "plain_text").put("text", value);
    }

    private static ObjectNode object(String name, String type) {
        return Json.mapper().createObjectNode().put("name", name).put("type", type);
    }
}
