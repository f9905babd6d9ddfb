package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.TokenStatus;
import java.util.Optional;

/**
 * Judges the API token once before a goal begins, so that one that is refused is told of in one sentence with its source,
 * and not by every gate in turn.
 */
final class TokenCheck {
    private TokenCheck() {}

    /**
     * Why the token is of no use, if it is not.
     *
     * @param verified what Cloudflare says of it
     * @param source where the token comes from
     */
    static Optional<String> trouble(ApiResult<TokenStatus> verified, String source) {
        return verified.fold(
                status -> status.isActive()
                        ? Optional.empty()
                        : Optional.of("the API token from " + source + " is " + status.status()
                                + ". Make a new one in the dashboard (My Profile, API Tokens)."),
                failure -> Optional.of(failure.message()));
    }
}
