package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Takes the lock of the Worker, and waits while another run has it: one that was killed loses it by itself. */
public final class LockStep implements Step {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    private final Environment environment;
    private final Optional<Books> books;
    private final BooleanSupplier idle;
    private final Duration longestWait;
    private final Consumer<String> tell;

    /**
     * Prepares it.
     *
     * @param books empty where the environment binds no database
     * @param idle whether everything that this release would do stands already
     * @param longestWait how long another run is waited for; zero to refuse at once
     * @param tell gets a line for the person at the terminal when it begins to wait for somebody
     */
    public LockStep(
            Environment environment,
            Optional<Books> books,
            BooleanSupplier idle,
            Duration longestWait,
            Consumer<String> tell) {
        this.environment = environment;
        this.books = books;
        this.idle = idle;
        this.longestWait = longestWait;
        this.tell = tell;
    }

    @Override
    public String id() {
        return "lock";
    }

    @Override
    public String title() {
        return "Take the lock";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        if (books.isEmpty()) {
            return new StepResult.NotNeeded(environment.name()
                    + " binds no database, so there is no lock: deployments are compared before and after instead");
        }
        if (!idle.getAsBoolean()) {
            return takeWithin(books.get(), progress);
        }
        ApiResult<Optional<LedgerEntry>> open = books.get().ledger().openRun(environment.name(), environment.worker());
        Optional<ApiFailure> unreadable = open.failure();
        if (unreadable.isPresent()) {
            return failed(unreadable.get());
        }
        return open.orElseThrow().isPresent()
                ? takeWithin(books.get(), progress)
                : new StepResult.NotNeeded("nothing will be written");
    }

    private StepResult takeWithin(Books open, Progress progress) throws InterruptedException {
        Lock lock = open.lock();
        Instant deadline = open.waiting().clock().instant().plus(longestWait);
        String told = "";
        while (true) {
            ApiResult<LockTaking> taking = lock.take();
            Optional<ApiFailure> failure = taking.failure();
            if (failure.isPresent()) {
                return failed(failure.get());
            }
            if (taking.orElseThrow() instanceof LockTaking.Ours ours) {
                return new StepResult.Done(
                        "the lock of " + lock.name() + " is this run's, fence " + ours.fence(), progress);
            }
            Holder holder = ((LockTaking.Theirs) taking.orElseThrow()).holder();
            Duration left = Duration.between(open.waiting().clock().instant(), deadline);
            if (left.isNegative() || left.isZero()) {
                return held(open, holder);
            }
            if (!told.equals(holder.who())) {
                told = holder.who();
                tell.accept("waiting for the lock of " + lock.name() + ", which has " + told + ", for at most "
                        + left.toSeconds() + " s");
            }
            open.waiting().sleeper().sleep(left.compareTo(BETWEEN_TRIES) < 0 ? left : BETWEEN_TRIES);
        }
    }

    private StepResult held(Books open, Holder holder) {
        return new StepResult.Failed(
                environment.worker() + " is being released by " + holder.who(),
                List.of(
                        "waited for " + longestWait.toSeconds() + " s (-Dd4.lockWait)",
                        "its lock runs out in " + holder.secondsLeft() + " s unless it is renewed"),
                "this run changed nothing",
                isPlausible(holder)
                        ? "wait until that run has ended, then run the same command again"
                        : "the lock's row was edited by hand; free it: npx wrangler d1 execute "
                                + open.database().name() + " --remote --command \"UPDATE d4_lock SET expires_at = 0"
                                + " WHERE name = '" + environment.worker() + "'\"",
                StepResult.Aftermath.NOTHING);
    }

    private static boolean isPlausible(Holder holder) {
        return holder.secondsLeft() >= 0 && holder.secondsLeft() <= LockTable.LIFE.toSeconds();
    }

    private StepResult failed(ApiFailure failure) {
        return new StepResult.Failed(
                "the lock of " + environment.worker() + " could not be taken",
                List.of(failure.message()),
                "this run changed nothing; a lock that it may hold runs out by itself within "
                        + LockTable.LIFE.toSeconds() + " s",
                "run the same command again",
                StepResult.Aftermath.NOTHING);
    }
}
