package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.StatementResult;
import com.pmerit.d4.cloudflare.WriteGuard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lock of one Worker: who has it is the only one that releases it. As a guard it lets writes pass while this run holds
 * it, and none before it was taken.
 */
public final class Lock implements WriteGuard {
    private static final int SENDINGS = 3;

    private final BookDatabase database;
    private final LockTable table;
    private final List<SqlStatement> creations;
    private final InstantSource clock;
    private Optional<Lease> lease = Optional.empty();

    Lock(BookDatabase database, LockTable table, List<SqlStatement> creations, InstantSource clock) {
        this.database = database;
        this.table = table;
        this.creations = creations;
        this.clock = clock;
    }

    /** What it keeps apart: the name of a Worker. */
    public String name() {
        return table.name();
    }

    String runId() {
        return table.owner().runId();
    }

    /** The lease, once the lock was taken. */
    public synchronized Optional<Lease> lease() {
        return lease;
    }

    @Override
    public Optional<String> objection() {
        return lease().map(Lease::objection)
                .orElseGet(() -> Optional.of("this run has not taken the lock of " + table.name()));
    }

    /** Tries to take it, once. An answer that was lost is read back by this run's own name. */
    public ApiResult<LockTaking> take() {
        List<SqlStatement> batch = Stream.concat(creations.stream(), Stream.of(table.take(), table.holder()))
                .toList();
        for (int sent = 1; true; sent++) {
            Instant before = clock.instant();
            ApiResult<List<StatementResult>> answer = database.write(batch);
            if (!isUnknown(answer)) {
                return answer.map(results -> taken(holder(results), before));
            }
            Optional<Holder> found = holder().fold(row -> row, unreadable -> Optional.empty());
            if (found.filter(row -> row.is(table.owner())).isPresent()) {
                return new ApiResult.Ok<>(taken(found.get(), before));
            }
            if (sent == SENDINGS) {
                return new ApiResult.Failed<>(answer.failure().orElseThrow());
            }
        }
    }

    /** Who has it, or had it last; empty when it was never taken. */
    public ApiResult<Optional<Holder>> holder() {
        return database.rows(table.holder())
                .map(rows -> rows.stream().map(Holder::of).findFirst());
    }

    /**
     * Gives it back, unless it is somebody else's by now; nothing is written under it any more.
     *
     * @return why that could not be done; the lock runs out by itself
     */
    public Optional<ApiFailure> giveBack() {
        Optional<Lease> held = lease();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        held.get().ends("this run has given the lock of " + table.name() + " back");
        List<SqlStatement> batch = List.of(table.giveBack(held.get().fence()));
        ApiResult<List<StatementResult>> sent = database.write(batch);
        for (int again = 1; isUnknown(sent) && again < SENDINGS; again++) {
            sent = database.write(batch);
        }
        return sent.failure();
    }

    private synchronized LockTaking taken(Holder holder, Instant before) {
        if (!holder.is(table.owner())) {
            return new LockTaking.Theirs(holder);
        }
        lease = Optional.of(new Lease(database, table, clock, holder.fence(), before));
        return new LockTaking.Ours(holder.fence());
    }

    private static Holder holder(List<StatementResult> results) {
        return Holder.of(
                results.get(results.size() - 1).rows().stream().findFirst().orElse(Map.of()));
    }

    private static boolean isUnknown(ApiResult<?> sent) {
        return sent.failure()
                .filter(ApiFailure.OutcomeUnknown.class::isInstance)
                .isPresent();
    }
}
