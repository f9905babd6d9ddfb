package com.pmerit.d4.cloudflare;

import java.util.Optional;

/** The account's name under workers.dev: Workers answer at {@code https://{worker}.{subdomain}.workers.dev}. */
public final class Subdomain {
    private static final int NONE_REGISTERED = 10007;

    private final ApiCaller caller;
    private final AccountApi account;

    Subdomain(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** The name; empty when the account has not registered one. {@code GET /accounts/{a}/workers/subdomain}. */
    public ApiResult<Optional<String>> get() {
        ApiRequest request =
                caller.get("read the workers.dev subdomain of the account", account.path("workers", "subdomain"));
        ApiResult<Optional<String>> result =
                caller.call(request, envelope -> Optional.of(envelope.object().text("subdomain")));
        boolean none = result.failure()
                .filter(failure -> failure.hasCode(NONE_REGISTERED))
                .isPresent();
        return none ? new ApiResult.Ok<>(Optional.empty()) : result;
    }
}
