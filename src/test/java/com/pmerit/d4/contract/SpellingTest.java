package com.pmerit.d4.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> WORDS = List.of("url", "worker", "vars", "databases", "wranglerEnvironment");

    @ParameterizedTest
    @CsvSource({
        "ulr,url",
        "wrker,worker",
        "Worker,worker",
        "var,vars",
        "database,databases",
        "databsaes,databases",
        "wranglerEnviroment,wranglerEnvironment"
    })
    void findsTheWordThatWasMeant(String written, String meant) {
        assertThat(Spelling.nearest(written, WORDS)).contains(meant);
    }

    @Test
    void findsNothingForAnotherWord() {
        assertThat(Spelling.nearest("secrets", WORDS)).isEmpty();
        assertThat(Spelling.nearest("", WORDS)).isEmpty();
        assertThat(Spelling.nearest("url", List.of())).isEmpty();
    }
}
