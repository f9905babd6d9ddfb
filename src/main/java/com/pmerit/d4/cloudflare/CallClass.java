package com.pmerit.d4.cloudflare;

/** What may be done when the outcome of a call is not known. */
public enum CallClass {
    /** Changes nothing: repeated. */
    READ,
    /** Leaves the same state however often it arrives: repeated. */
    IDEMPOTENT_WRITE,
    /** Makes something new that can be looked for: repeated only after a read-back has shown that it is not there. */
    OBSERVABLE_CREATE,
    /** Runs SQL with changes: never repeated here; the caller reads the tracking table. */
    DATABASE_WRITE,
    /** A restore or a forced change: sent once, whatever happens. */
    DANGEROUS;

    boolean isRepeatable() {
        return this == READ || this == IDEMPOTENT_WRITE;
    }
}
