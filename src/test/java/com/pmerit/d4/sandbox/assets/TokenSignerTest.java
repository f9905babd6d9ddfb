package com.pmerit.d4.sandbox.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.assets.TokenSigner.Invalid;
import com.pmerit.d4.sandbox.assets.TokenSigner.Reading;
import com.pmerit.d4.sandbox.assets.TokenSigner.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TokenSignerTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final TokenSigner signer = new TokenSigner(NOW);

    @Test
    void takesBackWhatItSigned() {
        assertThat(signer.read(token(signer, Duration.ofMinutes(5))))
                .isInstanceOfSatisfying(
                        Valid.class,
                        valid -> assertThat(valid.claims().path("project").asText())
                                .isEqualTo("shop"));
    }

    @Test
    void refusesWhatAnotherSigned() {
        assertThat(signer.read(token(new TokenSigner(NOW), Duration.ofMinutes(5))))
                .isEqualTo(new Invalid("it was not issued here"));
    }

    @Test
    void refusesWhatHasRunOut() {
        assertThat(signer.read(token(signer, Duration.ZERO))).isEqualTo(new Invalid("it is too old"));
    }

    @Test
    void takesBackWhatItSignedHoweverManyAskAtOnce() {
        String token = token(signer, Duration.ofMinutes(5));

        Set<String> readings = IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(time -> signer.read(token))
                .map(Reading::getClass)
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());

        assertThat(readings).containsExactly("Valid");
    }

    private static String token(TokenSigner signer, Duration valid) {
        ObjectNode claims = JsonNodeFactory.instance.objectNode().put("project", "shop");
        return signer.sign(claims, valid);
    }
}
