package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.assets.AssetShelf.Arrival;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.pages.UploadTokens.Grant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The routes by which files come: outside of any account, with an upload token instead of the API token. */
final class UploadRoutes {
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
        List<Arrival> files = UploadBody.read(request.body());
        pages.shelf().put(project, files);
        ObjectNode result = Json.mapper().createObjectNode().put("successful_key_count", files.size());
        result.putArray("unsuccessful_keys");
        return Response.result(result);
    }

    private static List<String> hashes(Request request) {
        Fields body = new Fields(request.json(), "request");
        List<String> hashes = body.texts("hashes");
        body.refuseOthers();
        hashes.forEach(UploadBody::hash);
        return hashes;
    }

    private String projectId(Request request) {
        Grant grant = pages.tokens().check(request.headers());
        return pages.account(grant.account())
                .byId(grant.projectId())
                .orElseThrow(() -> PagesRefusals.unauthorized("its project is gone"))
                .id();
    }
}
