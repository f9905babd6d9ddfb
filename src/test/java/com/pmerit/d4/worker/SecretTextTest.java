package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''             | is empty
                    'a\uD83Db'     | holds half a surrogate pair
                    """)
    void refusesWhatCannotBeAValueEvenWhenItIsMeant(String text, String why) {
        assertThat(fault(text, true)).startsWith(why);
    }

    @Test
    void refusesANul() {
        assertThat(fault("a\0b", true)).startsWith("holds a NUL");
    }

    @Test
    void refusesWhatIsOverTheLimitAndSaysByHowMuch() {
        assertThat(fault("é".repeat(2561), true)).isEqualTo("has 5122 bytes, and Cloudflare takes 5120");
        assertThat(fault("é".repeat(2560), false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "value\n"   | ends in a line end
                    "value\r"   | ends in a line end
                    "'value'"   | stands in quotes
                    "`value`"   | stands in quotes
                    " value"    | begins or ends in a blank
                    "val\uFFFD" | holds U+FFFD
                    """, quoteCharacter = '"')
    void takesWhatUsuallyGoesWrongForASlipUnlessItIsMeant(String text, String why) {
        assertThat(fault(text, false)).startsWith(why);
        assertThat(fault(text, true)).isEmpty();
    }

    @Test
    void takesDoubleQuotesForASlip() {
        assertThat(fault("\"value\"", false)).startsWith("stands in quotes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "a\nb", "a\"b\"", "{\"a\":\"b\"}", "'", "it's"})
    void takesAnOrdinaryValue(String text) {
        assertThat(fault(text, false)).isEmpty();
    }

    @Test
    void neverShowsItself() {
        SecretText text = new SecretText("KEY", "the value");

        assertThat(text).asString().isEqualTo("SecretText[KEY]");
        assertThat(text.value()).asString().doesNotContain("the value");
    }

    private static String fault(String text, boolean exact) {
        return new SecretText("KEY", text).fault(exact).orElse("");
    }

    @Test
    void isHeldByWhatIsItAndWhereItIsLongByWhatHasItInIt() {
        assertThat(new SecretText("KEY", "long enough").isHeldBy("url://long enough@host"))
                .isTrue();
        assertThat(new SecretText("KEY", "12345").isHeldBy("12345")).isTrue();
        assertThat(new SecretText("KEY", "12345").isHeldBy("/opt/12345/bin")).isFalse();
    }
}
