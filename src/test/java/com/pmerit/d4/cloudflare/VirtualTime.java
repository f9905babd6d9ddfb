package com.pmerit.d4.cloudflare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when someone sleeps. */
public final class VirtualTime {
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = START;
    private double jitter = 0.5;
    private boolean stopped;

    /** The time for a client, or for a step. */
    public Waiting waiting() {
        return new Waiting(this::now, this::sleep, () -> jitter);
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

    /** How long was slept so far. */
    public Duration passed() {
        return Duration.between(START, now());
    }

    private synchronized Instant now() {
        return now;
    }

    private synchronized void sleep(Duration duration) throws InterruptedException {
        if (stopped || Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(duration);
        now = now.plus(duration);
    }
}
