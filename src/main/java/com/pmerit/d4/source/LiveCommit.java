package com.pmerit.d4.source;

/** What an environment runs, as far as it can be held against the repository. */
public sealed interface LiveCommit {

    /** Nothing was ever deployed there. */
    record Nothing() implements LiveCommit {}

    /**
     * The release that is live names its commit.
     *
     * @param id the commit's id in hexadecimal, full or abbreviated
     */
    record Named(String id) implements LiveCommit {
        /**
         * Keeps out what git could take for anything else than a commit's id.
         *
         * @throws IllegalArgumentException when it is none
         */
        public Named {
            if (!id.matches("[0-9a-f]{7,64}")) {
                throw new IllegalArgumentException("not the id of a commit: " + id);
            }
        }
    }

    /**
     * What is live names no commit: d4 did not deploy it.
     *
     * @param what what is live, such as {@code version 7f3b… is live}
     */
    record Unnamed(String what) implements LiveCommit {}

    /** What is live cannot be read. */
    record Unreadable(String why) implements LiveCommit {}
}
