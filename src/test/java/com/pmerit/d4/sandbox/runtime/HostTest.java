package com.pmerit.d4.sandbox.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HostTest {
    @Test
    void looksUpTheNameWithoutPortAndCase() {
        assertThat(Host.of("Chat.Team.Workers.Dev:8443").names()).containsExactly("chat.team.workers.dev");
        assertThat(Host.of("api.example.com.").names()).containsExactly("api.example.com");
    }

    @Test
    void meetsCloudflaresHostsByHttps() {
        assertThat(Host.of("chat.team.workers.dev").scheme()).isEqualTo("https");
    }

    @Test
    void takesLocalhostForWorkersDevAndForACustomDomain() {
        Host host = Host.of("chat.team.localhost:4711");

        assertThat(host.names()).containsExactly("chat.team.workers.dev", "chat.team");
        assertThat(host.authority()).isEqualTo("chat.team.localhost:4711");
        assertThat(host.scheme()).isEqualTo("http");
    }

    @Test
    void findsNobodyAtNoHost() {
        assertThat(Host.of("").names()).containsExactly("");
    }
}
