package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WaiversTest {
    @Test
    void readsCodeReasonAndLine() {
        Waivers waivers = Waivers.of("""
                -- Old sessions go.
                -- d4:allow rows-lost sessions are made again at the next login
                DELETE FROM sessions; --d4:allow table-dropped  nobody reads it\040
                """);

        assertThat(waivers.given())
                .containsExactly(
                        new Waiver("rows-lost", "sessions are made again at the next login", 2),
                        new Waiver("table-dropped", "nobody reads it", 3));
        assertThat(waivers.malformed()).isEmpty();
        assertThat(waivers.waiving("rows-lost")).isPresent();
        assertThat(waivers.waiving("rows")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- d4:allow",
                "-- d4:allow rows-lost",
                "-- d4:allow rows-lost   ",
                "-- d4:allow Rows-Lost because",
                "-- d4:allow rows--lost because",
                "-- d4:allow -rows because",
            })
    void waivesNothingWithoutACodeAndAReason(String comment) {
        Waivers waivers = Waivers.of("SELECT 1;\n" + comment + "\n");

        assertThat(waivers.given()).isEmpty();
        assertThat(waivers.malformed()).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '-- d4:allow rows-lost because';",
                "SELECT '\n-- d4:allow rows-lost because\n';",
                "/* d4:allow rows-lost because */",
                "/*\n-- d4:allow rows-lost because\n*/",
                "-- see d4:allow rows-lost because",
                "-- d4:allowance rows-lost because",
            })
    void takesNoOtherTextForAWaiver(String sql) {
        assertThat(Waivers.of(sql)).isEqualTo(Waivers.of(""));
    }

    @Test
    void readsAFileOfWindowsLines() {
        assertThat(Waivers.of("SELECT 1;\r\n-- d4:allow rows-lost because\r\n").given())
                .containsExactly(new Waiver("rows-lost", "because", 2));
    }
}
