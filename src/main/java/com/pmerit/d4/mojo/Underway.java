package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.release.Books;
import com.pmerit.d4.release.Heartbeat;
import com.pmerit.d4.release.Journal;
import com.pmerit.d4.release.LedgerEntry;
import com.pmerit.d4.release.Run;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What the steps of one run share.
 *
 * @param books lock, journal and ledger; empty where the environment binds no database
 * @param guard is asked before each write: whether the lock is still this run's, and the build is not being stopped
 * @param account the account through which steps write, behind that guard
 * @param draft the record of this run, before anything is known of what is live
 * @param idle whether everything stands already, so that nothing will be written
 * @param lockWait how long another run's lock is waited for
 * @param tell gets a line for the person at the terminal
 * @param howFar is told how far the present step is
 */
record Underway(
        Optional<Books> books,
        WriteGuard guard,
        AccountApi account,
        Run draft,
        BooleanSupplier idle,
        Duration lockWait,
        Consumer<String> tell,
        Consumer<String> howFar) {

    Journal journal() {
        return books.<Journal>map(Books::journal).orElse(Journal.NONE);
    }

    /** Keeps the lock while nothing is written for long. */
    Optional<Heartbeat> heartbeat() {
        return books.map(kept -> Heartbeat.of(kept.lock()));
    }

    /** The run to this environment that is still open, if there is one. */
    ApiResult<Optional<LedgerEntry>> openRun() {
        return books.map(kept -> kept.ledger().openRun(draft.environment(), draft.worker()))
                .orElseGet(() -> new ApiResult.Ok<>(Optional.empty()));
    }

    /** The same books for another record: the one that an earlier run left open. */
    Underway about(Run open) {
        return new Underway(books, guard, account, open, () -> false, lockWait, tell, howFar);
    }

    /** The same for a release that is planned. */
    Underway planned(Run planned, BooleanSupplier isIdle) {
        return new Underway(books, guard, account, planned, isIdle, lockWait, tell, howFar);
    }
}
