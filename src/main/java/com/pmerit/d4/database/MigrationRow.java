package com.pmerit.d4.database;

/**
 * What d4 wrote down about a migration that it applied itself. All texts are as the table gives them, which anybody may
 * have edited.
 *
 * @param name of the file, as in the tracking table
 * @param runId the run that applied it
 * @param hashes of the file that was applied
 * @param appliedAt by the database's clock
 */
public record MigrationRow(String name, String runId, MigrationHashes hashes, String appliedAt) {}
