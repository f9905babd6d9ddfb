package com.pmerit.d4.audit;

/** How a migration stands in one database; the names are part of the schema of {@code migrations.json}. */
public enum MigrationState {
    /** The database lists it, and nothing is known against its file. */
    APPLIED("applied", false),
    /** Applied; since then comments or white space of its file were changed, which means nothing to SQLite. */
    RESTYLED("restyled", false),
    /** Applied; since then its file was changed so that it says something else. */
    EDITED("edited", true),
    /** The database does not list it. */
    PENDING("pending", false),
    /** Pending, and it would have come before a file that is applied already. */
    OUT_OF_ORDER("out of order", true),
    /** Pending under its name, and d4 noted that it applied this very file under another one. */
    RENAMED("renamed", true),
    /** Pending under its name, and all speaks for its having been applied under another one. */
    PROBABLY_RENAMED("renamed?", true),
    /** The database lists it, and the project has no such file. */
    WITHOUT_FILE("no file", true),
    /** D4 noted that it applied it, and the tracking table does not list it any more. */
    FORGOTTEN("forgotten", true),
    /** A file of the project, of which no database was asked. */
    NOT_ASKED("not asked", false);

    private final String words;
    private final boolean odd;

    MigrationState(String words, boolean odd) {
        this.words = words;
        this.odd = odd;
    }

    /** The state for a person, in at most twelve letters. */
    public String words() {
        return words;
    }

    /** Whether a person must look, before the next release meets it. */
    public boolean isOdd() {
        return odd;
    }
}
