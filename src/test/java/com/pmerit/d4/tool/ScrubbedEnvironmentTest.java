package com.pmerit.d4.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pmerit.d4.cloudflare.Redactor;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScrubbedEnvironmentTest {
    private static final Path HERE = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLOUDFLARE_API_TOKEN",
                "CLOUDFLARE_ACCOUNT_ID",
                "CLOUDFLARE_EMAIL",
                "CF_API_KEY",
                "cf_api_token",
                "WRANGLER_R2_SQL_AUTH_TOKEN",
                "WRANGLER_CF_AUTHORIZATION_TOKEN",
                "GITHUB_TOKEN",
                "STRIPE_WEBHOOK_SECRET",
                "STRIPE_SECRET_KEY",
                "OPENAI_APIKEY",
                "DB_PASSWORD",
                "MAVEN_GPG_PASSPHRASE",
                "GOOGLE_APPLICATION_CREDENTIALS",
                "NPM_TOKEN",
                "npm_config__authToken",
                "GIT_DIR",
                "GIT_INDEX_FILE"
            })
    void hidesFromAChild(String name) {
        ScrubbedEnvironment environment = environment(Map.of(name, "v"), Set.of(), Set.of());

        assertThat(environment.forChild(false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PATH", "HOME", "PWD", "LANG", "JAVA_HOME", "NODE_OPTIONS", "WRANGLER_LOG", "npm_config_cache"})
    void leavesAChild(String name) {
        ScrubbedEnvironment environment = environment(Map.of(name, "v"), Set.of(), Set.of());

        assertThat(environment.forChild(false)).containsExactly(Map.entry(name, "v"));
    }

    @Test
    void hidesADeclaredSecretWhateverItsName() {
        ScrubbedEnvironment environment =
                environment(Map.of("GUMROAD_PRODUCT_ID", "gum-1234"), Set.of("GUMROAD_PRODUCT_ID"), Set.of());

        assertThat(environment.forChild(true)).isEmpty();
    }

    @Test
    void hidesAVariableOfAnotherNameThatCarriesAKnownSecret() {
        ScrubbedEnvironment environment = environment(
                Map.of("CLOUDFLARE_API_TOKEN", "cf-token-1", "MAVEN_CMD_LINE_ARGS", "deploy -Dx=cf-token-1 -B"),
                Set.of(),
                Set.of());

        assertThat(environment.forChild(false)).isEmpty();
    }

    @Test
    void leavesRegistryCredentialsOnlyToTheChildThatFetchesPackages() {
        ScrubbedEnvironment environment = environment(
                Map.of("NPM_TOKEN", "a", "NODE_AUTH_TOKEN", "b", "npm_config__authToken", "c", "GITHUB_TOKEN", "d"),
                Set.of(),
                Set.of());

        assertThat(environment.forChild(true))
                .containsOnlyKeys("NPM_TOKEN", "NODE_AUTH_TOKEN", "npm_config__authToken");
        assertThat(environment.forChild(false)).isEmpty();
    }

    @Test
    void hidesARegistryCredentialThatTheProjectDeclaresAsItsSecret() {
        ScrubbedEnvironment environment = environment(Map.of("NPM_TOKEN", "a"), Set.of("NPM_TOKEN"), Set.of());

        assertThat(environment.forChild(true)).isEmpty();
    }

    @Test
    void refusesAnArgumentThatHoldsASecretWithoutShowingIt() {
        ScrubbedEnvironment environment = environment(Map.of(), Set.of(), Set.of("hunter2-hunter2"));
        Command command = Command.of(HERE, "curl", "-H", "Authorization: Bearer hunter2-hunter2");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> environment.refuseSecretsIn(command))
                .withMessageContaining("argument 2")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void refusesAnAddedVariableThatHoldsASecretWithoutShowingIt() {
        ScrubbedEnvironment environment =
                environment(Map.of("STRIPE_SECRET_KEY", "sk_live_1"), Set.of("STRIPE_SECRET_KEY"), Set.of());
        Command command = Command.of(HERE, "npm").with("PRICE", "sk_live_1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> environment.refuseSecretsIn(command))
                .withMessageContaining("PRICE")
                .withMessageNotContaining("sk_live_1");
    }

    @Test
    void takesAShortSecretForASecretOnlyWhenItIsTheWholeArgument() {
        ScrubbedEnvironment environment = environment(Map.of(), Set.of(), Set.of("run"));

        assertThatCode(() -> environment.refuseSecretsIn(Command.of(HERE, "npm", "prune")))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> environment.refuseSecretsIn(Command.of(HERE, "npm", "run")));
    }

    @Test
    void doesNotTakeAnAccountIdForASecret() {
        ScrubbedEnvironment environment =
                environment(Map.of("CLOUDFLARE_ACCOUNT_ID", "0123456789abcdef"), Set.of(), Set.of());

        assertThatCode(() -> environment.refuseSecretsIn(Command.of(HERE, "echo", "0123456789abcdef")))
                .doesNotThrowAnyException();
    }

    @Test
    void blotsKnownSecretsOutOfOutput() {
        ScrubbedEnvironment environment = environment(Map.of(), Set.of(), Set.of("hunter2"));

        assertThat(environment
                        .redact(new Output("logged in with hunter2.", false))
                        .text())
                .isEqualTo("logged in with [secret].");
    }

    @Test
    void blotsOutTheWholeOfASecretThatHoldsAnotherOne() {
        ScrubbedEnvironment environment = environment(Map.of(), Set.of(), Set.of("hunter2", "hunter2-and-more"));

        assertThat(environment
                        .redact(new Output("logged in with hunter2-and-more.", false))
                        .text())
                .isEqualTo("logged in with [secret].");
    }

    @Test
    void blotsOutASecretThatAChildHasEncoded() {
        ScrubbedEnvironment environment = environment(Map.of(), Set.of(), Set.of("hunter 2 & \"more\""));

        assertThat(environment
                        .redact(new Output(
                                "?key=hunter+2+%26+%22more%22, {\"key\":\"hunter 2 & \\\"more\\\"\"}", false))
                        .text())
                .isEqualTo("?key=[secret], {\"key\":\"[secret]\"}");
    }

    @Test
    void blotsOutAShortSecretOnlyWhereItStandsAlone() {
        ScrubbedEnvironment environment = environment(Map.of(), Set.of(), Set.of("on"));

        assertThat(environment.redact(new Output("FLAG=on, version 2", false)).text())
                .isEqualTo("FLAG=[secret], version 2");
    }

    @Test
    void dropsTheLineInWhichAKeptOutputBegins() {
        ScrubbedEnvironment environment = environment(Map.of(), Set.of(), Set.of("hunter2-hunter2"));

        assertThat(environment.redact(new Output("er2-hunter2 is in\nand so on", true)))
                .isEqualTo(new Output("and so on", true));
        assertThat(environment
                        .redact(new Output("er2-hunter2" + "x".repeat(1_000), true))
                        .text())
                .matches("x{100,}");
        assertThat(environment
                        .redact(new Output("er2 is whole\nand so on", false))
                        .text())
                .isEqualTo("er2 is whole\nand so on");
    }

    @Test
    void keepsWhatAKeptOutputBeginsWithWhenThereIsNoSecret() {
        assertThat(environment(Map.of(), Set.of(), Set.of()).redact(new Output("ter\nand so on", true)))
                .isEqualTo(new Output("ter\nand so on", true));
    }

    @Test
    void hidesAVariableThatCarriesASecretInAnotherSpelling() {
        ScrubbedEnvironment environment = environment(
                Map.of("PROXY", "http://me:p%40ss-word@proxy:8080", "OTHER", "p-ss"), Set.of(), Set.of("p@ss-word"));

        assertThat(environment.forChild(false)).containsExactly(Map.entry("OTHER", "p-ss"));
    }

    @Test
    void findsTheSecretsOfAProjectInTheEnvironmentOfTheBuild() {
        assertThat(ScrubbedEnvironment.secretsIn(
                        Map.of(
                                "PAYMENT_KEY", "pay-1",
                                "CLOUDFLARE_API_TOKEN", "cf-1",
                                "CLOUDFLARE_ACCOUNT_ID", "id-1",
                                "OTHER_TOKEN", "o-1",
                                "EMPTY", ""),
                        Set.of("payment_key", "EMPTY")))
                .containsExactlyInAnyOrder("pay-1", "cf-1");
    }

    @Test
    void showsNothingOfItselfInText() {
        ScrubbedEnvironment environment = environment(Map.of("NAME", "value"), Set.of(), Set.of("hunter2"));

        assertThat(environment).asString().isEqualTo("1 variables, 1 known secrets");
    }

    private static ScrubbedEnvironment environment(
            Map<String, String> parent, Set<String> declared, Set<String> values) {
        return new ScrubbedEnvironment(parent, declared, values, known -> Redactor.of(known)::mask);
    }
}
