package com.pmerit.d4.cloudflare;

import java.util.List;

/** Secrets of a Worker's latest uploaded version: only their names can be read. They are set with an upload of a version. */
public final class Secrets {
    private final ApiCaller caller;
    private final AccountApi account;

    Secrets(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** The names. {@code GET …/scripts/{n}/secrets}. */
    public ApiResult<List<String>> list(String script) {
        ApiRequest request = caller.get(
                "list the secrets of Worker \"" + script + "\"", account.path("workers", "scripts", script, "secrets"));
        return caller.call(
                request,
                envelope -> envelope.objects().stream()
                        .map(secret -> secret.text("name"))
                        .toList());
    }
}
