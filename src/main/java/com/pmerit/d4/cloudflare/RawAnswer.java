package com.pmerit.d4.cloudflare;

import java.util.Optional;

/**
 * An answer as it came over the wire. Not a record: it holds bytes.
 */
final class RawAnswer {
    private final int status;
    private final byte[] body;
    private final Head head;

    RawAnswer(int status, Head head, byte[] body) {
        this.status = status;
        this.head = head;
        this.body = body;
    }

    int status() {
        return status;
    }

    Head head() {
        return head;
    }

    /** The body; not to be changed. */
    byte[] body() {
        return body;
    }

    /**
     * The headers that matter here.
     *
     * @param contentType empty when there was none
     * @param ray {@code cf-ray}, as it was sent
     * @param mitigated {@code cf-mitigated}, as it was sent
     * @param retryAfter as it was sent
     * @param etag as it was sent
     * @param entrypoint {@code cf-entrypoint}, the name of the module that a downloaded Worker begins with
     */
    record Head(
            String contentType,
            Optional<String> ray,
            Optional<String> mitigated,
            Optional<String> retryAfter,
            Optional<String> etag,
            Optional<String> entrypoint) {}
}
