package com.pmerit.d4.mojo.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.Test;

final class ProgressDisplayTest {
    private static final Terminal PIPE = new Terminal(false, true, 1, new Properties(), Map.of());

    private final Log log = mock(Log.class);
    private final CountDownLatch looked = new CountDownLatch(2);

    @Test
    void writesPlainLinesIntoALogThatIsKept() {
        when(log.isInfoEnabled()).thenReturn(true);
        Activities activities = new Activities(fast());
        activities.begin("d4:check");

        try (ProgressDisplay display = ProgressDisplay.of(activities, PIPE, log)) {
            verify(log, timeout(5_000)).info(" ...  d4:check 1 min 0 s");
            assertThat(display.log().isInfoEnabled()).isTrue();
        }
    }

    @Test
    void isSilentWhenMavenIsToldToBeQuiet() throws Exception {
        Activities activities = new Activities(fast());
        activities.begin("d4:check");

        try (ProgressDisplay display = ProgressDisplay.of(activities, PIPE, log)) {
            assertThat(looked.await(600, TimeUnit.MILLISECONDS))
                    .as("nobody looks")
                    .isFalse();
            assertThat(display.log().isInfoEnabled()).isFalse();
        }

        verify(log, never()).info(anyString());
    }

    /** A minute passes with each look. */
    private InstantSource fast() {
        Instant begin = Instant.parse("2026-02-17T10:00:00Z");
        return () -> {
            long before = looked.getCount();
            looked.countDown();
            return begin.plusSeconds(60 * (2 - before));
        };
    }
}
