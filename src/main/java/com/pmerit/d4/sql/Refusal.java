package com.pmerit.d4.sql;

import java.util.Optional;

/** Leaves the running of a request at a statement that D1 refuses; never leaves {@link D1Database}. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    /** In D1's words. */
    final String words;

    Refusal(String words) {
        super(words, null, false, false);
        this.words = words;
    }

    static void throwIfPresent(Optional<String> words) throws Refusal {
        if (words.isPresent()) {
            throw new Refusal(words.get());
        }
    }
}
