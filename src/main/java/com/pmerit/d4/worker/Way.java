package com.pmerit.d4.worker;

import com.pmerit.d4.contract.TrafficPortion;
import com.pmerit.d4.release.Progress;
import java.util.List;

/**
 * The way that a release takes from the version before it to its own: 0 %, the portions that the contract states, 100 %.
 *
 * @param anchor the version before
 * @param version the release's
 * @param portions the stops between
 */
record Way(String anchor, String version, List<TrafficPortion> portions) {
    Way {
        portions = List.copyOf(portions);
    }

    /**
     * The way of a release.
     *
     * @throws IllegalStateException when nothing was uploaded, or nothing was live before
     */
    static Way of(Progress progress, List<TrafficPortion> portions) {
        String version = progress.version()
                .orElseThrow(() -> new IllegalStateException("the release deploys before it has uploaded"));
        String anchor = progress.anchor()
                .orElseThrow(() -> new IllegalStateException("a first version is live without being deployed"));
        return new Way(anchor, version, portions);
    }

    /** The version before takes all traffic, and the release's is not part of it. */
    boolean isNotBegun(Shares shares) {
        return shares.equals(Shares.alone(anchor));
    }

    /** The release's version is part of the traffic as the release itself would make it, short of all of it. */
    boolean isOnIt(Shares shares) {
        return shares.equals(Shares.between(anchor, version, 0))
                || portions.stream()
                        .anyMatch(portion -> shares.equals(Shares.between(anchor, version, portion.percent())));
    }
}
