package com.pmerit.d4.smoke;

import java.util.Optional;

/**
 * Which version must answer, and which one may still.
 *
 * @param expected the id of the version that is tested
 * @param anchor the id of the version that served before it; empty when there was none
 */
public record Versions(String expected, Optional<String> anchor) {
    /**
     * Treats an anchor that is the expected version itself as none: then nothing older can answer.
     *
     * @throws IllegalArgumentException when the expected id is blank
     */
    public Versions {
        if (expected.isBlank()) {
            throw new IllegalArgumentException("the expected version has no id");
        }
        String id = expected;
        anchor = anchor.filter(older -> !older.equals(id));
    }
}
