package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Identity;
import com.pmerit.d4.cloudflare.TokenStatus;
import java.util.Optional;

/**
 * Tries the API token once before a goal begins, so that one that is refused is told of in one sentence with its source,
 * and not by every gate in turn.
 */
final class TokenCheck {
    private final Identity identity;
    private final AccountId account;

    TokenCheck(Identity identity, AccountId account) {
        this.identity = identity;
        this.account = account;
    }

    /**
     * Why the token is of no use, if it is not.
     *
     * @param source where the token comes from
     */
    Optional<String> trouble(String source) {
        return status().fold(
                        status -> status.isActive()
                                ? Optional.empty()
                                : Optional.of("the API token from " + source + " is " + status.status()
                                        + ". Make a new one in the dashboard (My Profile, API Tokens)."),
                        failure -> Optional.of(failure.message()));
    }

    /** A token belongs to a user or to an account, and only the right one of two addresses knows it. */
    private ApiResult<TokenStatus> status() {
        ApiResult<TokenStatus> asUsers = identity.verifyToken();
        return asUsers.failure()
                        .filter(ApiFailure.Unauthorized.class::isInstance)
                        .isPresent()
                ? identity.verifyAccountToken(account)
                : asUsers;
    }
}
