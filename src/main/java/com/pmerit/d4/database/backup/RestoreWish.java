package com.pmerit.d4.database.backup;

import java.nio.file.Path;
import java.time.Instant;

/** To which state a database is to go back. */
public sealed interface RestoreWish {
    /** The state that a bookmark of Time Travel names. */
    record ToBookmark(String bookmark) implements RestoreWish {}

    /** The state at a time. */
    record ToTime(Instant time) implements RestoreWish {}

    /** The state in a dump that d4 took, in the directory that holds its manifest. */
    record FromDump(Path directory) implements RestoreWish {}
}
