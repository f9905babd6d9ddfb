package com.pmerit.d4.report;

import com.pmerit.d4.release.ReleaseMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a Worker runs. */
public sealed interface LiveStatus {

    /** There is no such Worker, or it was never deployed. */
    record Nothing() implements LiveStatus {}

    /**
     * One version takes all traffic.
     *
     * @param version its id
     * @param release what it was made of; empty when its record does not say so in d4's words
     * @param since when the deployment was made
     * @param author whoever made it, when Cloudflare tells it
     * @param by the tool that made it: {@code d4}, {@code wrangler}, {@code dashboard}, or Cloudflare's own word
     * @param staged the ids of versions that the deployment keeps beside it at 0 %: leftovers of a release that stopped
     * @param secrets how many secrets it holds
     */
    record Serving(
            String version,
            Optional<ReleaseMessage> release,
            Instant since,
            Optional<String> author,
            String by,
            List<String> staged,
            int secrets)
            implements LiveStatus {
        public Serving {
            staged = List.copyOf(staged);
        }
    }

    /**
     * Traffic is split.
     *
     * @param shares the versions with their percentages, such as {@code 1f0c… at 90 %}
     */
    record Split(List<String> shares, Instant since, Optional<String> author, String by) implements LiveStatus {
        public Split {
            shares = List.copyOf(shares);
        }
    }
}
