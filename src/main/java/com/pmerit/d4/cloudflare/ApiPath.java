package com.pmerit.d4.cloudflare;

import org.apache.hc.core5.net.PercentCodec;

/** Builds paths out of names that may hold anything. */
final class ApiPath {
    private ApiPath() {}

    /** {@code /a/b/c} with each segment percent-encoded. */
    static String of(String... segments) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException(
                        "\"" + segment + "\" cannot be the name or id of anything at Cloudflare (in " + path + "/…)");
            }
            path.append('/');
            PercentCodec.RFC3986.encode(path, segment);
        }
        return path.toString();
    }

    static String encoded(String value) {
        return PercentCodec.RFC3986.encode(value);
    }
}
