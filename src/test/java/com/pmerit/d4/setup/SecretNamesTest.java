package com.pmerit.d4.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretNamesTest {
    @Test
    void readsNamesAndNothingOfAValueThatGoesOverSeveralLines() {
        String text = """
                # for local runs
                STRIPE_SECRET_KEY=abc=def
                export RESEND_API_KEY = "quoted"
                PRIVATE_KEY="-----BEGIN KEY-----
                MIIBpart=
                AnotherPart=
                -----END KEY-----"
                  LAST_ONE='x'
                not an entry
                """;

        assertThat(SecretNames.names(text))
                .containsExactly("LAST_ONE", "PRIVATE_KEY", "RESEND_API_KEY", "STRIPE_SECRET_KEY");
    }
}
