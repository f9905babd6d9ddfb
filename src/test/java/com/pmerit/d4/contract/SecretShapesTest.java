package com.pmerit.d4.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretShapesTest {
    // Put together here, so that no scanner takes this file for a leak.
    static Stream<String> secrets() {
        String filler = "aB3".repeat(20);
        return Stream.of(
                filler.substring(0, 40),
                "Bearer " + filler.substring(0, 40),
                "cfut_" + filler.substring(0, 48),
                "0123456789abcdef".repeat(3).substring(0, 37),
                "sk_" + "live_" + filler,
                "rk_" + "test_" + filler,
                "whsec_" + filler,
                "sk-" + "ant-api03-" + filler,
                "AIza" + filler.substring(0, 35),
                "ghp_" + filler.substring(0, 36),
                "github_pat_" + filler,
                "re_" + filler.substring(0, 8) + "_" + filler.substring(0, 24),
                "AKIA" + "ABCDEFGH23456789",
                "xoxb-" + filler,
                "eyJ" + filler + ".eyJ" + filler + "." + filler,
                "-----BEGIN RSA PRIVATE KEY-----\nMII",
                "postgres://user:" + "password@db.example.com/x");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void refusesASecretInThePomAndKeepsItToItself(String secret, @TempDir Path directory) throws IOException {
        ContractFixture project = new ContractFixture(directory.toRealPath());
        project.pom("<vars>", "<vars><SALT>" + secret + "</SALT>");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo("<environments><staging><vars><SALT>");
        assertThat(fault.value()).isEqualTo(Fault.NOT_SHOWN);
        assertThat(fault.toString()).doesNotContain(secret);
        assertThat(fault.message())
                .doesNotContain(secret)
                .contains("mvn d4:put-secret -Dd4.environment=staging -Dd4.secrets=SALT -Dd4.fromEnvironment");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void refusesASecretInTheWranglerConfigAndKeepsItToItself(String secret, @TempDir Path directory)
            throws IOException {
        ContractFixture project = new ContractFixture(directory.toRealPath());
        project.toml("[env.staging.vars]", "[env.staging.vars]\nSALT = \"" + secret.replace("\n", "\\n") + "\"");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo("wrangler.toml: env.staging.vars.SALT");
        assertThat(fault.message()).doesNotContain(secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aixord-d4-backend-salt-2026-staging",
                "4222a800-ec94-479b-94d2-f1beaa7d01d9",
                "https://aixord-router-worker-staging.peoplemerit.workers.dev/api/v1/github/callback",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "products/aixord-router-worker/src/handlers/index.ts",
                "pk_live_0123456789abcdef",
                "nodejs_compat",
                "https://user@example.com/a:b@c",
            })
    void leavesWhatIsNoSecretAlone(String value) {
        assertThat(SecretShapes.find(value)).isEmpty();
    }
}
