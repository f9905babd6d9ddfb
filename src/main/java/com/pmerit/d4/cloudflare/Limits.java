package com.pmerit.d4.cloudflare;

import java.time.Duration;

/**
 * How long and how large one exchange with the API may be.
 *
 * @param connect time to open a connection, TLS included
 * @param silence longest time without a byte from the other side
 * @param exchange longest time for one exchange in all, so that one byte a second ends too
 * @param answerBytes largest answer body that is read, in bytes after decompression
 */
public record Limits(Duration connect, Duration silence, Duration exchange, int answerBytes) {
    /** 10 s to connect, 60 s of silence, 300 s in all, 64 MiB. */
    public static final Limits STANDARD =
            new Limits(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5), 64 * 1024 * 1024);

    /**
     * Checks that there is room for an exchange at all.
     *
     * @throws IllegalArgumentException when a limit is zero or negative
     */
    public Limits {
        if (isNothing(connect) || isNothing(silence) || isNothing(exchange) || answerBytes <= 0) {
            throw new IllegalArgumentException("Every limit of the Cloudflare client must be above zero");
        }
    }

    private static boolean isNothing(Duration duration) {
        return duration.isZero() || duration.isNegative();
    }
}
