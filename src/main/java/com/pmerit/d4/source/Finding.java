package com.pmerit.d4.source;

import com.pmerit.d4.gate.Verdict;

/** What a gate that looks at every npm package found in one of them. */
sealed interface Finding {

    /** The package's name in reports. */
    String name();

    /**
     * The package keeps the promise.
     *
     * @param measure how much was looked at; more than nothing
     * @param words the same for people
     */
    record Good(String name, long measure, String words) implements Finding {}

    /** The package does not keep it. */
    record Bad(String name, Verdict.Failed why) implements Finding {}

    /** The project's configuration says that the promise is not for this package. */
    record Exempt(String name) implements Finding {}
}
