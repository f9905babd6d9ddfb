package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Headers;
import com.pmerit.d4.sandbox.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** The tokens with which files are uploaded: each is good for one project and a few minutes, in this process only. */
final class UploadTokens {
    static final int MOST_FILES = 20_000;

    private static final Duration VALID = Duration.ofMinutes(5);
    private static final String BEARER = "Bearer ";
    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final Clock clock;
    private final HmacUtils signer;

    UploadTokens(Clock clock) {
        this.clock = clock;
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        this.signer = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key);
    }

    /** What a token is good for. */
    record Grant(String account, String projectId) {}

    /** A new token, a JWT whose claims {@code exp} and {@code max_file_count_allowed} clients read. */
    String issue(Grant grant) {
        long now = clock.instant().getEpochSecond();
        ObjectNode claims = Json.mapper()
                .createObjectNode()
                .put("account", grant.account())
                .put("project", grant.projectId())
                .put("iat", now)
                .put("exp", now + VALID.toSeconds())
                .put("max_file_count_allowed", MOST_FILES);
        String signed = HEADER + "." + encode(Json.write(claims));
        return signed + "." + encode(signer.hmac(signed));
    }

    /** What the token in the Authorization header is good for; refused with 8000013 when it is none or no longer one. */
    Grant check(Headers headers) {
        String header = headers.first("authorization").orElse("");
        String token = header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
        int dot = token.lastIndexOf('.');
        byte[] given = token.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        byte[] wanted =
                encode(signer.hmac(token.substring(0, Math.max(0, dot)))).getBytes(StandardCharsets.UTF_8);
        if (dot < 0 || !MessageDigest.isEqual(given, wanted)) {
            throw PagesRefusals.unauthorized("it was not issued here");
        }
        JsonNode claims = Json.parse(Base64.getUrlDecoder().decode(token.substring(HEADER.length() + 1, dot)));
        if (claims.path("exp").asLong() <= clock.instant().getEpochSecond()) {
            throw PagesRefusals.unauthorized("it is too old");
        }
        return new Grant(claims.path("account").asText(), claims.path("project").asText());
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
