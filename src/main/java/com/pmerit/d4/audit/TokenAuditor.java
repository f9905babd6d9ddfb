package com.pmerit.d4.audit;

import com.pmerit.d4.audit.TokenAudit.Rights;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Identity;
import com.pmerit.d4.cloudflare.TokenStatus;
import java.util.Optional;

/** Asks who the API token is and what it may do. Two requests, of which the first is spared when it was made before. */
public final class TokenAuditor {
    private final Identity identity;
    private final AccountId account;
    private final Optional<TokenStatus> known;

    /**
     * Prepares it.
     *
     * @param known what Cloudflare said of the token before
     */
    public TokenAuditor(Identity identity, AccountId account, Optional<TokenStatus> known) {
        this.identity = identity;
        this.account = account;
        this.known = known;
    }

    TokenAudit look() {
        ApiResult<TokenStatus> status =
                known.<ApiResult<TokenStatus>>map(ApiResult.Ok::new).orElseGet(() -> identity.verify(account));
        return status.fold(
                token -> new TokenAudit.Known(token.status(), token.expiresOn(), rights(token)),
                failure -> new TokenAudit.Unknown(failure.message()));
    }

    private Rights rights(TokenStatus token) {
        return identity.permissions(token, account)
                .fold(
                        Rights.Told::new,
                        failure -> new Rights.NotTold(
                                failure instanceof ApiFailure.Unauthorized
                                        ? "a token without the right API Tokens Read may not read itself"
                                        : failure.message()));
    }
}
