package com.pmerit.d4.cloudflare;

import java.math.BigDecimal;

/**
 * A version's part of the traffic.
 *
 * @param versionId UUID
 * @param percentage 0 to 100; 0 is reached by the override header only
 */
public record TrafficShare(String versionId, double percentage) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException when the percentage is not between 0 and 100
     */
    public TrafficShare {
        if (!(percentage >= 0 && percentage <= 100)) {
            throw new IllegalArgumentException("A version cannot get " + percentage + " % of the traffic");
        }
    }

    /** Such as {@code 1f0c… at 90 %}. */
    @Override
    public String toString() {
        return versionId + " at "
                + new BigDecimal(Double.toString(percentage))
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }
}
