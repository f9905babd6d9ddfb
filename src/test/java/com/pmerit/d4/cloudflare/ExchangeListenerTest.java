package com.pmerit.d4.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExchangeListenerTest {
    private static final String SECRET = "sk_live_\"quoted\"\nand$more";

    private final ApiUnderTest it = new ApiUnderTest();

    @AfterEach
    void close() {
        it.close();
    }

    private Exchange only() {
        assertThat(it.exchanges).hasSize(1);
        return it.exchanges.get(0);
    }

    @Test
    void isToldOfAnExchange() {
        it.server.answers(Answers.ok("[{\"name\":\"A\",\"type\":\"secret_text\"}]"));

        assertThat(it.account.secrets().list("shop").orElseThrow()).containsExactly("A");

        Exchange exchange = only();
        assertThat(exchange.method()).isEqualTo("GET");
        assertThat(exchange.path()).isEqualTo("/accounts/" + ApiUnderTest.ACCOUNT + "/workers/scripts/shop/secrets");
        assertThat(exchange.status()).isEqualTo(OptionalInt.of(200));
        assertThat(exchange.ray()).contains("8f00ba4-WAW");
        assertThat(exchange.received().text()).contains("\"name\":\"A\"");
        assertThat(exchange.received().bytes())
                .isEqualTo(exchange.received().text().length());
        assertThat(exchange.received().whole()).isTrue();
        assertThat(exchange.sent()).isEqualTo(ExchangeBody.NONE);
        assertThat(exchange.trouble()).isEmpty();
    }

    @Test
    void isToldOfALostOne() {
        it.server.answers(Answers.reset());

        it.account.timeTravel().restore("db", "b");

        assertThat(only().status()).isEmpty();
        assertThat(only().trouble()).isPresent();
    }

    @Test
    void neverSeesASecretThatIsSet() {
        it.server.answers(Answers.refused(400, 1, "bad value: sk_live_\\\"quoted\\\"\\nand$more"), Answers.ok("{}"));

        ApiFailure failure = ApiUnderTest.failureOf(
                it.account.scripts().create("shop", uploadWithSecret(), () -> new ApiResult.Ok<>(Optional.empty())));
        it.account.scripts().create("shop", uploadWithSecret(), () -> new ApiResult.Ok<>(Optional.empty()));

        assertThat(it.server.received())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.body()).contains("sk_live_"));
        assertThat(failure.message()).contains("bad value: [secret]").doesNotContain("sk_live_");
        assertThat(it.exchanges)
                .hasSize(2)
                .allSatisfy(exchange -> assertThat(exchange.toString())
                        .contains("KEY")
                        .doesNotContain("sk_live_")
                        .doesNotContain(ApiUnderTest.TOKEN));
    }

    @Test
    void seesAnAnswerThatIsCutWithoutHalfASecretAtItsEnd() {
        it.api.redactor().learn(SecretValue.of("0123456789-secret"));
        for (int before = 16_350; before < 16_400; before++) {
            it.server.answers(Answers.ok("\"" + "x".repeat(before) + "0123456789-secret" + "y".repeat(1000) + "\""));
            it.account.buckets().get("b");
        }
        assertThat(it.exchanges)
                .hasSize(50)
                .allSatisfy(exchange -> assertThat(exchange.received().text())
                        .hasSizeLessThanOrEqualTo(16 * 1024 + 1)
                        .doesNotContain("x0"));
    }

    private static WorkerUpload uploadWithSecret() {
        return new WorkerUpload(
                "index.js",
                List.of(new WorkerModule("index.js", ModuleType.ESM, new byte[] {1})),
                "2026-01-01",
                List.of(),
                List.of(),
                Map.of("KEY", SecretValue.of(SECRET)),
                Set.of(),
                Map.of(),
                Map.of());
    }

    @Test
    void learnsTheProxysPassword() {
        Redactor redactor = new Redactor();
        ProxySettings proxy = new ProxySettings(
                "127.0.0.1", 1, Optional.of(new ProxyLogin("me", SecretValue.of("hunter-two"))), List.of());
        Credential credential = new Credential(SecretValue.of("token-1"), "a test");
        new CloudflareApi(
                        new ApiSettings(ApiSettings.CLOUDFLARE, credential, Optional.of(proxy), Limits.STANDARD, "1"),
                        it.time.waiting(),
                        redactor,
                        ExchangeListener.NONE)
                .close();
        assertThat(redactor.mask("hunter-two token-1")).isEqualTo("[secret] [secret]");
    }
}
