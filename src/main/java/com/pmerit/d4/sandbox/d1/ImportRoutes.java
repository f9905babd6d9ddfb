package com.pmerit.d4.sandbox.d1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Result;
import com.pmerit.d4.sql.D1Script;
import com.pmerit.d4.sql.D1Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Import: {@code init} gives a URL to upload to, {@code ingest} runs the file as one transaction and answers when it is
 * done. Source: "Cloudflare API, D1, import".
 */
final class ImportRoutes {
    private final D1Store store;
    private final Clock clock;
    private final SignedFiles files = new SignedFiles("/__sandbox/d1/imports");

    ImportRoutes(D1Store store) {
        this.store = store;
        this.clock = store.clock();
    }

    void addTo(Router.Builder routes) {
        routes.api("POST", D1Routes.ONE + "/import", this::act);
        routes.open("PUT", files.template(), this::upload);
    }

    private Response act(Request request) throws IOException {
        StoredDatabase database = D1Routes.find(store, request);
        Fields fields = new Fields(request.json(), "the import");
        String action = fields.text("action");
        return switch (action) {
            case "init" -> init(request, database, fields);
            case "ingest" -> ingest(database, fields);
            case "poll" -> poll(fields);
            default -> throw Refusal.of(400, 7400, "Unknown action of an import: " + action);
        };
    }

    private Response init(Request request, StoredDatabase database, Fields fields) throws IOException {
        String etag = etag(fields);
        fields.refuseOthers();
        Path file = file(database, etag);
        ObjectNode result = Json.mapper().createObjectNode();
        result.put("filename", file.getFileName().toString())
                .put("upload_url", files.url(request, file, etag, clock.instant()));
        return Response.result(result);
    }

    private Response upload(Request request) throws IOException {
        SignedFiles.Signed signed = files.find(request, clock.instant());
        byte[] bytes = request.body().bytes();
        String etag = DigestUtils.md5Hex(bytes);
        if (!etag.equals(signed.etag())) {
            throw Refusal.of(400, 7400, "The upload has the MD5 " + etag + ", but " + signed.etag() + " was announced");
        }
        Files.write(signed.file(), bytes);
        return Response.bytes(200, "text/plain", new byte[0]).header("ETag", '"' + etag + '"');
    }

    private Response ingest(StoredDatabase database, Fields fields) throws IOException {
        String etag = etag(fields);
        String name = fields.text("filename");
        fields.refuseOthers();
        Path file = file(database, etag);
        if (!file.getFileName().toString().equals(name) || !Files.exists(file)) {
            throw Refusal.of(400, 7400, "The file " + name + " was not uploaded");
        }
        List<D1Statement> statements = D1Script.statements(Files.readString(file, StandardCharsets.UTF_8), List.of());
        D1Outcome outcome = database.run(statements);
        Files.delete(file);
        ObjectNode result = Json.mapper().createObjectNode();
        result.put("type", "import")
                .put("at_bookmark", database.currentBookmark().text());
        result.putArray("messages").add("Processed " + statements.size() + " queries.");
        if (outcome instanceof D1Outcome.Committed committed) {
            result.put("success", true).put("status", "complete").putArray("errors");
            complete(result.putObject("result"), database, committed.results());
        } else if (outcome instanceof D1Outcome.RolledBack failure) {
            result.put("success", false).put("status", "error").put("error", failure.message());
            result.putArray("errors").add(failure.message());
        }
        return Response.result(result);
    }

    /** An import is over when its ingest is answered, so there is never one to wait for. */
    private static Response poll(Fields fields) {
        fields.text("current_bookmark");
        fields.refuseOthers();
        return Response.result(Json.mapper()
                .createObjectNode()
                .put("success", false)
                .put("error", "Not currently importing anything."));
    }

    private static void complete(ObjectNode result, StoredDatabase database, List<D1Result> results)
            throws IOException {
        result.put("final_bookmark", database.keepBookmark().text()).put("num_queries", results.size());
        ResultTotals.of(results).ifPresent(total -> result.set("meta", ResultJson.meta(total)));
    }

    private static Path file(StoredDatabase database, String etag) throws IOException {
        return database.workDirectory("imports").resolve(etag + ".sql");
    }

    private static String etag(Fields fields) {
        String etag = fields.text("etag");
        if (!etag.matches("[0-9a-f]{32}")) {
            throw Refusal.of(400, 7400, "The etag of an import is the MD5 of the file in lower-case hex");
        }
        return etag;
    }
}
