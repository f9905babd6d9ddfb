package com.pmerit.d4.database.backup;

import com.pmerit.d4.release.ShellWord;
import java.nio.file.Path;
import java.time.Instant;

/** To which state a database is to go back. */
public sealed interface RestoreWish {
    /** What is typed for it, as a shell takes it. */
    String option();

    /** The state that a bookmark of Time Travel names. */
    record ToBookmark(String bookmark) implements RestoreWish {
        @Override
        public String option() {
            return "-Dd4.bookmark=" + bookmark;
        }
    }

    /** The state at a time. */
    record ToTime(Instant time) implements RestoreWish {
        @Override
        public String option() {
            return "-Dd4.bookmark=" + time;
        }
    }

    /** The state in a dump that d4 took, in the directory that holds its manifest. */
    record FromDump(Path directory) implements RestoreWish {
        @Override
        public String option() {
            return new ShellWord("-Dd4.dump=" + directory).quoted();
        }
    }
}
