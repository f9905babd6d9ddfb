package com.pmerit.d4.database;

/** How much a finding weighs that nobody waived. */
public enum Level {
    /** Stops every release. */
    ERROR,
    /** Stops a release to the last environment. */
    WARNING
}
