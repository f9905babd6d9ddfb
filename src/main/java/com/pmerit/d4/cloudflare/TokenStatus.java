package com.pmerit.d4.cloudflare;

/**
 * What Cloudflare says of the token.
 *
 * @param id of the token, not its value
 * @param status {@code active}, {@code disabled} or {@code expired}
 */
public record TokenStatus(String id, String status) {
    /** Whether it can be used. */
    public boolean isActive() {
        return status.equals("active");
    }

    static TokenStatus read(Envelope envelope) {
        return new TokenStatus(envelope.object().text("id"), envelope.object().text("status"));
    }
}
