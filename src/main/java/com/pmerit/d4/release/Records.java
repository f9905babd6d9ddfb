package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.contract.Environment;
import java.util.List;
import java.util.Optional;

/** The records of all runs, for whoever only reads. */
public final class Records {
    private final BookDatabase database;
    private final ReleaseTable table = new ReleaseTable();

    Records(BookDatabase database) {
        this.database = database;
    }

    /** The records of one environment; none where it binds no database. */
    public static Optional<Records> of(Environment environment, AccountApi account) {
        return environment.databases().values().stream()
                .findFirst()
                .map(first -> new Records(new BookDatabase(account, first)));
    }

    /** The run of a Worker that has not ended; the newest, should there be several. */
    public ApiResult<Optional<LedgerEntry>> openRun(String environment, String worker) {
        return entries(table.open(environment, worker))
                .map(found -> found.stream().findFirst());
    }

    /** The latest runs of a Worker, newest first. */
    public ApiResult<List<LedgerEntry>> history(String worker, int most) {
        return entries(table.history(worker, most));
    }

    /** The latest runs of a Worker whose records can be read, newest first. */
    public ApiResult<List<Run>> runs(String worker, int most) {
        return history(worker, most)
                .map(entries -> entries.stream()
                        .filter(LedgerEntry.Known.class::isInstance)
                        .map(entry -> ((LedgerEntry.Known) entry).run())
                        .toList());
    }

    private ApiResult<List<LedgerEntry>> entries(SqlStatement statement) {
        return database.rows(statement)
                .map(rows -> rows.stream().map(RunReader::entry).toList());
    }
}
