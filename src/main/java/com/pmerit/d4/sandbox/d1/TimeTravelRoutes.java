package com.pmerit.d4.sandbox.d1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Bookmarks and restores. Source: "Cloudflare API, D1, time_travel". */
final class TimeTravelRoutes {
    private final D1Store store;

    TimeTravelRoutes(D1Store store) {
        this.store = store;
    }

    void addTo(Router.Builder routes) {
        routes.api("GET", D1Routes.ONE + "/time_travel/bookmark", this::bookmark);
        routes.api("POST", D1Routes.ONE + "/time_travel/restore", this::restore);
    }

    private Response bookmark(Request request) throws IOException {
        StoredDatabase database = D1Routes.find(store, request);
        Optional<Instant> time = timestamp(request);
        Bookmark bookmark = time.isPresent() ? at(database, time.get()) : database.keepBookmark();
        return Response.result(Json.mapper().createObjectNode().put("bookmark", bookmark.text()));
    }

    private Response restore(Request request) throws IOException {
        StoredDatabase database = D1Routes.find(store, request);
        Optional<String> named = request.queryValue("bookmark");
        Optional<Instant> time = timestamp(request);
        if (named.isPresent() == time.isPresent()) {
            throw Refusal.of(400, 7400, "Give either a bookmark or a timestamp to restore to");
        }
        Bookmark wanted = named.isPresent() ? parse(database, named.get()) : at(database, time.orElseThrow());
        Bookmark previous = database.keepBookmark();
        Bookmark restored = database.restore(wanted)
                .orElseThrow(() -> Refusal.of(
                        400, 7500, "The embedded Cloudflare keeps no copy of the state at bookmark " + wanted));
        ObjectNode result = Json.mapper().createObjectNode();
        result.put("bookmark", restored.text())
                .put("previous_bookmark", previous.text())
                .put(
                        "message",
                        "Restored database from " + previous + " to " + wanted
                                + ". This can be undone by restoring to the previous bookmark.");
        return Response.result(result);
    }

    private static Bookmark parse(StoredDatabase database, String text) {
        return Bookmark.parse(database.metadata().uuid(), text)
                .orElseThrow(() -> Refusal.of(400, 7400, "Invalid bookmark: " + text));
    }

    private static Bookmark at(StoredDatabase database, Instant time) throws IOException {
        return database.bookmarkAt(time)
                .orElseThrow(
                        () -> Refusal.of(400, 7500, "The embedded Cloudflare keeps no copy of the state at " + time));
    }

    private static Optional<Instant> timestamp(Request request) {
        Optional<String> text = request.queryValue("timestamp").filter(value -> !value.isEmpty());
        try {
            return text.map(value -> OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException malformed) {
            throw Refusal.of(400, 7400, "Invalid timestamp, an RFC 3339 one is expected: " + text.orElse(""));
        }
    }
}
