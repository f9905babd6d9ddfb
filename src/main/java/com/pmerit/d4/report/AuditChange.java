package com.pmerit.d4.report;

import java.util.Optional;

/**
 * One thing in which two audits of the same project differ.
 *
 * @param kind how
 * @param environment its name in the POM; empty for what is about all of them
 * @param what such as {@code database DB tracking entries} or {@code finding secret-missing STRIPE_KEY}
 * @param before what the earlier audit says; empty for what was added or has no value
 * @param after what this audit says; empty for what is gone or has no value
 */
record AuditChange(
        Kind kind, Optional<String> environment, String what, Optional<String> before, Optional<String> after) {
    /** How two audits differ. */
    enum Kind {
        ADDED("added"),
        GONE("gone"),
        CHANGED("changed");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** Such as {@code 3 -> 46}; empty where nothing but the thing itself came or went. */
    String values() {
        return before.map(text -> text + " -> ").orElse("") + after.orElse(before.isPresent() ? "-" : "");
    }
}
