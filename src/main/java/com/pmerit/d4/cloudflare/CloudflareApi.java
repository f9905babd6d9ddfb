package com.pmerit.d4.cloudflare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Cloudflare's v4 REST API. One object a build: it keeps a pool of connections. Safe for use by several threads; every call blocks until
 * it has succeeded, failed, or used up its tries.
 */
public final class CloudflareApi implements AutoCloseable {
    private final Redactor redactor;
    private final HttpExchanger exchanger;
    private final ApiCaller caller;

    /**
     * Opens a client; nothing is sent yet.
     *
     * @param settings where the API is and how it is reached
     * @param waiting the time between tries
     * @param redactor learns the token, the proxy's password and every secret that is set
     * @param listener is told of every exchange, masked
     */
    public CloudflareApi(ApiSettings settings, Waiting waiting, Redactor redactor, ExchangeListener listener) {
        this.redactor = redactor;
        redactor.learn(settings.credential().token());
        settings.proxy().flatMap(ProxySettings::login).ifPresent(login -> redactor.learn(login.password()));
        this.exchanger = new HttpExchanger(settings, new ExchangeReporter(listener, redactor));
        Judge judge = new Judge(settings.credential().source(), redactor, new RetryAfter(waiting.clock()));
        this.caller = new ApiCaller(settings.baseUrl(), exchanger, judge, waiting, redactor, Optional::empty);
    }

    /** The token and its accounts. */
    public Identity identity() {
        return new Identity(caller);
    }

    /** One account and all that is in it. */
    public AccountApi account(AccountId account) {
        return new AccountApi(caller, account);
    }

    /** Knows all secret values that went through this client. */
    public Redactor redactor() {
        return redactor;
    }

    @Override
    public void close() {
        try {
            exchanger.close();
        } catch (IOException problem) {
            throw new UncheckedIOException("The connections to Cloudflare could not be closed", problem);
        }
    }
}
