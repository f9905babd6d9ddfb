package com.pmerit.d4.contract;

import java.util.Optional;

/**
 * Something that the POM and the wrangler config both have a say in, and do not say alike. It is no fault of the
 * contract: the {@code bindings} gate fails with it, both values shown
 * unless they look like secrets.
 *
 * @param environment the environment's name in the POM
 * @param tag where the POM says it, such as {@code <environments><staging><databases><DB><id>}
 * @param pomValue what the POM says
 * @param wranglerKey where the wrangler config says it or should, such as {@code env.staging.d1_databases[DB].database_id}
 * @param wranglerValue what the wrangler config says; empty when it says nothing, so that {@code wrangler deploy} would
 *     drop what the POM promises
 */
public record Disagreement(
        String environment, String tag, String pomValue, String wranglerKey, Optional<String> wranglerValue) {
    /**
     * Both values, for a person.
     *
     * @return one line such as {@code <worker><main>: the POM says "a.ts", main says "b.ts"}
     */
    public String message() {
        return tag + ": the POM says \"" + pomValue + "\", " + wranglerKey
                + wranglerValue.map(value -> " says \"" + value + "\"").orElse(" says nothing");
    }
}
