package com.pmerit.d4.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.StubbedApi;
import com.pmerit.d4.audit.TokenAudit.Rights;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.SecretValue;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an audit tells of a token, by answers of the shapes that Cloudflare documents. */
final class TokenAuditorTest {
    private static final AccountId ACCOUNT = new AccountId("0123456789abcdef0123456789abcdef");
    private static final String ID = "ed17574386854bf78a67040be0a770b0";
    private static final String OF_USER = "/user/tokens/";
    private static final String OF_ACCOUNT = "/accounts/" + ACCOUNT.value() + "/tokens/";
    private static final String VERIFIED =
            ok("{\"id\":\"" + ID + "\",\"status\":\"active\",\"expires_on\":\"2027-02-17T00:00:00Z\"}");
    private static final String DETAILS = ok("{\"id\":\"" + ID + "\",\"name\":\"d4 in CI\",\"status\":\"active\","
            + "\"policies\":[{\"id\":\"f267e341f3dd4697bd3b9f71dd96247f\",\"effect\":\"allow\","
            + "\"resources\":{\"com.cloudflare.api.account." + ACCOUNT.value() + "\":\"*\"},"
            + "\"permission_groups\":["
            + "{\"id\":\"1a71c399035b4950a1bd1466bbe4f420\",\"name\":\"Workers Scripts Read\",\"meta\":{}},"
            + "{\"id\":\"09b2857d1c31407795e75e3fed8617a1\",\"name\":\"D1 Write\",\"meta\":{}}]}]}");

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
    void tellsWhatAUsersTokenMayDoAndThatItMayWrite() {
        stubbed.answers(OF_USER + "verify", 200, VERIFIED);
        stubbed.answers(OF_USER + ID, 200, DETAILS);

        assertThat(look()).isEqualTo(mayWriteDatabases());
        assertThat(new Audit(List.of(), List.of(), Optional.empty(), Optional.of(look())).findings())
                .extracting(finding -> finding.kind().code())
                .containsExactly("token-may-write");
    }

    @Test
    void asksForATokenOfAnAccountWhereTheAccountKnowsIt() {
        stubbed.answers(OF_USER + "verify", 401, refused(1000, "Invalid API Token"));
        stubbed.answers(OF_ACCOUNT + "verify", 200, VERIFIED);
        stubbed.answers(OF_ACCOUNT + ID, 200, DETAILS);

        assertThat(look()).isEqualTo(mayWriteDatabases());
    }

    @Test
    void saysThatATokenMayNotReadItself() {
        stubbed.answers(OF_USER + "verify", 200, VERIFIED);
        stubbed.answers(OF_USER + ID, 403, refused(9109, "Unauthorized to access requested resource"));

        assertThat(look())
                .isEqualTo(new TokenAudit.Known(
                        "active",
                        Optional.of("2027-02-17T00:00:00Z"),
                        new Rights.NotTold("a token without the right API Tokens Read may not read itself")));
    }

    @Test
    void saysWhatIsWrongWithAnAnswerThatNamesNoPolicies() {
        stubbed.answers(OF_USER + "verify", 200, VERIFIED);
        stubbed.answers(OF_USER + ID, 200, ok("{\"id\":\"" + ID + "\",\"policies\":\"all\"}"));

        assertThat(look())
                .isInstanceOfSatisfying(
                        TokenAudit.Known.class,
                        known -> assertThat(known.rights())
                                .isInstanceOfSatisfying(
                                        Rights.NotTold.class,
                                        silent -> assertThat(silent.why()).contains("policies")));
    }

    private static TokenAudit mayWriteDatabases() {
        return new TokenAudit.Known(
                "active",
                Optional.of("2027-02-17T00:00:00Z"),
                new Rights.Told(List.of("D1 Write", "Workers Scripts Read")));
    }

    private TokenAudit look() {
        try (CloudflareApi api = stubbed.client(new Credential(SecretValue.of("a-token"), "it"))) {
            return new TokenAuditor(api.identity(), ACCOUNT, Optional.empty()).look();
        }
    }

    private static String ok(String result) {
        return "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":" + result + "}";
    }

    private static String refused(int code, String message) {
        return "{\"success\":false,\"errors\":[{\"code\":" + code + ",\"message\":\"" + message
                + "\"}],\"messages\":[],\"result\":null}";
    }
}
