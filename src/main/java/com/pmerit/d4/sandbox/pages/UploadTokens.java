package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.assets.TokenSigner;
import com.pmerit.d4.sandbox.assets.TokenSigner.Invalid;
import com.pmerit.d4.sandbox.assets.TokenSigner.Reading;
import com.pmerit.d4.sandbox.assets.TokenSigner.Valid;
import com.pmerit.d4.sandbox.http.Headers;
import com.pmerit.d4.sandbox.http.Json;
import java.time.Clock;
import java.time.Duration;

/** The tokens with which files are uploaded: each is good for one project and a few minutes, in this process only. */
final class UploadTokens {
    static final int MOST_FILES = 20_000;

    private static final Duration VALID = Duration.ofMinutes(5);
    private static final String BEARER = "Bearer ";

    private final TokenSigner signer;

    UploadTokens(Clock clock) {
        this.signer = new TokenSigner(clock);
    }

    /** What a token is good for. */
    record Grant(String account, String projectId) {}

    /** A new token, a JWT whose claims {@code exp} and {@code max_file_count_allowed} clients read. */
    String issue(Grant grant) {
        ObjectNode claims = Json.mapper()
                .createObjectNode()
                .put("account", grant.account())
                .put("project", grant.projectId())
                .put("max_file_count_allowed", MOST_FILES);
        return signer.sign(claims, VALID);
    }

    /** What the token in the Authorization header is good for; refused with 8000013 when it is none or no longer one. */
    Grant check(Headers headers) {
        String header = headers.first("authorization").orElse("");
        Reading reading = signer.read(header.startsWith(BEARER) ? header.substring(BEARER.length()) : "");
        if (reading instanceof Valid valid) {
            return new Grant(
                    valid.claims().path("account").asText(),
                    valid.claims().path("project").asText());
        }
        throw PagesRefusals.unauthorized(((Invalid) reading).reason());
    }
}
