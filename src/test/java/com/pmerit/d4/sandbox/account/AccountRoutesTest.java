package com.pmerit.d4.sandbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.SandboxFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountRoutesTest {
    @AutoClose
    private SandboxFixture fixture;

    private Api api;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        fixture = new SandboxFixture(directory);
        api = fixture.api;
    }

    @Test
    void knowsItsOwnTokenAndNoOther() throws Exception {
        assertThat(api.send(api.request("/user/tokens/verify"))
                        .result()
                        .path("status")
                        .asText())
                .isEqualTo("active");
        assertThat(api.get("/tokens/verify").result().path("status").asText()).isEqualTo("active");
        URI verify = URI.create(fixture.sandbox.api() + "/user/tokens/verify");
        api.send(HttpRequest.newBuilder(verify).header("Authorization", "Bearer wrong"))
                .refused(401, 1000);
    }

    @Test
    void letsTheTokenThatMayOnlyReadAskAndChangeNothing() throws Exception {
        String query = "/d1/database/" + SandboxFixture.DATABASE + "/query";

        assertThat(reading("GET", "/d1/database", "").result()).hasSize(1);
        assertThat(reading("POST", query, "{\"sql\":\"SELECT 1 AS one; SELECT 2\"}")
                        .result())
                .hasSize(2);
        for (String sql : List.of(
                "{\"sql\":\"CREATE TABLE a (b)\"}",
                "{\"sql\":\"SELECT 1; CREATE TABLE a (b)\"}",
                "{\"sql\":\"WITH c AS (SELECT 1) DELETE FROM a\"}",
                "{\"batch\":[{\"sql\":\"SELECT 1\"},{\"sql\":\"CREATE TABLE a (b)\"}]}",
                "{\"sql\":\"\"}",
                "{\"sql\":")) {
            reading("POST", query, sql).refused(403, 10000);
        }
        reading("POST", "/r2/buckets", "{\"name\":\"images\"}").refused(403, 10000);
        reading("DELETE", "/d1/database/" + SandboxFixture.DATABASE, "").refused(403, 10000);
    }

    @Test
    void letsNoTokenReadItself() throws Exception {
        String id = api.get("/tokens/verify").result().path("id").asText();

        api.get("/tokens/" + id).refused(403, 9109);
        api.send(api.request("/user/tokens/" + id)).refused(403, 9109);
    }

    private Api.Answer reading(String method, String path, String body) throws Exception {
        return api.send(api.request("/accounts/" + SandboxFixture.ACCOUNT + path)
                .setHeader("Authorization", "Bearer " + fixture.sandbox.readOnlyToken())
                .method(method, BodyPublishers.ofString(body)));
    }

    @Test
    void pagesItsAccounts() throws Exception {
        assertThat(api.send(api.request("/accounts?page=2")).result()).isEmpty();
        assertThat(api.send(api.request("/memberships?page=1"))
                        .body()
                        .path("result_info")
                        .path("total_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.get("").result().path("name").asText()).isEqualTo("d4 sandbox");
        api.send(api.request("/accounts?page=0")).refused(400, 10001);
    }

    @Test
    void hasNoZonesAndNoQueues() throws Exception {
        assertThat(api.send(api.request("/zones?name=example.com")).result()).isEmpty();
        assertThat(api.get("/queues").result()).isEmpty();
    }

    @Test
    void refusesAnAccountThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Account("abc", "n", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Account("a".repeat(32), "n", "No.Dots"));
    }
}
