package com.pmerit.d4.sandbox.assets;

import com.pmerit.d4.sandbox.http.Request;
import java.util.Locale;
import java.util.Optional;

/**
 * A request for a static file.
 *
 * @param method upper case
 * @param host the site's host name, lower case, without a port
 * @param path as it is in the URL, in normal form, without the query
 * @param search the query as it is in the URL, with its question mark; empty when there is none
 * @param known the validator in {@code If-None-Match}
 * @param special whether the request has an {@code Authorization} or {@code Range} header
 */
public record Visit(String method, String host, String path, String search, Optional<String> known, boolean special) {
    /** The visit that a Worker pays its own files by a binding. */
    public static Visit of(Request request) {
        String host = request.headers().first("host").orElse("").replaceFirst(":[0-9]+$", "");
        boolean special = request.headers().first("authorization").isPresent()
                || request.headers().first("range").isPresent();
        Optional<String> known = request.headers().first("if-none-match");
        return of(request.method(), host, request.path() + request.search(), known, special);
    }

    /** Whether the visitor has this file already. */
    boolean knows(StoredAsset asset) {
        return known.filter(tag -> tag.equals(asset.tag()) || tag.equals("W/" + asset.tag()))
                .isPresent();
    }

    /**
     * A visit as it is on the wire.
     *
     * @param target path and query
     */
    public static Visit of(String method, String host, String target, Optional<String> known, boolean special) {
        int mark = target.indexOf('?');
        String path = (mark < 0 ? target : target.substring(0, mark)).replace('\\', '/');
        return new Visit(
                method.toUpperCase(Locale.ROOT),
                host,
                UrlPath.normal(path.startsWith("/") ? path : "/" + path),
                mark < 0 ? "" : target.substring(mark),
                known,
                special);
    }
}
