package com.pmerit.d4.setup;

import java.util.Optional;

/** A D1 database or an R2 bucket that a wrangler config names, and how it stands in an account. */
public sealed interface Store {
    /** Where the config names it, such as {@code env.staging.d1_databases[DB]}. */
    String place();

    /** The account has it as the config says. */
    record There(String place, String what) implements Store {}

    /** The account has one of that name, or of that id, and the config says otherwise: a person must decide. */
    record Otherwise(String place, String what, String remedy) implements Store {}

    /** It could not be looked for. */
    record Unclear(String place, String why) implements Store {}

    /**
     * The account has no such database.
     *
     * @param name that it is to have
     * @param staleId the id that the config states, which nothing has and nothing can be given
     */
    record NoDatabase(String place, String name, Optional<String> staleId) implements Store {}

    /**
     * The account has no such bucket.
     *
     * @param jurisdiction in which it is to be, such as {@code eu}
     */
    record NoBucket(String place, String name, Optional<String> jurisdiction) implements Store {}
}
