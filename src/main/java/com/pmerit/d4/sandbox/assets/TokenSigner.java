package com.pmerit.d4.sandbox.assets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * Tokens that carry claims: JWTs that only the process that signed them takes back, until they expire. Safe for use by several
 * threads.
 */
public final class TokenSigner {
    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final Clock clock;
    private final HmacUtils signer;

    /** A signer with a key of its own. */
    public TokenSigner(Clock clock) {
        this.clock = clock;
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        this.signer = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key);
    }

    /** What a token turned out to be. */
    public sealed interface Reading {}

    /** It was signed here and is still good. */
    public record Valid(JsonNode claims) implements Reading {}

    /** It is not. */
    public record Invalid(String reason) implements Reading {}

    /** A token with these claims and {@code iat} and {@code exp}. */
    public String sign(ObjectNode claims, Duration valid) {
        long now = clock.instant().getEpochSecond();
        ObjectNode all = claims.deepCopy().put("iat", now).put("exp", now + valid.toSeconds());
        String signed = HEADER + "." + encode(Json.write(all));
        return signed + "." + encode(signature(signed));
    }

    /** Reads a token. */
    public Reading read(String token) {
        int dot = token.lastIndexOf('.');
        byte[] given = token.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        byte[] wanted = encode(signature(token.substring(0, Math.max(0, dot)))).getBytes(StandardCharsets.UTF_8);
        if (dot < 0 || !MessageDigest.isEqual(given, wanted)) {
            return new Invalid("it was not issued here");
        }
        JsonNode claims = Json.parse(Base64.getUrlDecoder().decode(token.substring(HEADER.length() + 1, dot)));
        return claims.path("exp").asLong() <= clock.instant().getEpochSecond()
                ? new Invalid("it is too old")
                : new Valid(claims);
    }

    /** One at a time: the signer holds what it has read so far. */
    private synchronized byte[] signature(String text) {
        return signer.hmac(text);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
