package com.pmerit.d4.cloudflare;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The time that retries live in.
 *
 * @param clock tells the time
 * @param sleeper lets it pass
 * @param jitter gives numbers from 0 to below 1
 */
public record Waiting(InstantSource clock, Sleeper sleeper, DoubleSupplier jitter) {
    /** The machine's clock. */
    public static Waiting real() {
        return new Waiting(
                InstantSource.system(),
                duration -> Thread.sleep(duration.toMillis()),
                () -> ThreadLocalRandom.current().nextDouble());
    }
}
