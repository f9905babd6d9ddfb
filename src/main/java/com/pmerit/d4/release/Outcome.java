package com.pmerit.d4.release;

/** How a run ended; the names are part of the result schema. */
public enum Outcome {
    /** Everything stood already; nothing was written. */
    NOOP,
    /** The release is live and its smoke test was seen to pass. */
    DONE,
    /** A gate failed; nothing was written. */
    GATE_FAILED,
    /** The release stopped before users could meet it. */
    ABORTED_SAFE,
    /** The release went wrong after traffic moved, and the version before it serves users again. */
    ROLLED_BACK,
    /** It is not known what users meet, or someone else is at work; a person must look. */
    NEEDS_HUMAN
}
