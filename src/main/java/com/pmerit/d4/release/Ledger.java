package com.pmerit.d4.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.StatementResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The records of all runs. Whoever lost the lock writes nothing here: each write is led by a guard in the same
 * transaction, and followed by a look at the row.
 */
public final class Ledger {
    private static final int SENDINGS = 3;

    private final BookDatabase database;
    private final Records records;
    private final Lock lock;
    private final ReleaseTable table = new ReleaseTable();

    Ledger(BookDatabase database, Lock lock) {
        this.database = database.guardedBy(lock);
        this.records = new Records(database);
        this.lock = lock;
    }

    /** The run of a Worker that has not ended; the newest, should there be several. */
    public ApiResult<Optional<LedgerEntry>> openRun(String environment, String worker) {
        return records.openRun(environment, worker);
    }

    /** The latest runs of a Worker, newest first. */
    public ApiResult<List<LedgerEntry>> history(String worker, int most) {
        return records.history(worker, most);
    }

    /** Opens the record of a run, as it is given; sent twice it stands once. */
    public Noted begin(Run run) {
        RunRow row = RunRow.of(run);
        return lease().map(lease -> write(row, List.of(lease.guard(), table.insert(row, lease.fence()))))
                .orElseGet(this::withoutLock);
    }

    /** Goes on with the open record of an earlier run: from now on the lock is held for that one. */
    public Noted adopt(Run run) {
        RunRow row = RunRow.of(run);
        return lease().map(lease ->
                        write(row, List.of(lease.guard(), lease.concern(run.id()), table.update(row, lease.fence()))))
                .orElseGet(this::withoutLock);
    }

    /** Writes what an open run has learnt; with an outcome it closes the record. */
    public Noted update(Run run) {
        RunRow row = RunRow.of(run);
        return lease().map(lease -> write(row, List.of(lease.guard(), table.update(row, lease.fence()))))
                .orElseGet(this::withoutLock);
    }

    private Noted write(RunRow row, List<SqlStatement> statements) {
        List<SqlStatement> batch = Stream.concat(statements.stream(), Stream.of(table.byId(row.id())))
                .toList();
        for (int sent = 1; true; sent++) {
            ApiResult<List<StatementResult>> answer = database.write(batch);
            Optional<ApiFailure> failure = answer.failure();
            if (failure.isEmpty()) {
                return judge(row, answer.orElseThrow().get(statements.size()).rows());
            }
            if (!(failure.get() instanceof ApiFailure.OutcomeUnknown)) {
                return refused(failure.get());
            }
            Optional<Noted> found = lookFor(row);
            if (found.isPresent() || sent == SENDINGS) {
                return found.orElseGet(() -> new Noted.Missing(failure.get().message()));
            }
        }
    }

    private Optional<Noted> lookFor(RunRow row) {
        return database.rows(table.byId(row.id()))
                .fold(
                        rows -> rows.stream().filter(row::stands).findFirst().map(found -> judge(row, List.of(found))),
                        unreadable -> Optional.empty());
    }

    private Noted refused(ApiFailure failure) {
        return LockTable.isLost(failure)
                ? new Noted.LockLost("this run lost the lock of " + lock.name())
                : failure instanceof ApiFailure.Withheld withheld
                        ? new Noted.LockLost(withheld.why())
                        : new Noted.Missing(failure.message());
    }

    private static Noted judge(RunRow row, List<Map<String, JsonNode>> rows) {
        if (rows.isEmpty()) {
            return new Noted.Missing("the record " + row.id() + " was removed from d4_release by somebody else");
        }
        LedgerEntry entry = RunReader.entry(rows.get(0));
        return row.stands(rows.get(0)) && entry instanceof LedgerEntry.Known known
                ? new Noted.Stands(known.run())
                : new Noted.Missing("the record " + row.id() + " of d4_release was changed by somebody else");
    }

    private Optional<Lease> lease() {
        return lock.lease();
    }

    private Noted withoutLock() {
        return new Noted.LockLost("this run has not taken the lock of " + lock.name());
    }
}
