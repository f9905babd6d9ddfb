package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.Waiting;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenCheckTest {
    private static final AccountId ACCOUNT = new AccountId("0123456789abcdef0123456789abcdef");
    private static final String SOURCE = "server cloudflare of settings.xml";
    private static final String TOKEN = "a-token-of-the-test";
    private static final String USERS = "/client/v4/user/tokens/verify";
    private static final String ACCOUNTS = "/client/v4/accounts/" + ACCOUNT.value() + "/tokens/verify";
    private static final String REFUSED =
            "{\"success\":false,\"errors\":[{\"code\":1000,\"message\":\"Invalid API Token\"}],\"messages\":[],\"result\":null}";

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void namesTheSourceOfATokenThatIsRefusedAndKeepsItsValue() {
        answers(USERS, 401, REFUSED);
        answers(ACCOUNTS, 401, REFUSED);

        assertThat(trouble().orElseThrow())
                .contains("does not accept the API token from " + SOURCE)
                .doesNotContain(TOKEN);
    }

    @Test
    void takesATokenThatBelongsToTheAccountAndToNoUser() {
        answers(USERS, 401, REFUSED);
        answers(ACCOUNTS, 200, token("active"));

        assertThat(trouble()).isEmpty();
    }

    @Test
    void takesATokenThatBelongsToAUser() {
        answers(USERS, 200, token("active"));

        assertThat(trouble()).isEmpty();
    }

    @Test
    void refusesATokenThatHasExpired() {
        answers(USERS, 200, token("expired"));

        assertThat(trouble().orElseThrow()).startsWith("the API token from " + SOURCE + " is expired.");
    }

    private Optional<String> trouble() {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/client/v4");
        ApiSettings settings = ApiSettings.of(base, new Credential(SecretValue.of(TOKEN), SOURCE), "1.0.0");
        try (CloudflareApi api = new CloudflareApi(settings, Waiting.real(), new Redactor(), ExchangeListener.NONE)) {
            return TokenCheck.trouble(api.identity().verify(ACCOUNT), SOURCE);
        }
    }

    private void answers(String path, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static String token(String status) {
        return "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"id\":\"1\",\"status\":\"" + status
                + "\"}}";
    }
}
