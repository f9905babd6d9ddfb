package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import java.util.List;
import java.util.Optional;

/**
 * What a release writes about itself: lock, journal and ledger of one Worker, in the first database that its environment
 * binds. The tables are made when the lock is taken for the first time.
 */
public final class Books {
    private final Database database;
    private final Waiting waiting;
    private final Lock lock;
    private final Ledger ledger;
    private final RunJournal journal;

    private Books(BookDatabase books, LockTable table, Waiting waiting) {
        this.database = books.database();
        this.waiting = waiting;
        this.lock = new Lock(books, table, List.of(table.create(), new ReleaseTable().create()), waiting.clock());
        this.ledger = new Ledger(books, lock);
        this.journal = new RunJournal(lock, ledger);
    }

    /**
     * The books of one environment; none where it binds no database.
     *
     * @param account one that nothing guards: the lock is taken through it
     * @param owner this run
     */
    public static Optional<Books> of(Environment environment, AccountApi account, LockOwner owner, Waiting waiting) {
        LockTable table = new LockTable(environment.worker(), owner);
        return environment.databases().values().stream()
                .findFirst()
                .map(database -> new Books(new BookDatabase(account, database), table, waiting));
    }

    /** Guards every write of this run. */
    public Lock lock() {
        return lock;
    }

    /** The records of all runs. */
    public Ledger ledger() {
        return ledger;
    }

    /** The record of this run. */
    public RunJournal journal() {
        return journal;
    }

    /** The id of the record that is open, which an earlier run may have begun; until then this run's own. */
    public String runId() {
        return journal.run().map(Run::id).orElse(lock.runId());
    }

    /** The database in which they are kept. */
    public Database database() {
        return database;
    }

    Waiting waiting() {
        return waiting;
    }

    /**
     * What leads a batch of SQL, so that it fails as a whole when this run has lost the lock: one statement in the database
     * that holds the lock, none in any other, for a batch sees its own database only.
     */
    public List<SqlStatement> guard(Database written) {
        return written.id().equals(database.id())
                ? lock.lease().map(Lease::guard).stream().toList()
                : List.of();
    }

    /** Whether a batch failed because of its guard, so that nothing of it was kept. */
    public static boolean isLockLost(ApiFailure failure) {
        return LockTable.isLost(failure);
    }
}
