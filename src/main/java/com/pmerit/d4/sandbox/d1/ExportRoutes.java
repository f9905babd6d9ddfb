package com.pmerit.d4.sandbox.d1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/** Export: the first answer is complete already and names a URL to download from. Source: "Cloudflare API, D1, export". */
final class ExportRoutes {
    private final D1Store store;
    private final Clock clock;
    private final SignedFiles files = new SignedFiles("/__sandbox/d1/exports");

    ExportRoutes(D1Store store) {
        this.store = store;
        this.clock = store.clock();
    }

    void addTo(Router.Builder routes) {
        routes.api("POST", D1Routes.ONE + "/export", this::export);
        routes.open("GET", files.template(), this::download);
    }

    private Response export(Request request) throws IOException {
        StoredDatabase database = D1Routes.find(store, request);
        D1Dump dump = new D1Dump(options(request));
        ObjectNode result = Json.mapper().createObjectNode();
        try {
            Bookmark bookmark = database.currentBookmark();
            String text = dump.write(database);
            String name = database.metadata().uuid() + "-" + bookmark.text() + ".sql";
            Path file = database.workDirectory("exports").resolve(name);
            Files.writeString(file, text, StandardCharsets.UTF_8);
            result.put("success", true)
                    .put("type", "export")
                    .put("status", "complete")
                    .put("at_bookmark", bookmark.text());
            result.putArray("messages").add("Uploaded part 1");
            result.putObject("result")
                    .put("filename", name)
                    .put("signed_url", files.url(request, file, "", clock.instant()));
        } catch (D1Dump.NotExportable failure) {
            result.put("success", false).put("error", failure.getMessage());
        }
        return Response.result(result);
    }

    private static D1Dump.Options options(Request request) {
        Fields fields = new Fields(request.json(), "the export");
        if (!fields.text("output_format").equals("polling")) {
            throw Refusal.of(400, 7400, "output_format of an export must be polling");
        }
        fields.alsoKnown("current_bookmark", "dump_options");
        D1Dump.Options options = D1Dump.Options.EVERYTHING;
        if (fields.has("dump_options")) {
            Fields wanted = fields.object("dump_options");
            Set<String> tables = new HashSet<>(wanted.texts("tables"));
            options = new D1Dump.Options(!wanted.flag("no_schema", false), !wanted.flag("no_data", false), tables);
            wanted.refuseOthers();
        }
        fields.refuseOthers();
        return options;
    }

    private Response download(Request request) throws IOException {
        Path file = files.find(request, clock.instant()).file();
        if (!Files.exists(file)) {
            throw Refusal.of(404, 7404, "The export was deleted with its database");
        }
        return Response.bytes(200, "application/sql", Files.readAllBytes(file));
    }
}
