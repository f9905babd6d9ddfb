package com.pmerit.d4.report;

import java.time.Instant;
import java.util.Optional;

/**
 * What users of an environment's site meet.
 *
 * @param place the Pages project, with its branch when it is a preview
 * @param live empty when nothing was ever published there
 */
public record SiteStatus(String place, Optional<Published> live) {

    /**
     * A deployment.
     *
     * @param id its id
     * @param branch that it was made from, when Pages tells it
     * @param commit that it was made from, when Pages tells it
     * @param since when it was made
     */
    public record Published(String id, Optional<String> branch, Optional<String> commit, Instant since) {}
}
