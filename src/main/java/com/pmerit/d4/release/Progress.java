package com.pmerit.d4.release;

import java.util.Optional;

/**
 * What a release knows so far, handed from step to step.
 *
 * @param anchor the version that served all traffic before the release; empty for a Worker that was never deployed
 * @param version the version that this release brings, once it is uploaded or found
 * @param serving whether that version takes all traffic
 */
public record Progress(Optional<String> anchor, Optional<String> version, boolean serving) {

    /** Before the first step: nothing is known. */
    public static Progress none() {
        return new Progress(Optional.empty(), Optional.empty(), false);
    }

    /** The same, with the version that was live before. */
    public Progress withAnchor(Optional<String> liveVersion) {
        return new Progress(liveVersion, version, serving);
    }

    /** The same, with the version of this release. */
    public Progress withVersion(String uploaded) {
        return new Progress(anchor, Optional.of(uploaded), serving);
    }

    /** The same, with the version of this release taking all traffic. */
    public Progress nowServing() {
        return new Progress(anchor, version, true);
    }
}
