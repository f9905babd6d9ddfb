package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.SqlStatement;
import java.time.Duration;

/**
 * The statements about one row of {@code d4_lock}. Only the database's clock counts. The row is never deleted, so that
 * the fence only grows.
 */
final class LockTable {
    /** How long a lock lasts that nobody renews. */
    static final Duration LIFE = Duration.ofMinutes(2);

    private static final String LOST = "d4_lease_lost";

    private final String name;
    private final LockOwner owner;

    LockTable(String name, LockOwner owner) {
        this.name = name;
        this.owner = owner;
    }

    String name() {
        return name;
    }

    LockOwner owner() {
        return owner;
    }

    SqlStatement create() {
        return SqlStatement.of(
                "CREATE TABLE IF NOT EXISTS d4_lock (name TEXT PRIMARY KEY NOT NULL, owner TEXT NOT NULL,"
                        + " fence INTEGER NOT NULL CONSTRAINT " + LOST + " CHECK (fence > 0), run_id TEXT NOT NULL,"
                        + " expires_at INTEGER NOT NULL)");
    }

    /** Takes the lock when it is free, has run out, or is this owner's already. */
    SqlStatement take() {
        return SqlStatement.of("INSERT INTO d4_lock (name, owner, fence, run_id, expires_at)"
                        + " VALUES (?, ?, 1, ?, unixepoch() + " + LIFE.toSeconds() + ")"
                        + " ON CONFLICT (name) DO UPDATE SET fence = CASE WHEN d4_lock.owner = excluded.owner"
                        + " THEN d4_lock.fence ELSE d4_lock.fence + 1 END, owner = excluded.owner,"
                        + " run_id = excluded.run_id, expires_at = excluded.expires_at"
                        + " WHERE d4_lock.expires_at < unixepoch() OR d4_lock.owner = excluded.owner")
                .bind(name)
                .bind(owner.text())
                .bind(owner.runId());
    }

    SqlStatement holder() {
        return SqlStatement.of("SELECT owner, run_id, fence, expires_at - unixepoch() AS seconds_left FROM d4_lock"
                        + " WHERE name = ?")
                .bind(name);
    }

    /** Makes the lock last anew; gives a row only while it is still this owner's. */
    SqlStatement renew(long fence) {
        return ours(
                "UPDATE d4_lock SET expires_at = unixepoch() + " + LIFE.toSeconds()
                        + " WHERE name = ? AND owner = ? AND fence = ? RETURNING fence",
                fence);
    }

    /** Says that the lock is held for the run of another record than the one that it was taken for. */
    SqlStatement concern(String runId, long fence) {
        return SqlStatement.of("UPDATE d4_lock SET run_id = ? WHERE name = ? AND owner = ? AND fence = ?")
                .bind(runId)
                .bind(name)
                .bind(owner.text())
                .bind(fence);
    }

    SqlStatement giveBack(long fence) {
        return ours("UPDATE d4_lock SET expires_at = 0 WHERE name = ? AND owner = ? AND fence = ?", fence);
    }

    /**
     * Fails, and with it the batch that it leads, unless the lock is still this owner's. It is a row that breaks a
     * constraint, because D1 denies the functions that could raise an error.
     */
    SqlStatement guard(long fence) {
        return ours(
                "INSERT INTO d4_lock (name, owner, fence, run_id, expires_at) SELECT lost.name, '', 0, '', 0"
                        + " FROM (SELECT ? AS name, ? AS owner, ? AS fence) AS lost WHERE NOT EXISTS"
                        + " (SELECT 1 FROM d4_lock AS held WHERE held.name = lost.name AND held.owner = lost.owner"
                        + " AND held.fence = lost.fence)",
                fence);
    }

    /** Whether a batch was refused by its guard. */
    static boolean isLost(ApiFailure failure) {
        return failure.isSqlRefusal() && failure.message().contains(LOST);
    }

    private SqlStatement ours(String sql, long fence) {
        return SqlStatement.of(sql).bind(name).bind(owner.text()).bind(fence);
    }
}
