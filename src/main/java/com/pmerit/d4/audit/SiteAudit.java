package com.pmerit.d4.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What users of one environment's site meet, or why that could not be read. */
public sealed interface SiteAudit {
    /** The Pages project, with its branch when it is a preview. */
    String place();

    /**
     * A deployment.
     *
     * @param deployment what Cloudflare says of it
     * @param byD4 whether d4 made it; else somebody did with wrangler, in the dashboard or by a push
     * @param kinship whether it goes with the Worker that is live
     */
    record Live(String place, Published deployment, boolean byD4, Kinship kinship) implements SiteAudit {}

    /** Nothing was ever published there. */
    record Nothing(String place) implements SiteAudit {}

    /**
     * It could not be read, or there is no such project.
     *
     * @param why one sentence
     */
    record Unreadable(String place, String why) implements SiteAudit {}

    /**
     * A deployment of a Pages project.
     *
     * @param id its id
     * @param commit the full hash that it was made from, when it names one
     * @param dirty whether it was made from a working tree with changes that are in no commit
     * @param branch that it was made from, when it names one
     * @param since when it was made
     * @param address where users meet it
     * @param urls every address that leads to it
     */
    record Published(
            String id,
            Optional<String> commit,
            boolean dirty,
            Optional<String> branch,
            Instant since,
            String address,
            List<String> urls) {
        /** Copies the list. */
        public Published {
            urls = List.copyOf(urls);
        }
    }

    /** Whether the site and the Worker that is live are of one release. */
    sealed interface Kinship {

        /** The live version names this commit, or d4's record has both in one release. */
        record Same() implements Kinship {}

        /**
         * The live version is another release's.
         *
         * @param commit the beginning of the hash that the Worker names
         */
        record Other(String commit) implements Kinship {}

        /**
         * That cannot be said.
         *
         * @param why one sentence
         */
        record Unknown(String why) implements Kinship {}
    }
}
