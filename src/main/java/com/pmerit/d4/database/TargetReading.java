package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Database;

/** What pending migrations will meet in one live database, or why that could not be read. */
public sealed interface TargetReading {

    /** The files held against what is applied, and the schema they meet. */
    record Read(MigrationStatus status, LiveSchema schema) implements TargetReading {}

    /** One of them could not be read. */
    record Unreadable(StatusReading.Unreadable why) implements TargetReading {}

    /** Reads files, tracking table and schema; writes nothing. */
    static TargetReading of(AccountApi account, Database database) {
        ApiResult<LiveDatabase.Tracked> tracked = new LiveDatabase(account, database).tracked();
        StatusReading status = StatusReading.of(database, tracked.map(LiveDatabase.Tracked::names));
        if (status instanceof StatusReading.Unreadable unreadable) {
            return new Unreadable(unreadable);
        }
        // The names were read, and with them the schema.
        return new Read(
                ((StatusReading.Read) status).status(), tracked.orElseThrow().schema());
    }
}
