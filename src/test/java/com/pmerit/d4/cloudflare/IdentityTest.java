package com.pmerit.d4.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.ScriptedServer.Received;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a token may do, in answers of the shapes that Cloudflare documents for Get Token Details. */
class IdentityTest {
    private static final String ID = "ed17574386854bf78a67040be0a770b0";
    private static final AccountId ACCOUNT = new AccountId(ApiUnderTest.ACCOUNT);
    private static final TokenStatus OF_USER = new TokenStatus(ID, "active", Optional.empty(), false);
    private static final TokenStatus OF_ACCOUNT = new TokenStatus(ID, "active", Optional.empty(), true);

    private final ApiUnderTest it = new ApiUnderTest();

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void readsWhatAUsersTokenMayDo() {
        it.server.answers(Answers.ok(details("""
                {"id": "f267e341f3dd4697bd3b9f71dd96247f", "effect": "allow",
                 "resources": {"com.cloudflare.api.account.%1$s": "*"},
                 "permission_groups": [
                   {"id": "e086da7e2179491d91ee5f35b3ca210a", "name": "Workers Scripts Write",
                    "meta": {"key": "key", "value": "value"}},
                   {"id": "09b2857d1c31407795e75e3fed8617a1", "name": "D1 Write"}]},
                {"id": "f267e341f3dd4697bd3b9f71dd962480", "effect": "allow",
                 "resources": {"com.cloudflare.api.user.7c5dae5552338874e5053f2534d2767a": "*"},
                 "permission_groups": [
                   {"id": "0cc3a61731504c89b99ec1be78b77aa0", "name": "API Tokens Read"},
                   {"id": "09b2857d1c31407795e75e3fed8617a1", "name": "D1 Write"}]}
                """.formatted(ApiUnderTest.ACCOUNT))));

        assertThat(may(OF_USER)).containsExactly("API Tokens Read", "D1 Write", "Workers Scripts Write");
        assertThat(it.server.only())
                .extracting(Received::method, Received::target)
                .containsExactly("GET", "/client/v4/user/tokens/" + ID);
    }

    @Test
    void readsWhatAnAccountsTokenMayDo() {
        it.server.answers(Answers.ok(details("""
                {"id": "f267e341f3dd4697bd3b9f71dd96247f", "effect": "allow",
                 "resources": {"com.cloudflare.api.account.%1$s": {"com.cloudflare.api.account.zone.*": "*"}},
                 "permission_groups": [
                   {"id": "1a71c399035b4950a1bd1466bbe4f420", "name": "Workers Scripts Read"},
                   {"id": "192192df92ee43ac90f2aeeffce67e35", "name": "D1 Read"}]}
                """.formatted(ApiUnderTest.ACCOUNT))));

        assertThat(may(OF_ACCOUNT)).containsExactly("D1 Read", "Workers Scripts Read");
        assertThat(it.server.only())
                .extracting(Received::method, Received::target)
                .containsExactly("GET", "/client/v4/accounts/" + ApiUnderTest.ACCOUNT + "/tokens/" + ID);
    }

    @Test
    void takesNoRightFromAPolicyThatDenies() {
        it.server.answers(Answers.ok(details("""
                {"id": "1", "effect": "allow", "resources": {"com.cloudflare.api.account.a": "*"},
                 "permission_groups": [{"id": "2", "name": "D1 Read"}]},
                {"id": "3", "effect": "deny", "resources": {"com.cloudflare.api.account.b": "*"},
                 "permission_groups": [{"id": "4", "name": "D1 Write"}]}
                """)));

        assertThat(may(OF_USER)).containsExactly("D1 Read");
    }

    @Test
    void callsAPermissionGroupByItsIdWhereCloudflareTellsNoName() {
        it.server.answers(Answers.ok(details("""
                {"id": "1", "effect": "allow", "resources": {},
                 "permission_groups": [{"id": "c8fed203ed3043cba015a93ad1616f1f"}, {"id": "2", "name": "D1 Read"}]}
                """)));

        assertThat(may(OF_USER)).containsExactly("D1 Read", "c8fed203ed3043cba015a93ad1616f1f");
    }

    @Test
    void saysThatATokenWhichMayNotReadItselfWasRefused() {
        it.server.answers(Answers.refused(403, 9109, "Unauthorized to access requested resource"));

        assertThat(ApiUnderTest.failureOf(it.api.identity().permissions(OF_USER, ACCOUNT)))
                .isInstanceOf(ApiFailure.Unauthorized.class);
    }

    private List<String> may(TokenStatus token) {
        return it.api.identity().permissions(token, ACCOUNT).orElseThrow();
    }

    private static String details(String policies) {
        return """
                {"id": "%s", "name": "d4 in CI", "status": "active", "issued_on": "2026-01-05T05:20:00Z",
                 "modified_on": "2026-01-05T05:20:00Z", "not_before": "2026-01-05T05:20:00Z",
                 "expires_on": "2027-02-17T00:00:00Z", "last_used_on": "2026-02-17T05:20:00Z",
                 "condition": {"request_ip": {"in": ["198.51.100.0/24"], "not_in": []}},
                 "policies": [%s]}
                """.formatted(ID, policies).replace("\n", " ");
    }
}
