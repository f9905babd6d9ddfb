package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.assets.AssetHash;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.pages.UploadTokens.Grant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The routes by which files come: outside of any account, with an upload token instead of the API token. */
final class UploadRoutes {
    private static final int MOST_FILES_AT_ONCE = 2000;
    private static final int MOST_BYTES = 25 * 1024 * 1024;
    private static final int MOST_BYTES_AT_ONCE = 40 * 1024 * 1024;

    private final Pages pages;

    UploadRoutes(Pages pages) {
        this.pages = pages;
    }

    void addTo(Router.Builder routes) {
        routes.api("GET", Pages.PROJECT + "/upload-token", this::token);
        routes.openApi("POST", "/pages/assets/check-missing", this::missing);
        routes.openApi("POST", "/pages/assets/upload", this::upload);
        routes.openApi("POST", "/pages/assets/upsert-hashes", this::keep);
    }

    /** One file of an upload. */
    private record Incoming(String hash, String contentType, Content content) {}

    private Response token(Request request) {
        AccountPages account = pages.of(request);
        Grant grant = new Grant(account.account(), account.project(request).id());
        ObjectNode token =
                Json.mapper().createObjectNode().put("jwt", pages.tokens().issue(grant));
        return Response.result(token);
    }

    private Response missing(Request request) throws IOException {
        String project = projectId(request);
        List<String> missing = new ArrayList<>();
        for (String hash : hashes(request)) {
            if (pages.shelf().find(project, hash).isEmpty()) {
                missing.add(hash);
            }
        }
        return Response.result(missing);
    }

    /** Files never expire here, so there is nothing to renew. */
    private Response keep(Request request) {
        projectId(request);
        hashes(request);
        return Response.result(null);
    }

    private Response upload(Request request) throws IOException {
        String project = projectId(request);
        JsonNode body = request.json();
        if (!body.isArray() || body.isEmpty() || body.size() > MOST_FILES_AT_ONCE) {
            throw PagesRefusals.invalid("an upload is an array of 1 to " + MOST_FILES_AT_ONCE + " files");
        }
        List<Incoming> files = new ArrayList<>();
        long size = 0;
        for (JsonNode node : body) {
            Incoming file = incoming(new Fields(node, "file"));
            size += file.content().size();
            files.add(file);
        }
        if (size > MOST_BYTES_AT_ONCE) {
            throw PagesRefusals.invalid("an upload has at most " + MOST_BYTES_AT_ONCE + " bytes, this one has " + size);
        }
        for (Incoming file : files) {
            pages.shelf().put(project, file.hash(), file.content(), file.contentType());
        }
        ObjectNode result = Json.mapper().createObjectNode().put("successful_key_count", files.size());
        result.putArray("unsuccessful_keys");
        return Response.result(result);
    }

    private static Incoming incoming(Fields file) {
        String hash = hash(file.text("key"));
        if (!file.flag("base64", false)) {
            throw PagesRefusals.invalid("file " + hash + " must be sent in Base64");
        }
        Fields metadata = file.object("metadata");
        String type = metadata.text("contentType");
        metadata.refuseOthers();
        Content content = Content.of(decode(hash, file.text("value")));
        file.refuseOthers();
        if (content.size() > MOST_BYTES) {
            throw PagesRefusals.invalid(
                    "file " + hash + " has " + content.size() + " bytes, at most " + MOST_BYTES + " are allowed");
        }
        return new Incoming(hash, type, content);
    }

    private static byte[] decode(String hash, String value) {
        try {
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException broken) {
            throw PagesRefusals.invalid("the value of file " + hash + " is not Base64");
        }
    }

    private static List<String> hashes(Request request) {
        Fields body = new Fields(request.json(), "request");
        List<String> hashes = body.texts("hashes");
        body.refuseOthers();
        hashes.forEach(UploadRoutes::hash);
        return hashes;
    }

    private static String hash(String text) {
        if (!AssetHash.isHash(text)) {
            throw PagesRefusals.invalid("'" + text + "' is not the hash of a file: 32 lower-case hex digits");
        }
        return text;
    }

    private String projectId(Request request) {
        Grant grant = pages.tokens().check(request.headers());
        return pages.account(grant.account())
                .byId(grant.projectId())
                .orElseThrow(() -> PagesRefusals.unauthorized("its project is gone"))
                .id();
    }
}
