package com.pmerit.d4.database;

/**
 * How it is known of a file that it is in effect, which nobody was seen to apply.
 *
 * @param proof what vouches for it
 * @param author who recorded it, as git or the CI server names them
 */
public record Recording(Proof proof, String author) {
    /** What vouches for it; the names in lower case are cells of the ledger. */
    public enum Proof {
        /** The schema has all that it does, and it does nothing else. */
        PROVEN,
        /** A person named it. */
        ATTESTED
    }
}
