package com.pmerit.d4.cloudflare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when someone sleeps. */
final class VirtualTime {
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = START;
    private double jitter = 0.5;
    private boolean stopped;

    Waiting waiting() {
        return new Waiting(() -> now, this::sleep, () -> jitter);
    }

    /** From now on whoever sleeps is interrupted. */
    void stop() {
        stopped = true;
    }

    void jitter(double next) {
        jitter = next;
    }

    List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    Duration passed() {
        return Duration.between(START, now);
    }

    private void sleep(Duration duration) throws InterruptedException {
        if (stopped || Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(duration);
        now = now.plus(duration);
    }
}
