package com.pmerit.d4.cloudflare;

/** KV namespaces. */
public final class Namespaces {
    private final ApiCaller caller;
    private final AccountApi account;

    Namespaces(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** The title of one namespace by its id. {@code GET /accounts/{a}/storage/kv/namespaces/{id}}. */
    public ApiResult<String> title(String namespaceId) {
        ApiRequest request = caller.get(
                "read KV namespace " + namespaceId, account.path("storage", "kv", "namespaces", namespaceId));
        return caller.call(request, envelope -> envelope.object().text("title"));
    }
}
