package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.Fault;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenTokensTest {
    private static final String VALUE = "hush-hush";

    private final Properties user = new Properties();
    private final Properties system = new Properties();
    private final Properties project = new Properties();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLOUDFLARE_API_TOKEN",
                "cloudflare.apiToken",
                "cloudflare.token",
                "CLOUDFLARE_API_KEY",
                "CF_API_TOKEN",
                "d4.token",
                "d4.apiToken",
                "d4.api-key",
                "d4.password",
                "d4.secret",
            })
    void refusesATokenGivenByDAndKeepsItToItself(String name) {
        user.setProperty(name, VALUE);
        system.setProperty(name, VALUE);

        assertThat(GivenTokens.find(user, system, project)).singleElement().satisfies(fault -> {
            assertThat(fault.tag()).isEqualTo("-D" + name);
            assertThat(fault.remedy()).contains("CLOUDFLARE_API_TOKEN", "settings.xml");
            assertThat(fault.toString()).doesNotContain(VALUE);
        });
    }

    @Test
    void refusesATokenInAPropertyOfTheJavaProcess() {
        system.setProperty("d4.token", VALUE);

        assertThat(GivenTokens.find(user, system, project))
                .extracting(Fault::problem)
                .containsExactly("is a token in a property of the Java process");
    }

    @Test
    void refusesATokenInThePom() {
        project.setProperty("cloudflare.token", VALUE);

        assertThat(GivenTokens.find(user, system, project)).singleElement().satisfies(fault -> {
            assertThat(fault.tag()).isEqualTo("<properties><cloudflare.token>");
            assertThat(fault.toString()).doesNotContain(VALUE);
        });
    }

    @Test
    void leavesTheEnvironmentAndOtherPropertiesAlone() {
        system.setProperty("env.CLOUDFLARE_API_TOKEN", VALUE);
        user.setProperty("d4.environment", "staging");
        user.setProperty("d4.secrets.skip", "true");
        user.setProperty("d4.worker.secrets", "GITHUB_SECRET");
        user.setProperty("sonar.token", VALUE);

        assertThat(GivenTokens.find(user, system, project)).isEmpty();
    }
}
