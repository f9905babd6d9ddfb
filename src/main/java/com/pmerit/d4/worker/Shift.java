package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.ApiFailure;
import java.util.Optional;

/** What came of a shift of traffic. */
sealed interface Shift {

    /** Nothing was written, for what was wanted stood already. */
    record Stood(Shares head) implements Shift {}

    /** It was made and read back. */
    record Made(Shares before) implements Shift {}

    /**
     * Somebody else has deployed.
     *
     * @param head what is live; empty when nothing is
     * @param acted whether this release had shifted by then
     */
    record Foreign(Optional<Shares> head, boolean acted) implements Shift {}

    /**
     * A call failed.
     *
     * @param failure why
     * @param acted whether the traffic may be shifted all the same
     */
    record Broken(ApiFailure failure, boolean acted) implements Shift {}

    /** Cloudflare said that it was made, and lists what was live before. */
    record Unseen() implements Shift {}
}
