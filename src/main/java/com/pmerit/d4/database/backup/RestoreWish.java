package com.pmerit.d4.database.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;

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
        private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+=-]+");

        @Override
        public String option() {
            String option = "-Dd4.dump=" + directory;
            return PLAIN.matcher(option).matches() ? option : "'" + option.replace("'", "'\\''") + "'";
        }
    }
}
