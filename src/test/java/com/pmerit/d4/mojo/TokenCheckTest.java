package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.StubbedApi;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.SecretValue;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenCheckTest {
    private static final AccountId ACCOUNT = new AccountId("0123456789abcdef0123456789abcdef");
    private static final String SOURCE = "server cloudflare of settings.xml";
    private static final String TOKEN = "a-token-of-the-test";
    private static final String USERS = "/user/tokens/verify";
    private static final String ACCOUNTS = "/accounts/" + ACCOUNT.value() + "/tokens/verify";
    private static final String REFUSED =
            "{\"success\":false,\"errors\":[{\"code\":1000,\"message\":\"Invalid API Token\"}],\"messages\":[],\"result\":null}";

    private StubbedApi stubbed;

    @BeforeEach
    void start() throws IOException {
        stubbed = new StubbedApi();
    }

    @AfterEach
    void stop() {
        stubbed.close();
    }

    @Test
    void namesTheSourceOfATokenThatIsRefusedAndKeepsItsValue() {
        stubbed.answers(USERS, 401, REFUSED);
        stubbed.answers(ACCOUNTS, 401, REFUSED);

        assertThat(trouble().orElseThrow())
                .contains("does not accept the API token from " + SOURCE)
                .doesNotContain(TOKEN);
    }

    @Test
    void takesATokenThatBelongsToTheAccountAndToNoUser() {
        stubbed.answers(USERS, 401, REFUSED);
        stubbed.answers(ACCOUNTS, 200, token("active"));

        assertThat(trouble()).isEmpty();
    }

    @Test
    void takesATokenThatBelongsToAUser() {
        stubbed.answers(USERS, 200, token("active"));

        assertThat(trouble()).isEmpty();
    }

    @Test
    void refusesATokenThatHasExpired() {
        stubbed.answers(USERS, 200, token("expired"));

        assertThat(trouble().orElseThrow()).startsWith("the API token from " + SOURCE + " is expired.");
    }

    private Optional<String> trouble() {
        try (CloudflareApi api = stubbed.client(new Credential(SecretValue.of(TOKEN), SOURCE))) {
            return TokenCheck.trouble(api.identity().verify(ACCOUNT), SOURCE);
        }
    }

    private static String token(String status) {
        return "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"id\":\"1\",\"status\":\"" + status
                + "\"}}";
    }
}
