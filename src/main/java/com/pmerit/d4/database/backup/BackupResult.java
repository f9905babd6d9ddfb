package com.pmerit.d4.database.backup;

import java.nio.file.Path;
import java.util.List;

/** What became of a backup. */
public sealed interface BackupResult {
    /**
     * The dump was restored into a copy, and the copy is equal to what was read.
     *
     * @param manifest what it is of
     * @param directory where it lies
     */
    record Proven(Manifest manifest, Path directory) implements BackupResult {}

    /**
     * There is no dump.
     *
     * @param why one sentence
     * @param details the evidence
     * @param remedy what to do
     */
    record Refused(String why, List<String> details, String remedy) implements BackupResult {
        /** Copies the list. */
        public Refused {
            details = List.copyOf(details);
        }
    }
}
