package com.pmerit.d4.sandbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.SandboxFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
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
