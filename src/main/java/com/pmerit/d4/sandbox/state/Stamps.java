package com.pmerit.d4.sandbox.state;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times for {@code created_on} and its like: UTC with six decimals, each later than the one before, so that text order is time order. */
public final class Stamps {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private Instant last = Instant.EPOCH;

    /** Times of this clock. */
    public Stamps(Clock clock) {
        this.clock = clock;
    }

    /** The time now, or a microsecond after the last one when the clock has not moved. */
    public synchronized String next() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
        return FORMAT.format(last);
    }

    /** The clock behind the times. */
    public Clock clock() {
        return clock;
    }
}
