package com.pmerit.d4.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretLookTest {
    @ParameterizedTest
    @CsvSource({
        "AUTH_SALT, aixord-d4-backend-salt-2026, SALT",
        "KDP_CODE_SECRET, abc-def, SECRET",
        "SESSION_SECRET_V2, abc-def, SECRET",
        "stripeApiKey, abc-def, KEY",
        "GITHUB_TOKEN, abc-def, TOKEN",
        "DB_PASSWORD, hunter two, PASSWORD",
        "GITHUB_TOKEN_ENCRYPTION_KEY, abc-def, KEY"
    })
    void findsASecretByItsName(String name, String value, String word) {
        assertThat(SecretLook.of(name, new Variable.Text(value))).hasValue("its name says " + word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9f86d081884c7d659a2feaa0c55ad015",
                "q3Zt8vXw1LkPz7RbNc5MhYd2",
                "dGhpcyBpcyBub3QgYSBzZWNyZXQ1MjM="
            })
    void findsASecretByAValueThatLooksMadeAtRandom(String value) {
        assertThat(SecretLook.of("SEED", new Variable.Text(value))).hasValue("its value looks made at random");
    }

    @ParameterizedTest
    @CsvSource({
        "STRIPE_PUBLIC_KEY, abc-def",
        "STRIPE_PUBLISHABLE_KEY, q3Zt8vXw1LkPz7RbNc5MhYd2",
        "TURNSTILE_SITE_KEY, q3Zt8vXw1LkPz7RbNc5MhYd2",
        "NEXT_PUBLIC_TOKEN, abc-def",
        "MAX_TOKENS, 4096",
        "TOKEN_URL, https://id.example.com/token",
        "PASSWORD_MIN_LENGTH, 12",
        "KEY_PREFIX, user",
        "USE_SECRET, true",
        "CLOUDFLARE_ACCOUNT_ID, 9f86d081884c7d659a2feaa0c55ad015",
        "GIT_COMMIT, 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "FRONTEND_URL, https://staging.aixord.pmerit.com",
        "GITHUB_REDIRECT_URI, https://aixord-router-worker.peoplemerit.workers.dev/api/v1/github/callback",
        "MONKEY, abc-def",
        "ENVIRONMENT, production",
        "AUTH_SALT, ''"
    })
    void leavesAloneWhatEverybodyMayKnow(String name, String value) {
        assertThat(SecretLook.of(name, new Variable.Text(value))).isEmpty();
    }

    @Test
    void looksIntoAJsonVariableAndShowsNothingOfIt() {
        Variable json = new Variable.Json("{\"mail\":{\"apiKey\":\"abc-def\",\"from\":\"a@example.com\"}}");

        assertThat(SecretLook.of("MAIL", json)).hasValue("its name says KEY");
        assertThat(SecretLook.shown("MAIL", json)).isEqualTo(Fault.NOT_SHOWN);
        assertThat(SecretLook.shown("LIMITS", new Variable.Json("{\"perMinute\":60}")))
                .isEqualTo("{\"perMinute\":60}");
    }
}
