package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * What lets files be uploaded to one Pages project for some minutes. Its value never leaves this room.
 *
 * @param value a JWT
 * @param expires when it is no longer taken, as far as it says so
 * @param mostFiles how many files a deployment of this account may have
 */
public record UploadToken(SecretValue value, Optional<Instant> expires, int mostFiles) {
    /** What Cloudflare allows where the token does not say. */
    public static final int USUAL_FILES = 20_000;

    static UploadToken read(Fields answer) {
        String jwt = answer.text("jwt");
        JsonNode claims = claims(jwt);
        return new UploadToken(
                SecretValue.of(jwt),
                claims.path("exp").isNumber()
                        ? Optional.of(Instant.ofEpochSecond(claims.path("exp").asLong()))
                        : Optional.empty(),
                claims.path("max_file_count_allowed").asInt(USUAL_FILES));
    }

    // The text of a token must not get into a message, so nothing of it is told.
    private static JsonNode claims(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        try {
            return parts.length == 3 ? Json.read(Base64.getUrlDecoder().decode(parts[1])) : Json.object();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new MalformedAnswerException("the upload token cannot be read");
        }
    }
}
