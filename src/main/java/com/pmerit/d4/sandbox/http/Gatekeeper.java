package com.pmerit.d4.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets a request in when it carries a token of the sandbox that may make it, and names an account that the token reaches. */
public final class Gatekeeper {
    private static final String BEARER = "Bearer ";

    private final byte[] token;
    private final Optional<byte[]> reading;
    private final Set<String> accounts;

    /**
     * @param token the API token; kept in memory only
     * @param accounts ids the token reaches
     */
    public Gatekeeper(String token, Set<String> accounts) {
        this(token, Optional.empty(), accounts);
    }

    /**
     * The same with a token more, which may only read.
     *
     * @param token the API token; kept in memory only
     * @param reading the other one
     * @param accounts ids both reach
     */
    public Gatekeeper(String token, String reading, Set<String> accounts) {
        this(token, Optional.of(reading), accounts);
    }

    private Gatekeeper(String token, Optional<String> reading, Set<String> accounts) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.reading = reading.map(text -> text.getBytes(StandardCharsets.UTF_8));
        this.accounts = Set.copyOf(accounts);
    }

    /** Refuses a missing, malformed or wrong token, and one that may not do this, with Cloudflare's statuses and codes. */
    void checkToken(Request request) {
        Optional<String> header = request.headers().first("authorization");
        if (header.isEmpty()) {
            throw Refusal.of(400, 9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers");
        }
        if (!header.get().startsWith(BEARER) || header.get().length() == BEARER.length()) {
            throw new Refusal(
                    400,
                    List.of(new ApiError(
                            6003,
                            "Invalid request headers",
                            List.of(new ApiError(6111, "Invalid format for Authorization header")))));
        }
        byte[] given = header.get().substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
        if (reading.filter(other -> MessageDigest.isEqual(given, other)).isPresent()) {
            if (!ReadingRequest.is(request)) {
                throw Refusal.of(403, 10000, "Authentication error");
            }
        } else if (!MessageDigest.isEqual(given, token)) {
            throw request.path().endsWith("/tokens/verify")
                    ? Refusal.of(401, 1000, "Invalid API Token")
                    : Refusal.of(401, 10000, "Authentication error");
        }
    }

    /** Refuses an account that is no account id (404, 7003) or that the token does not reach (403, 10000). */
    void checkAccount(String account, String path) {
        if (!account.matches("[0-9a-f]{32}")) {
            throw Refusal.of(404, 7003, "Could not route to " + path + ", perhaps your object identifier is invalid?");
        }
        if (!accounts.contains(account)) {
            throw Refusal.of(403, 10000, "Authentication error");
        }
    }

    @Override
    public String toString() {
        return "Gatekeeper" + accounts;
    }
}
