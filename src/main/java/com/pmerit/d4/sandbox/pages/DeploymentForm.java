package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.assets.AssetHash;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.MultipartForm;
import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The form with which a deployment is made. */
final class DeploymentForm {
    static final String CONFIG_HASH = "wrangler_config_hash";

    /** What is kept with the deployment. */
    private static final List<String> FILES = List.of(
            PagesDeployment.HEADERS,
            PagesDeployment.REDIRECTS,
            PagesDeployment.ROUTES,
            PagesDeployment.BUNDLE,
            "functions-filepath-routing-config.json");

    private static final Set<String> FIELDS = Set.of(
            PagesDeployment.MANIFEST,
            "branch",
            "commit_message",
            "commit_hash",
            "commit_dirty",
            CONFIG_HASH,
            "pages_build_output_dir");

    private static final int LONGEST_MESSAGE = 384;

    private final MultipartForm form;

    private DeploymentForm(MultipartForm form) {
        this.form = form;
    }

    static DeploymentForm read(MultipartForm form) {
        for (Part part : form.parts()) {
            if (part.name().equals("_worker.js")) {
                throw PagesRefusals.unsupported("a deployment with a bare _worker.js instead of _worker.bundle");
            }
            if (!FIELDS.contains(part.name()) && !FILES.contains(part.name())) {
                throw PagesRefusals.invalid("a deployment has an unknown field: " + part.name());
            }
        }
        DeploymentForm read = new DeploymentForm(form);
        if (read.text("commit_message").getBytes(StandardCharsets.UTF_8).length > LONGEST_MESSAGE) {
            throw PagesRefusals.invalid("commit_message has more than " + LONGEST_MESSAGE + " bytes");
        }
        if (!read.text("commit_dirty").matches("true|false|")) {
            throw PagesRefusals.invalid("commit_dirty must be true or false");
        }
        read.file(PagesDeployment.ROUTES).ifPresent(RoutesFile::parse);
        return read;
    }

    /** The hash of each file by its path. */
    Map<String, String> manifest() {
        Part part = form.part(PagesDeployment.MANIFEST).orElseThrow(PagesRefusals::noManifest);
        return manifest(part.content());
    }

    static Map<String, String> manifest(Content content) {
        JsonNode json = Json.parse(content.bytes());
        if (!json.isObject()) {
            throw PagesRefusals.invalid("the manifest must be a JSON object");
        }
        if (json.size() > UploadTokens.MOST_FILES) {
            throw PagesRefusals.invalid(
                    "a deployment has at most " + UploadTokens.MOST_FILES + " files, this one has " + json.size());
        }
        Map<String, String> manifest = new LinkedHashMap<>();
        json.properties().forEach(entry -> {
            if (!entry.getKey().startsWith("/")
                    || !AssetHash.isHash(entry.getValue().asText())) {
                throw PagesRefusals.invalid("'" + entry.getKey()
                        + "' of the manifest must be a path that starts with a slash, with the hash of a file");
            }
            manifest.put(entry.getKey(), entry.getValue().asText());
        });
        return manifest;
    }

    /** The files that are kept with the deployment, by name. */
    Map<String, Content> files() {
        Map<String, Content> files = new LinkedHashMap<>();
        FILES.forEach(name -> file(name).ifPresent(content -> files.put(name, content)));
        form.part(PagesDeployment.MANIFEST).ifPresent(part -> files.put(part.name(), part.content()));
        return files;
    }

    /** The text of a field; empty when it is not there. */
    String text(String name) {
        return form.part(name).map(Part::text).orElse("");
    }

    private Optional<Content> file(String name) {
        return form.part(name).map(Part::content);
    }
}
