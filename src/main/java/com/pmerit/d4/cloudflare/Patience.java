package com.pmerit.d4.cloudflare;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The tries and the time that one call has. What Cloudflare asks to wait is counted apart from our own back-off. */
final class Patience {
    private static final int TRIES = 6;
    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration IN_ALL = Duration.ofMinutes(2);
    private static final Duration ASKED_IN_ALL = Duration.ofMinutes(5);

    private final Waiting waiting;
    private final Instant started;
    private Duration askedSoFar = Duration.ZERO;
    private int tries = 1;

    Patience(Waiting waiting) {
        this.waiting = waiting;
        this.started = waiting.clock().instant();
    }

    /** The number of the current try, from 1. */
    int tries() {
        return tries;
    }

    /** Waits before the next try; false when there is to be none, because all tries or all time are used up or the build is stopped. */
    boolean waits(Optional<Duration> asked) {
        return tries < TRIES && (asked.isPresent() ? waitsAsAsked(asked.get()) : backsOff());
    }

    private boolean waitsAsAsked(Duration asked) {
        if (askedSoFar.plus(asked).compareTo(ASKED_IN_ALL) > 0) {
            return false;
        }
        askedSoFar = askedSoFar.plus(asked);
        tries++;
        return pauses(asked);
    }

    private boolean backsOff() {
        Duration widest = SHORTEST.multipliedBy(2L << (tries - 1));
        Duration window = (widest.compareTo(LONGEST) > 0 ? LONGEST : widest).minus(SHORTEST);
        Duration pause =
                SHORTEST.plusNanos((long) (window.toNanos() * waiting.jitter().getAsDouble()));
        Duration own = Duration.between(started, waiting.clock().instant()).minus(askedSoFar);
        if (own.plus(pause).compareTo(IN_ALL) > 0) {
            return false;
        }
        tries++;
        return pauses(pause);
    }

    /** Lets time pass without using up a try; false when the build is being stopped. */
    boolean pauses(Duration pause) {
        try {
            waiting.sleeper().sleep(pause);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Counts a try that was made possible by other means than waiting. */
    void countTry() {
        tries++;
    }
}
