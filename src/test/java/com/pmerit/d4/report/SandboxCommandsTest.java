package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SandboxCommandsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mvn deploy -Pstaging                       | mvn deploy -Pstaging -Dd4.sandbox",
                "mvn deploy -Pstaging (then this again)     | mvn deploy -Pstaging -Dd4.sandbox (then this again)",
                "run mvn d4:migrate -Pstaging, then commit  | run mvn d4:migrate -Pstaging -Dd4.sandbox, then commit",
                "mvn d4:put-secret -Dd4.secrets=A,B -Pone.  | mvn d4:put-secret -Dd4.secrets=A,B -Pone -Dd4.sandbox.",
                "mvn deploy -Dd4.override='a b:c' -Pone; go | mvn deploy -Dd4.override='a b:c' -Pone -Dd4.sandbox; go",
                "mvn verify, or mvn d4:lint                 | mvn verify -Dd4.sandbox, or mvn d4:lint -Dd4.sandbox",
            })
    void areSentToTheEmbeddedCloudflare(String text, String there) {
        assertThat(SandboxCommands.in(text)).isEqualTo(there);
    }

    @ParameterizedTest
    @CsvSource({
        "mvn deploy -Dd4.sandbox -Pstaging",
        "mvn deploy -Pstaging -Dd4.sandbox",
        "mvn d4:sandbox",
        "mvn com.pmerit:d4-maven-plugin:1.0.0:init",
        "mvn spotless:apply",
        "git push origin v1.0.0"
    })
    void areLeftAsTheyAreWhereThereIsNothingToSay(String text) {
        assertThat(SandboxCommands.in(text)).isEqualTo(text);
    }
}
