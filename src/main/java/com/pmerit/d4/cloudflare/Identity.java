package com.pmerit.d4.cloudflare;

import java.util.List;

/** Who the token is and which accounts it sees. */
public final class Identity {
    private final ApiCaller caller;
    private final Pagination pagination;

    Identity(ApiCaller caller) {
        this.caller = caller;
        this.pagination = new Pagination(caller);
    }

    /** Checks a user's token: {@code GET /user/tokens/verify}. */
    public ApiResult<TokenStatus> verifyToken() {
        return caller.call(caller.get("check the API token", "/user/tokens/verify"), TokenStatus::read);
    }

    /** Checks a token that belongs to an account: {@code GET /accounts/{a}/tokens/verify}. */
    public ApiResult<TokenStatus> verifyAccountToken(AccountId account) {
        String path = ApiPath.of("accounts", account.value(), "tokens", "verify");
        return caller.call(caller.get("check the API token of account " + account, path), TokenStatus::read);
    }

    /** All accounts that the token sees: {@code GET /accounts}. */
    public ApiResult<List<Account>> accounts() {
        return pagination.numbered("list the accounts of the API token", "/accounts", Account::read);
    }

    /** The user's memberships: {@code GET /memberships}; a token that belongs to an account may not read them (code 9106 or 10000). */
    public ApiResult<List<Membership>> memberships() {
        return pagination.numbered("list the account memberships of the API token", "/memberships", Membership::read);
    }
}
