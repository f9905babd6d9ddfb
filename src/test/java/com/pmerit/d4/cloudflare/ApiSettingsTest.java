package com.pmerit.d4.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiSettingsTest {
    private static final Credential CREDENTIAL = new Credential(SecretValue.of("token"), "a test");

    private static ApiSettings at(String url) {
        return ApiSettings.of(URI.create(url), CREDENTIAL, "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/client/v4",
                "http://127.0.0.1.example.com/",
                "http://localhost.example.com",
                "http://192.168.1.1",
                "http://128.0.0.1"
            })
    void refusesPlainHttpToAnotherMachine(String url) {
        assertThatThrownBy(() -> at(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CLOUDFLARE_API_BASE_URL")
                .hasMessageContaining("plain http would show the API token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8787/client/v4",
                "http://localhost",
                "http://[::1]:80",
                "https://api.cloudflare.com"
            })
    void takesPlainHttpToThisMachineAndHttpsAnywhere(String url) {
        assertThat(at(url).baseUrl()).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/client/v4",
                "ftp://127.0.0.1",
                "https://user:pw@example.com",
                "https://example.com/?a=b",
                "mailto:x@y"
            })
    void refusesWhatIsNoBaseUrl(String url) {
        assertThatThrownBy(() -> at(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("pw@");
    }

    @Test
    void dropsATrailingSlash() {
        assertThat(at("https://example.com/v4/").baseUrl()).isEqualTo(URI.create("https://example.com/v4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc\n", " abc", "a b", "abc\u0000", "törken"})
    void refusesATokenThatNoHeaderCouldCarry(String token) {
        assertThatThrownBy(() -> new Credential(SecretValue.of(token), "server 'cf' in settings.xml"))
                .hasMessageContaining("server 'cf' in settings.xml")
                .hasMessageNotContaining(token);
    }

    @Test
    void refusesAnEmptySecret() {
        assertThatThrownBy(() -> SecretValue.of("")).hasMessageContaining("unset");
    }

    @Test
    void refusesAnAccountIdThatIsNone() {
        assertThatThrownBy(() -> new AccountId("my-account")).hasMessageContaining("32 lower-case hexadecimal digits");
    }
}
