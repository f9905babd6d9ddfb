package com.pmerit.d4.database;

import java.util.Optional;

/**
 * What d4 wrote down about a migration that it applied itself, or recorded as applied. All texts are as the table gives them,
 * which anybody may have edited.
 *
 * @param name of the file, as in the tracking table
 * @param runId the run that applied or recorded it
 * @param hashes of the file that was applied, or was taken for it
 * @param appliedAt by the database's clock
 * @param recording how it is known to be in effect; empty for a file that the run applied
 */
public record MigrationRow(
        String name, String runId, MigrationHashes hashes, String appliedAt, Optional<Recording> recording) {}
