package com.pmerit.d4.sandbox.runtime;

import java.util.List;
import java.util.Locale;

/**
 * The host that a request asks for.
 *
 * @param authority as it was asked, with the port if there was one
 * @param names the host names to look up, best first, in lower case without a port
 * @param scheme what the Worker shall see in {@code request.url}: Cloudflare's hosts are met by https, but a browser on this machine
 *     comes by http, and would be led out of the sandbox by a URL that says otherwise
 */
record Host(String authority, List<String> names, String scheme) {
    private static final String LOCAL = ".localhost";

    Host {
        names = List.copyOf(names);
    }

    /** Reads a Host header. {@code x.localhost} stands for {@code x.workers.dev}, and for {@code x} itself: a custom domain, or
     * {@code site.pages.dev}. */
    static Host of(String authority) {
        String name =
                authority.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "").replaceFirst("\\.$", "");
        if (name.endsWith(LOCAL)) {
            String inner = name.substring(0, name.length() - LOCAL.length());
            return new Host(authority, List.of(inner + ".workers.dev", inner), "http");
        }
        return new Host(authority, List.of(name), "https");
    }
}
