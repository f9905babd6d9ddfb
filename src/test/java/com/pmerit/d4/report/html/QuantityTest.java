package com.pmerit.d4.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "999949, 999.9 kB",
        "999999, 1.0 MB",
        "1800000, 1.8 MB",
        "5000000000000000, 5000.0 TB"
    })
    void writesSizesInDecimalUnits(long bytes, String words) {
        assertThat(Quantity.bytes(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "99, 99 ms",
        "100, 0.1 s",
        "2149, 2.1 s",
        "59940, 59.9 s",
        "60000, 1 min 0 s",
        "3725000, 62 min 5 s"
    })
    void writesDurations(long millis, String words) {
        assertThat(Quantity.duration(millis)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"yesterday", "2026-13-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z", "''"})
    void leavesWhatIsNoMomentAsItStands(String text) {
        Html html = new Html();
        Quantity.write(html, text);

        assertThat(html).hasToString("<!DOCTYPE html>\n" + text);
    }

    @Test
    void writesAMomentToTheMinuteInUtc() {
        Html html = new Html();
        Quantity.write(html, "2026-02-17T10:15:30.123Z");

        assertThat(html.toString()).endsWith("<time datetime=\"2026-02-17T10:15:30.123Z\">2026-02-17 10:15 UTC</time>");
    }
}
