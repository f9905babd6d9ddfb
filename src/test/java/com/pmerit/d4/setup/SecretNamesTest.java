package com.pmerit.d4.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    @Test
    void readsNamesAndNothingOfAValueThatGoesOverSeveralLines() {
        SecretNames found = read("""
                # for local runs
                STRIPE_SECRET_KEY=abc=def
                export RESEND_API_KEY = "quoted"
                PRIVATE_KEY="-----BEGIN KEY-----
                MIIBpart=
                AnotherPart=
                -----END KEY-----"
                  LAST_ONE='x'
                """);

        assertThat(found.names()).containsExactly("LAST_ONE", "PRIVATE_KEY", "RESEND_API_KEY", "STRIPE_SECRET_KEY");
        assertThat(found.doubts()).isEmpty();
    }

    @Test
    void takesNoLineOfAPemWithoutQuotesForAName() {
        SecretNames found = read("""
                PRIVATE_KEY=-----BEGIN PRIVATE KEY-----
                MIIEvQIBADANBgkqhkiG9w0BAQEFAASC
                MIIBKEYPART=
                QQ==
                -----END PRIVATE KEY-----
                NEXT_ONE=x
                """);

        assertThat(found.names()).containsExactly("NEXT_ONE", "PRIVATE_KEY");
    }

    @Test
    void takesNothingForANameAfterALineThatMayGoOnWithAValueUntilABlankLine() {
        SecretNames found = read("""
                SIGNING_KEY=MIIEvQIBADANBgkqhkiG9w0BAQEFAASC
                MIIEvQIBADANBgkqhkiG9w0BAQEFAASC+
                MIIBKEYPART=
                PART_OF_IT=more

                NEXT_ONE=x
                """);

        assertThat(found.names()).containsExactly("NEXT_ONE", "SIGNING_KEY");
        assertThat(found.doubts())
                .singleElement()
                .asString()
                .contains("lines 2, 3, 4 of .dev.vars are")
                .doesNotContain("MIIB", "PART_OF_IT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIIBKEYPART=",
                "MIIBkeypart==",
                "QQ==",
                "JBSWY3DPEHPK3PXP======",
                "hunter2=more",
                "Password=more",
                "A.B=more",
                "AKIAIOSFODNN7EXAMPLE=more",
                "QUJD= # said so",
                "A_B="
            })
    void tellsOfALineThatMayBeTheRestOfAValueItsNumberAlone(String rest) {
        SecretNames found = read("SIGNING_KEY=first\n" + rest + "\n");

        assertThat(found.names()).containsExactly("SIGNING_KEY");
        assertThat(found.doubts()).singleElement().asString().contains("line 2 of .dev.vars is");
        assertThat(found.doubts().toString()).doesNotContain(rest.replaceFirst("=.*", "") + "=");
    }

    @Test
    void knowsAQuoteWithinAValueFromTheOneThatEndsIt() {
        SecretNames found =
                read("SERVICE_ACCOUNT=\"{\\\"key\\\": \\\"abc\nPART_ONE=\\\"\nPART_TWO=x\n\"\nNEXT_ONE=x\n");

        assertThat(found.names()).containsExactly("NEXT_ONE", "SERVICE_ACCOUNT");
    }

    @Test
    void takesTheNamesOfAnExampleWithoutValues() {
        assertThat(read("STRIPE_SECRET_KEY=\nRESEND_API_KEY=\n").names())
                .containsExactly("RESEND_API_KEY", "STRIPE_SECRET_KEY");
    }

    @Test
    void readsAFileInWhateverEncoding(@TempDir Path directory) throws IOException {
        Files.write(
                directory.resolve(".dev.vars"), "GREETING_KEY=gr\u00fc\u00df\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(directory.resolve(".dev.vars.staging"), "\ufeffOTHER_KEY=x\nnonsense\n");

        SecretNames found = SecretNames.in(directory);

        assertThat(found.names()).containsExactly("GREETING_KEY", "OTHER_KEY");
        assertThat(found.doubts()).singleElement().asString().contains("line 2 of .dev.vars.staging is");
    }

    private static SecretNames read(String text) {
        SecretNames found = SecretNames.of(".dev.vars", text);
        assertThat(List.copyOf(found.names())).isSorted();
        return found;
    }
}
