package com.pmerit.d4.cloudflare;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client, the scripted server that it talks to, and the virtual time that it waits in. */
final class ApiUnderTest implements AutoCloseable {
    static final String TOKEN = "v1.0-top$ecret/token+value==";
    static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    static final Limits SMALL =
            new Limits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(20), 100_000);

    final ScriptedServer server = new ScriptedServer();
    final VirtualTime time = new VirtualTime();
    final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    final CloudflareApi api;
    final AccountApi account;

    ApiUnderTest() {
        this(SMALL);
    }

    ApiUnderTest(Limits limits) {
        Credential credential = new Credential(SecretValue.of(TOKEN), "environment variable CLOUDFLARE_API_TOKEN");
        ApiSettings settings = new ApiSettings(server.url("/client/v4"), credential, Optional.empty(), limits, "1.2.3");
        api = new CloudflareApi(settings, time.waiting(), new Redactor(), exchanges::add);
        account = api.account(new AccountId(ACCOUNT));
    }

    static ApiFailure failureOf(ApiResult<?> result) {
        return result.failure().orElseThrow(() -> new AssertionError("expected a failure but got " + result));
    }

    @Override
    public void close() {
        api.close();
        server.close();
    }
}
