package com.pmerit.d4.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeartbeatTest {
    @TempDir
    private Path directory;

    private final HandDriven scheduler = new HandDriven();
    private Bookkeeping it;

    @BeforeEach
    void start() throws IOException {
        it = new Bookkeeping(directory);
    }

    @AfterEach
    void stop() throws IOException {
        it.close();
    }

    @Test
    void keepsTheLockEachHalfMinuteUntilItIsClosed() throws Exception {
        Books books = it.holding("one");
        it.outlivesTheLock();

        try (Heartbeat beating = new Heartbeat(books.lock(), scheduler)) {
            assertThat(beating).isNotNull();
            assertThat(scheduler.seconds).isEqualTo(30);
            scheduler.task.run();
        }

        assertThat(books.lock().holder().orElseThrow().orElseThrow().secondsLeft())
                .isBetween(110L, 120L);
        assertThat(scheduler.isShutdown()).isTrue();
    }

    @Test
    void doesNotTakeALockBackThatSomebodyElseHas() throws Exception {
        Books books = it.holding("one");
        it.outlivesTheLock();
        it.holding("other");

        try (Heartbeat beating = new Heartbeat(books.lock(), scheduler)) {
            assertThat(beating).isNotNull();
            scheduler.task.run();
        }

        assertThat(books.lock().objection().orElseThrow()).contains("was taken by");
    }

    /** Runs its task when the test says so. */
    private static final class HandDriven extends ScheduledThreadPoolExecutor {
        private Runnable task = () -> {};
        private long seconds;

        HandDriven() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long delay, long period, TimeUnit unit) {
            task = command;
            seconds = unit.toSeconds(period);
            return schedule(() -> {}, 1, TimeUnit.HOURS);
        }
    }
}
