package com.pmerit.d4.worker;

import java.util.List;

/** What became of the attempt to make an upload out of the project. */
public sealed interface Bundling {

    /** The upload, with the digest of its code. */
    record Made(Bundle bundle, CodeDigest digest) implements Bundling {}

    /**
     * There is none.
     *
     * @param why what happened
     * @param details the bundler's own words, line by line
     * @param remedy what mends it
     */
    record Impossible(String why, List<String> details, String remedy) implements Bundling {
        public Impossible {
            details = List.copyOf(details);
        }
    }
}
