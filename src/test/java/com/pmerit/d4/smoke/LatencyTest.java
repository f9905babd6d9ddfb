package com.pmerit.d4.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatencyTest {
    @ParameterizedTest
    @CsvSource({"100, 300, true", "100, 299, false", "10, 101, true", "10, 100, false", "1, 99, false"})
    void isTooLongFromThreeTimesOnUnlessNobodyWouldNotice(long before, long now, boolean tooLong) {
        assertThat(new Latency(Duration.ofMillis(before), Duration.ofMillis(now)).isTooLong())
                .isEqualTo(tooLong);
    }
}
