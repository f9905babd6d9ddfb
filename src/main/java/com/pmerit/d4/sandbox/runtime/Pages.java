package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.http.Response;
import java.nio.charset.StandardCharsets;

/** What the edge itself answers when no Worker does. */
final class Pages {
    private static final String TEXT = "text/plain; charset=UTF-8";

    private Pages() {}

    /** Nobody answers at this host. */
    static Response nothingHere() {
        return page(404, "text/html; charset=UTF-8", """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark">
                <title>There is nothing here yet</title>
                </head>
                <body><main><h1>There is nothing here yet</h1>
                <p>No Worker and no Pages site of this embedded Cloudflare answers at this host.</p></main></body>
                </html>
                """);
    }

    /** The Worker threw (Cloudflare's error 1101). */
    static Response exception() {
        return page(500, TEXT, "error code: 1101");
    }

    /** The Worker cannot run here; a person must see why. */
    static Response cannotRun(String script, String reason) {
        return page(503, TEXT, "The embedded Cloudflare cannot run " + script + ". " + reason + "\n");
    }

    /** What only the real Cloudflare does. */
    static Response notEmulated(String what) {
        return page(501, TEXT, "The embedded Cloudflare does not do " + what + ".\n");
    }

    private static Response page(int status, String type, String text) {
        return Response.bytes(status, type, text.getBytes(StandardCharsets.UTF_8));
    }
}
