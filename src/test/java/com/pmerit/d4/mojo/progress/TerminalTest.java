package com.pmerit.d4.mojo.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalTest {
    private static final Map<String, String> USUAL = Map.of("TERM", "xterm-256color", "LANG", "C.UTF-8");

    @Test
    void movesALineOnATerminal() {
        assertThat(new Terminal(true, true, 1, new Properties(), USUAL).moves()).isTrue();
    }

    @Test
    void movesNoneInAFileOrAPipe() {
        assertThat(new Terminal(false, true, 1, new Properties(), USUAL).moves())
                .isFalse();
    }

    @Test
    void movesNoneInBatchMode() {
        assertThat(new Terminal(true, false, 1, new Properties(), USUAL).moves())
                .isFalse();
    }

    @Test
    void movesNoneWhereModulesAreBuiltAtOnce() {
        assertThat(new Terminal(true, true, 2, new Properties(), USUAL).moves()).isFalse();
    }

    @Test
    void movesNoneWhereMavenIsToldToUseNoColor() {
        Properties properties = new Properties();
        properties.setProperty("style.color", "never");

        assertThat(new Terminal(true, true, 1, properties, USUAL).moves()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "TERM, dumb, false",
        "NO_COLOR, 1, false",
        "NO_COLOR, '', true",
        "CI, true, false",
        "CI, false, true",
        "JENKINS_URL, https://ci.example.org/, false",
        "TF_BUILD, True, false"
    })
    void looksAtTheVariablesOfTheBuild(String name, String value, boolean moves) {
        assertThat(new Terminal(true, true, 1, new Properties(), Map.of(name, value)).moves())
                .isEqualTo(moves);
    }
}
