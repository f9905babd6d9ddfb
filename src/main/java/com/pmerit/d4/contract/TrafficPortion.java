package com.pmerit.d4.contract;

import java.time.Duration;

/**
 * One stop on the way to all traffic.
 *
 * @param percent the part of the traffic that the new version gets, 1 to 99
 * @param soak how long it keeps that part before it is asked for its health again, at most 24 hours
 */
public record TrafficPortion(int percent, Duration soak) {
    /** The longest soak. */
    public static final Duration LONGEST_SOAK = Duration.ofHours(24);

    /** Checks both. */
    public TrafficPortion {
        if (percent < 1 || percent > 99) {
            throw new IllegalArgumentException("Not a part of the traffic: " + percent + " %");
        }
        if (soak.isNegative() || soak.isZero() || soak.compareTo(LONGEST_SOAK) > 0) {
            throw new IllegalArgumentException("Not a time to soak: " + soak);
        }
    }
}
