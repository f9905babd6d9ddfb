package com.pmerit.d4.contract;

import java.util.Optional;

/**
 * An R2 bucket that an environment binds.
 *
 * @param name unique in the account and jurisdiction
 * @param jurisdiction in which it lies and out of which nothing of it goes, such as {@code eu}; wrangler's {@code jurisdiction}, for a
 *     POM states none
 */
public record Bucket(String name, Optional<String> jurisdiction) {
    /** For a person: such as {@code images}, or {@code images (jurisdiction eu)}. */
    public String shown() {
        return name + jurisdiction.map(where -> " (jurisdiction " + where + ")").orElse("");
    }
}
