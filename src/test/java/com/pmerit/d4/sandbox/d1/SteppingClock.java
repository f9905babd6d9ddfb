package com.pmerit.d4.sandbox.d1;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on by a second whenever it is looked at. */
final class SteppingClock extends Clock {
    private Instant now = Instant.parse("2026-05-01T10:00:00Z");

    @Override
    public synchronized Instant instant() {
        now = now.plusSeconds(1);
        return now;
    }

    /** The time without letting it go on. */
    synchronized Instant last() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The tests need UTC only");
    }
}
