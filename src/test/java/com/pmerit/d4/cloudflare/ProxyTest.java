package com.pmerit.d4.cloudflare;

import static com.pmerit.d4.cloudflare.ApiUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyTest {
    private final ScriptedServer proxy = new ScriptedServer();
    private final VirtualTime time = new VirtualTime();

    @AfterEach
    void close() {
        proxy.close();
    }

    private CloudflareApi through(URI baseUrl, Optional<ProxyLogin> login, List<String> directHosts) {
        ProxySettings settings = new ProxySettings("127.0.0.1", proxy.port(), login, directHosts);
        Credential credential = new Credential(SecretValue.of("the-api-token"), "a test");
        return new CloudflareApi(
                new ApiSettings(baseUrl, credential, Optional.of(settings), ApiUnderTest.SMALL, "1"),
                time.waiting(),
                new Redactor(),
                ExchangeListener.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost|*.corp.example, api.corp.example, true",
        "localhost|*.corp.example, corp.example, false",
        "*.Cloudflare.COM, api.cloudflare.com, true",
        "api.cloudflare.com, xapi.cloudflare.com, false",
        "api.cloudflare.com, apixcloudflare.com, false",
        "10.*|192.168.*, 10.1.2.3, true",
        "10.*, 110.1.2.3, false",
        "*, anything, true",
        "a*b*c, axxbyyc, true",
        "'a,b', b, true",
        "' a | b ', a, true",
        "'', a, false"
    })
    void readsPatternsAsMavenDoes(String nonProxyHosts, String host, boolean direct) {
        ProxySettings settings =
                new ProxySettings("proxy", 3128, Optional.empty(), ProxySettings.directHosts(nonProxyHosts));
        assertThat(settings.bypasses(host)).isEqualTo(direct);
    }

    @Test
    void asksTheProxyForATunnelAndKeepsTheTokenToItself() {
        proxy.answers(Answers.raw(502, "", "no such host"));
        try (CloudflareApi api =
                through(URI.create("https://api.cloudflare.test/client/v4"), Optional.empty(), List.of())) {
            assertThat(failureOf(api.account(new AccountId(ApiUnderTest.ACCOUNT))
                                    .timeTravel()
                                    .restore("db", "b"))
                            .message())
                    .contains("the proxy 127.0.0.1:" + proxy.port() + " refused to connect, with HTTP 502")
                    .doesNotContain("It is not known");
        }
        ScriptedServer.Received request = proxy.only();
        assertThat(request.method() + " " + request.target()).isEqualTo("CONNECT api.cloudflare.test:443");
        assertThat(request.optionalHeader("authorization")).isEmpty();
    }

    @Test
    void namesAProxyThatNobodyListensAt() {
        proxy.close();
        try (CloudflareApi api = through(URI.create("https://api.cloudflare.test"), Optional.empty(), List.of())) {
            assertThat(failureOf(api.identity().verifyToken()).message())
                    .contains(
                            "Connection refused, through the proxy 127.0.0.1:" + proxy.port() + ". Check the network");
        }
    }

    @Test
    void logsInWhenTheProxyAsks() {
        proxy.answers(
                Answers.raw(407, "Proxy-Authenticate: Basic realm=\"corp\"\r\n", ""),
                Answers.raw(502, "", "no such host"));
        Optional<ProxyLogin> login = Optional.of(new ProxyLogin("me", SecretValue.of("hunter2")));
        try (CloudflareApi api = through(URI.create("https://api.cloudflare.test"), login, List.of())) {
            api.account(new AccountId(ApiUnderTest.ACCOUNT)).timeTravel().restore("db", "b");
        }
        assertThat(proxy.received()).hasSize(2);
        assertThat(proxy.received().get(1).header("proxy-authorization"))
                .isEqualTo(
                        "Basic " + Base64.getEncoder().encodeToString("me:hunter2".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void saysThatTheProxyDoesNotAcceptTheLogin() {
        proxy.answers(
                Answers.raw(407, "Proxy-Authenticate: Basic realm=\"corp\"\r\n", ""),
                Answers.raw(407, "Proxy-Authenticate: Basic realm=\"corp\"\r\n", ""));
        Optional<ProxyLogin> login = Optional.of(new ProxyLogin("me", SecretValue.of("hunter2")));
        try (CloudflareApi api = through(URI.create("https://api.cloudflare.test"), login, List.of())) {
            ApiFailure failure = failureOf(api.identity().verifyToken());
            assertThat(failure).isInstanceOf(ApiFailure.Unreachable.class);
            assertThat(failure.message())
                    .contains("the proxy does not accept the user and password of settings.xml")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void reachesThisMachineWithoutTheProxy() {
        try (ScriptedServer server = new ScriptedServer().answers(Answers.ok("{\"id\":\"t\",\"status\":\"active\"}"));
                CloudflareApi api = through(server.url(""), Optional.empty(), List.of())) {
            assertThat(api.identity().verifyToken().orElseThrow().isActive()).isTrue();
        }
        assertThat(proxy.received()).isEmpty();
    }

    @Test
    void reachesAnExcludedHostWithoutTheProxy() {
        URI nowhere = URI.create("https://api.cloudflare.invalid");
        try (CloudflareApi api = through(nowhere, Optional.empty(), List.of("*.invalid"))) {
            ApiFailure failure = failureOf(api.account(new AccountId(ApiUnderTest.ACCOUNT))
                    .timeTravel()
                    .restore("db", "b"));
            assertThat(failure).isInstanceOf(ApiFailure.Unreachable.class);
            assertThat(failure.message())
                    .contains("the host name api.cloudflare.invalid is not known. Check")
                    .doesNotContain("through the proxy");
        }
        assertThat(proxy.received()).isEmpty();
    }

    @Test
    void refusesAProxyWithoutAPort() {
        assertThatThrownBy(() -> new ProxySettings("proxy", 0, Optional.empty(), List.of()))
                .hasMessageContaining("proxy:0");
    }
}
