package com.pmerit.d4.sandbox.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.http.Headers;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.pages.UploadTokens.Grant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class UploadTokensTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Grant GRANT = new Grant("an-account", "a-project");

    private Instant now = START;
    private final UploadTokens tokens = new UploadTokens(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void tellsClientsUntilWhenItIsGoodAndForHowManyFiles() {
        String[] parts = tokens.issue(GRANT).split("\\.", -1);
        JsonNode claims = Json.parse(Base64.getUrlDecoder().decode(parts[1]));

        assertThat(parts).hasSize(3);
        assertThat(claims.path("max_file_count_allowed").asInt()).isEqualTo(20_000);
        assertThat(claims.path("exp").asLong()).isEqualTo(START.plusSeconds(300).getEpochSecond());
    }

    @Test
    void isGoodForItsProjectUntilItExpires() {
        Headers headers = bearer(tokens.issue(GRANT));
        assertThat(tokens.check(headers)).isEqualTo(GRANT);

        now = START.plus(Duration.ofMinutes(5));

        assertThatThrownBy(() -> tokens.check(headers))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("too old");
    }

    @Test
    void isNotTakenFromAnotherProcessOrWithOtherClaims() {
        String token = tokens.issue(GRANT);
        String foreign = new UploadTokens(Clock.systemUTC()).issue(GRANT);
        String forged = token.replace(token.split("\\.", -1)[1], foreign.split("\\.", -1)[1]);

        for (String other : new String[] {"", "a.b.c", foreign, forged + "x", token.replaceFirst("\\.", ".a")}) {
            assertThatThrownBy(() -> tokens.check(bearer(other)))
                    .as(other)
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("not issued here");
        }
        assertThatThrownBy(() -> tokens.check(Headers.none())).isInstanceOf(Refusal.class);
    }

    private static Headers bearer(String token) {
        return Headers.none().and("Authorization", "Bearer " + token);
    }
}
