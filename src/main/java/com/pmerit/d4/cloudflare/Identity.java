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
        return caller.call(caller.get("check the API token", "/user/tokens/verify"), TokenStatus::ofUser);
    }

    /** Checks a token that belongs to an account: {@code GET /accounts/{a}/tokens/verify}. */
    public ApiResult<TokenStatus> verifyAccountToken(AccountId account) {
        String path = ApiPath.of("accounts", account.value(), "tokens", "verify");
        return caller.call(caller.get("check the API token of account " + account, path), TokenStatus::ofAccount);
    }

    /** Checks the token, whoever it belongs to: only the right one of two addresses knows it. */
    public ApiResult<TokenStatus> verify(AccountId account) {
        ApiResult<TokenStatus> asUsers = verifyToken();
        return asUsers.failure()
                        .filter(ApiFailure.Unauthorized.class::isInstance)
                        .isPresent()
                ? verifyAccountToken(account)
                : asUsers;
    }

    /**
     * What the token may do, as the names of its permission groups, such as {@code Workers Scripts Write}, sorted; a group of which
     * Cloudflare tells no name is called by its id. Refused unless one of them is {@code API Tokens Read} (or
     * {@code Account API Tokens Read}), which tokens for releases rarely have: {@code GET /user/tokens/{id}} or
     * {@code GET /accounts/{a}/tokens/{id}}.
     */
    public ApiResult<List<String>> permissions(TokenStatus token, AccountId account) {
        String path = token.ofAccount()
                ? ApiPath.of("accounts", account.value(), "tokens", token.id())
                : ApiPath.of("user", "tokens", token.id());
        return caller.call(
                caller.get("read what the API token may do", path), envelope -> permissions(envelope.object()));
    }

    private static List<String> permissions(Fields token) {
        return token.objects("policies").stream()
                .filter(policy -> policy.text("effect").equals("allow"))
                .flatMap(policy -> policy.objects("permission_groups").stream())
                .map(group -> group.optionalText("name").orElseGet(() -> group.text("id")))
                .distinct()
                .sorted()
                .toList();
    }

    /** All accounts that the token sees: {@code GET /accounts}. */
    public ApiResult<List<Account>> accounts() {
        return pagination.numbered("list the accounts of the API token", "/accounts", Account::read);
    }
}
