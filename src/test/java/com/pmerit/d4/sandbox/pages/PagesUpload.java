package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.assets.AssetHash;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes the project {@code site} by the API, as a client does. */
final class PagesUpload {
    static final String PROJECT = "/pages/projects/site";

    private final Api api;
    private final URI base;

    PagesUpload(Api api, URI base) {
        this.api = api;
        this.base = base;
    }

    String token() throws IOException, InterruptedException {
        return api.get(PROJECT + "/upload-token").result().path("jwt").asText();
    }

    /** Calls one of the three routes for files with a token. */
    Api.Answer assets(String token, String step, JsonNode body) throws IOException, InterruptedException {
        return api.send(HttpRequest.newBuilder(URI.create(base + "/pages/assets/" + step))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofByteArray(Json.write(body))));
    }

    static ObjectNode hashes(String... hashes) {
        ObjectNode body = Json.mapper().createObjectNode();
        List.of(hashes).forEach(body.putArray("hashes")::add);
        return body;
    }

    static ArrayNode file(String hash, byte[] bytes, String type) {
        ArrayNode files = Json.mapper().createArrayNode();
        files.addObject()
                .put("key", hash)
                .put("value", Base64.getEncoder().encodeToString(bytes))
                .put("base64", true)
                .putObject("metadata")
                .put("contentType", type);
        return files;
    }

    /** Uploads files, given as text by path, and gives their manifest. */
    ObjectNode upload(Map<String, String> files) throws IOException, InterruptedException {
        String token = token();
        ObjectNode manifest = Json.mapper().createObjectNode();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Content content = Content.of(file.getValue());
            String hash = AssetHash.of(content, AssetHash.extension(file.getKey()));
            assets(token, "upload", file(hash, content.bytes(), "text/html")).result();
            manifest.put(file.getKey(), hash);
        }
        return manifest;
    }

    /** Makes a deployment of a manifest with other parts, given as text by name. */
    Api.Answer deploy(ObjectNode manifest, Map<String, String> parts) throws IOException, InterruptedException {
        List<Part> form = new ArrayList<>();
        Map<String, String> all = new LinkedHashMap<>(parts);
        all.put("manifest", manifest.toString());
        all.forEach((name, text) -> form.add(new Part(name, Optional.empty(), Optional.empty(), Content.of(text))));
        return api.form("POST", PROJECT + "/deployments", form);
    }

    /** Publishes one page on a branch; no branch is production. Gives the deployment. */
    JsonNode publish(String page, String branch) throws IOException, InterruptedException {
        return deploy(
                        upload(Map.of("/index.html", page)),
                        branch.isEmpty() ? Map.of() : Map.of("branch", branch, "commit_hash", "c0ffee"))
                .result();
    }
}
