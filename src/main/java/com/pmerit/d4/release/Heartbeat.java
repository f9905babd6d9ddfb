package com.pmerit.d4.release;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a lock while nothing is written for long, such as during a smoke test or a soak. It only keeps the lease fresh:
 * whether it holds is asked before each write as ever.
 */
public final class Heartbeat implements AutoCloseable {
    private static final long SECONDS = 30;

    private final ScheduledExecutorService scheduler;
    private final ScheduledFuture<?> beat;

    /** Begins to beat; the scheduler is shut down with it. */
    public Heartbeat(Lock lock, ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
        this.beat = scheduler.scheduleAtFixedRate(
                () -> lock.lease().ifPresent(Lease::keep), SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    /** Begins to beat in a thread of its own, which does not keep the JVM alive. */
    public static Heartbeat of(Lock lock) {
        return new Heartbeat(lock, Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "d4-heartbeat");
            thread.setDaemon(true);
            return thread;
        }));
    }

    @Override
    public void close() {
        beat.cancel(true);
        scheduler.shutdownNow();
    }
}
