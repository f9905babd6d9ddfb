package com.pmerit.d4.smoke;

import com.pmerit.d4.contract.Smoke;
import java.time.Duration;

/**
 * How often and how long is asked, and how many answers in a row decide. Each question has a connection of its own.
 *
 * @param green how many right answers in a row are enough
 * @param red how many wrong answers in a row are too many
 * @param interval from one question to the next after a right answer
 * @param retryInterval from one question to the next after any other reply
 * @param timeout for one whole answer
 * @param deadline for all of it
 * @param propagation how long after the first question the version before may still answer
 */
public record Pace(
        int green,
        int red,
        Duration interval,
        Duration retryInterval,
        Duration timeout,
        Duration deadline,
        Duration propagation) {
    private static final int RIGHT_IN_A_ROW = 5;
    private static final int WRONG_IN_A_ROW = 3;
    private static final int MEASURED = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when a count or a time is not positive; only the propagation may be nothing
     */
    public Pace {
        if (green < 1 || red < 1 || propagation.isNegative()) {
            throw new IllegalArgumentException("a pace counts at least one answer and no negative time");
        }
        for (Duration time : new Duration[] {interval, retryInterval, timeout, deadline}) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("a pace needs times that are longer than nothing");
            }
        }
    }

    /**
     * For the internet: at most one question a second, five right answers in a row or three wrong ones, and thirty seconds in
     * which a change may still be on its way.
     */
    public static Pace internet(Smoke smoke) {
        Duration second = Duration.ofSeconds(1);
        Duration interval = smoke.interval().compareTo(second) < 0 ? second : smoke.interval();
        return new Pace(
                RIGHT_IN_A_ROW, WRONG_IN_A_ROW, interval, interval, TIMEOUT, smoke.deadline(), Duration.ofSeconds(30));
    }

    /** A few questions that measure a version that is known to be well: the first that is not right ends it. */
    Pace measuring() {
        Duration most = Duration.ofSeconds(15);
        return new Pace(
                MEASURED,
                1,
                interval,
                retryInterval,
                timeout,
                deadline.compareTo(most) < 0 ? deadline : most,
                propagation);
    }

    /** For an embedded Cloudflare: the same counts without the waiting, for a change is there at once. */
    public static Pace loopback(Smoke smoke) {
        Duration most = Duration.ofSeconds(15);
        return new Pace(
                RIGHT_IN_A_ROW,
                WRONG_IN_A_ROW,
                Duration.ofMillis(5),
                Duration.ofMillis(100),
                TIMEOUT,
                smoke.deadline().compareTo(most) < 0 ? smoke.deadline() : most,
                Duration.ZERO);
    }
}
