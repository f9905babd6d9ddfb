package com.pmerit.d4.cloudflare;

import java.util.Optional;

/**
 * What Cloudflare says of the token.
 *
 * @param id of the token, not its value
 * @param status {@code active}, {@code disabled} or {@code expired}
 * @param expiresOn when it ends, as Cloudflare writes it; empty for one that does not
 * @param ofAccount whether it belongs to an account and not to a user
 */
public record TokenStatus(String id, String status, Optional<String> expiresOn, boolean ofAccount) {
    /** Whether it can be used. */
    public boolean isActive() {
        return status.equals("active");
    }

    static TokenStatus ofUser(Envelope envelope) {
        return read(envelope.object(), false);
    }

    static TokenStatus ofAccount(Envelope envelope) {
        return read(envelope.object(), true);
    }

    private static TokenStatus read(Fields token, boolean ofAccount) {
        return new TokenStatus(token.text("id"), token.text("status"), token.optionalText("expires_on"), ofAccount);
    }
}
