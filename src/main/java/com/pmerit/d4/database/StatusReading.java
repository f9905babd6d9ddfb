package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.sql.StatementSplitter;
import java.io.IOException;
import java.util.List;

/** The migration files of the project held against one live database, or why that could not be done. */
public sealed interface StatusReading {

    /** Both could be read. */
    record Read(MigrationStatus status) implements StatusReading {}

    /** One of them could not. */
    record Unreadable(String why, List<String> details, String remedy) implements StatusReading {}

    /** Reads files and tracking table; writes nothing. */
    static StatusReading of(AccountApi account, Database database) {
        return of(new LiveDatabase(account, database));
    }

    /** Reads files and tracking table. */
    static StatusReading of(LiveDatabase live) {
        return of(live.database(), live.trackedNames());
    }

    /** Holds the files against these names, or says why they could not be read. */
    static StatusReading of(Database database, ApiResult<List<String>> tracked) {
        MigrationFiles.Found found;
        try {
            found = new MigrationFiles().read(database);
        } catch (IOException unreadable) {
            return new Unreadable(
                    "the migration files cannot be read: " + unreadable.getMessage(),
                    List.of(),
                    "look at " + database.migrationsDirectory());
        }
        if (found instanceof MigrationFiles.Found.Unusable unusable) {
            return new Unreadable(
                    unusable.reasons().size() + " migration files cannot be applied safely",
                    unusable.reasons(),
                    "mend or rename them in " + database.migrationsDirectory());
        }
        List<MigrationFile> files = ((MigrationFiles.Found.Files) found).inOrder();
        return tracked.fold(
                names -> withoutStatements(database, MigrationStatus.of(files, names)),
                failure -> new Unreadable(
                        "the applied migrations of " + database.name() + " cannot be read",
                        List.of(failure.message()),
                        "run the same command again; if that does not help: npx wrangler d1 info " + database.name()));
    }

    /** A pending file that would do nothing is hardly meant; one that was applied is history. */
    private static StatusReading withoutStatements(Database database, MigrationStatus status) {
        List<String> idle = status.pending().stream()
                .filter(file -> StatementSplitter.split(file.sql()).isEmpty())
                .filter(file -> Waivers.of(file.sql()).waiving("no-statement").isEmpty())
                .map(file -> file.name() + ": holds no statement, and would be marked as applied")
                .toList();
        return idle.isEmpty()
                ? new Read(status)
                : new Unreadable(
                        idle.size() == 1
                                ? "1 migration file holds no statement"
                                : idle.size() + " migration files hold no statement",
                        idle,
                        "delete them in " + database.migrationsDirectory()
                                + ", or write into each: -- d4:allow no-statement REASON");
    }
}
