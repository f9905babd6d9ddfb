package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.StatementResult;
import com.pmerit.d4.cloudflare.WriteGuard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A lock that was taken, as far as its holder knows. One that ran out while nobody else took it can be renewed, for its
 * fence is the same still; one that somebody else took is lost for ever. Safe for use by several threads.
 */
public final class Lease implements WriteGuard {
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration TRUSTED = Duration.ofSeconds(90);
    private static final int SENDINGS = 2;

    private final BookDatabase database;
    private final LockTable table;
    private final InstantSource clock;
    private final long fence;
    private Instant confirmed;
    private Optional<String> end = Optional.empty();

    Lease(BookDatabase database, LockTable table, InstantSource clock, long fence, Instant confirmed) {
        this.database = database;
        this.table = table;
        this.clock = clock;
        this.fence = fence;
        this.confirmed = confirmed;
    }

    /** The number that grows with each owner of the lock. */
    public long fence() {
        return fence;
    }

    /** Renews the lease when its last confirmation is 30 s old; for 90 s it is trusted without one. */
    @Override
    public synchronized Optional<String> objection() {
        if (end.isPresent() || isYoungerThan(FRESH)) {
            return end;
        }
        return renew();
    }

    /** Renews the lease now, so that it lasts through a time in which nothing is written. */
    synchronized void keep() {
        if (end.isEmpty()) {
            renew();
        }
    }

    /** From now on nothing is written under it. */
    synchronized void ends(String why) {
        end = Optional.of(why);
    }

    private Optional<String> renew() {
        Optional<ApiFailure> failure = Optional.empty();
        for (int sent = 0; sent < SENDINGS; sent++) {
            // What counts is the time before the request: the database may have read its clock at any moment since.
            Instant before = clock.instant();
            ApiResult<List<StatementResult>> renewed = database.write(List.of(table.renew(fence), table.holder()));
            failure = renewed.failure();
            if (failure.isEmpty()) {
                return settle(renewed.orElseThrow(), before);
            }
            if (!(failure.get() instanceof ApiFailure.OutcomeUnknown)) {
                break;
            }
        }
        boolean refused = failure.filter(ApiFailure::isSqlRefusal).isPresent();
        return !refused && isYoungerThan(TRUSTED)
                ? Optional.empty()
                : failure.map(why -> "the lock of " + table.name() + " could not be renewed: " + why.message());
    }

    private Optional<String> settle(List<StatementResult> results, Instant before) {
        if (!results.get(0).rows().isEmpty()) {
            confirmed = before;
            return Optional.empty();
        }
        end = Optional.of(lostTo(results.get(1).rows().stream().map(Holder::of).findFirst()));
        return end;
    }

    private String lostTo(Optional<Holder> holder) {
        return "this run lost the lock of " + table.name() + ": "
                + holder.map(other -> "it was taken by " + other.who()).orElse("its row was removed");
    }

    // A clock that was set back says nothing about the age.
    private boolean isYoungerThan(Duration most) {
        Duration age = Duration.between(confirmed, clock.instant());
        return !age.isNegative() && age.compareTo(most) < 0;
    }

    /** Leads a batch, which fails when the lease is lost. */
    SqlStatement guard() {
        return table.guard(fence);
    }

    /** Names the run that writes under this lease. */
    SqlStatement concern(String runId) {
        return table.concern(runId, fence);
    }
}
