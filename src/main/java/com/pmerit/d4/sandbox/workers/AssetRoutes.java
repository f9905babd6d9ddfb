package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.assets.AssetShelf.Arrival;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.workers.AssetSessions.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The routes by which a Worker's static files come. */
final class AssetRoutes {
    private static final int MOST_FILES = 20_000;
    private static final long MOST_BYTES = 25L * 1024 * 1024;
    private static final long MOST_BYTES_AT_ONCE = 40L * 1024 * 1024;
    private static final String BEARER = "Bearer ";
    /** What clients send for a file that is to be served without a Content-Type. */
    private static final String NO_TYPE = "application/null";

    private final Workers workers;
    private final AssetSessions sessions;

    AssetRoutes(Workers workers, AssetSessions sessions) {
        this.workers = workers;
        this.sessions = sessions;
    }

    void addTo(Router.Builder routes) {
        routes.api("POST", "/accounts/{account}/workers/scripts/{script}/assets-upload-session", this::open);
        routes.openApi("POST", "/accounts/{account}/workers/assets/upload", this::upload);
    }

    private Response open(Request request) throws IOException {
        Session session = sessions.open(
                workers.of(request).account(),
                ScriptRoutes.name(request),
                AssetSessions.manifest(request.json(), MOST_FILES, MOST_BYTES));
        ArrayNode buckets = sessions.buckets(session, MOST_BYTES_AT_ONCE);
        ObjectNode result = Json.mapper().createObjectNode().put("jwt", sessions.token(session, buckets.isEmpty()));
        result.set("buckets", buckets);
        return Response.result(result);
    }

    private Response upload(Request request) throws IOException {
        String header = request.headers().first("authorization").orElse("");
        Session session = sessions.session(header.startsWith(BEARER) ? header.substring(BEARER.length()) : "", false);
        if (!session.account().equals(request.account())) {
            throw WorkerRefusals.invalid("the upload session belongs to another account");
        }
        if (!request.queryFlag("base64")) {
            throw WorkerRefusals.unsupported("an upload of files that are not in Base64");
        }
        List<Arrival> arrivals = new ArrayList<>();
        for (Part part : request.form().parts()) {
            String type =
                    part.contentType().filter(known -> !known.equals(NO_TYPE)).orElse("");
            arrivals.add(new Arrival(part.name(), Content.of(decode(part)), type));
        }
        sessions.put(session, arrivals);
        ObjectNode result = Json.mapper().createObjectNode();
        if (sessions.isComplete(session)) {
            result.put("jwt", sessions.token(session, true));
        }
        return Response.result(result);
    }

    private static byte[] decode(Part part) {
        try {
            return Base64.getDecoder().decode(part.text());
        } catch (IllegalArgumentException broken) {
            throw WorkerRefusals.invalid("the file " + part.name() + " is not Base64");
        }
    }
}
