package com.pmerit.d4.release;

import static com.pmerit.d4.release.Bookkeeping.QUERY;
import static com.pmerit.d4.release.Bookkeeping.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockStepTest {
    @TempDir
    private Path directory;

    private final List<String> told = new ArrayList<>();
    private Bookkeeping it;

    @BeforeEach
    void start() throws IOException {
        it = new Bookkeeping(directory);
    }

    @AfterEach
    void stop() throws IOException {
        it.close();
    }

    @Test
    void refusesAtOnceWhenItMayNotWait() throws Exception {
        it.holding("other");

        StepResult.Failed failed = failed(step(it.books("one"), Duration.ZERO).run(Progress.none()));

        assertThat(failed.summary())
                .isEqualTo("shop-staging is being released by mo@laptop, commit cccccccccccc, run other");
        assertThat(failed.details())
                .anyMatch(line -> line.matches("its lock runs out in 1[12]\\d s unless it is renewed"));
        assertThat(failed.liveNow()).isEqualTo("this run changed nothing");
        assertThat(failed.remedy()).endsWith("then run the same command again");
        assertThat(failed.aftermath()).isEqualTo(StepResult.Aftermath.NOTHING);
        assertThat(it.account.time.passed()).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void waitsNoLongerThanItMayAndTellsOnceForWhom() throws Exception {
        it.holding("other");

        failed(step(it.books("one"), Duration.ofSeconds(12)).run(Progress.none()));

        assertThat(it.account.time.passed()).isEqualTo(Duration.ofSeconds(12));
        assertThat(told)
                .containsExactly("waiting for the lock of shop-staging, which has mo@laptop, commit cccccccccccc, run"
                        + " other, for at most 12 s");
    }

    @Test
    void takesOverFromARunThatWasKilled() throws Exception {
        it.holding("killed");
        Waiting time = it.account.time.waiting();
        Waiting agesTheLock = new Waiting(
                time.clock(),
                duration -> {
                    time.sleeper().sleep(duration);
                    age(duration);
                },
                time.jitter());
        LockOwner owner = LockOwner.of("mo@laptop", Optional.empty(), "next");
        Books books = Books.of(it.staging, it.account.api, owner, agesTheLock).orElseThrow();

        StepResult result = step(books, Duration.ofSeconds(150)).run(Progress.none());

        assertThat(result)
                .isEqualTo(new StepResult.Done("the lock of shop-staging is this run's, fence 2", Progress.none()));
        assertThat(it.account.time.passed()).isBetween(Duration.ofSeconds(115), Duration.ofSeconds(130));
    }

    @Test
    void namesTheWayOutOfALockThatWasEditedByHand() throws Exception {
        it.holding("other");
        it.sql("UPDATE d4_lock SET expires_at = 99999999999");

        StepResult.Failed failed = failed(step(it.books("one"), Duration.ZERO).run(Progress.none()));

        String mend = failed.remedy().replaceFirst(".*--command \"", "").replaceFirst("\"$", "");
        it.sql(mend);
        assertThat(step(it.books("one"), Duration.ZERO).run(Progress.none())).isInstanceOf(StepResult.Done.class);
    }

    @Test
    void changesNothingWhenTheDatabaseDoesNotAnswer() throws Exception {
        it.account.drops("POST", QUERY, 1, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(step(it.books("one"), Duration.ZERO).run(Progress.none()));

        assertThat(failed.summary()).isEqualTo("the lock of shop-staging could not be taken");
        assertThat(failed.remedy()).isEqualTo("run the same command again");
    }

    @Test
    void takesNoLockForARunThatHasNothingToWrite() throws Exception {
        String before = it.account.sandbox.stateHash();

        StepResult result = idle(it.books("one")).run(Progress.none());

        assertThat(result).isEqualTo(new StepResult.NotNeeded("nothing will be written"));
        assertThat(it.account.sandbox.stateHash()).isEqualTo(before);
    }

    @Test
    void takesTheLockToCloseTheRecordOfARunThatDidAllButThat() throws Exception {
        Books killed = it.holding("killed");
        assertThat(killed.journal().begin(run("killed", "c1"))).isEmpty();
        it.outlivesTheLock();

        assertThat(idle(it.books("next")).run(Progress.none())).isInstanceOf(StepResult.Done.class);
    }

    @Test
    void saysWhatStandsInForALockWhereNoDatabaseIsBound() throws Exception {
        StepResult result =
                new LockStep(it.staging, Optional.empty(), () -> false, Duration.ZERO, told::add).run(Progress.none());

        assertThat(result)
                .isEqualTo(new StepResult.NotNeeded("staging binds no database, so there is no lock: deployments are"
                        + " compared before and after instead"));
    }

    private LockStep step(Books books, Duration longestWait) {
        return new LockStep(it.staging, Optional.of(books), () -> false, longestWait, told::add);
    }

    private LockStep idle(Books books) {
        return new LockStep(it.staging, Optional.of(books), () -> true, Duration.ZERO, told::add);
    }

    /** The database's clock does not follow the virtual one. */
    private void age(Duration duration) {
        try {
            it.sql("UPDATE d4_lock SET expires_at = expires_at - " + duration.toSeconds());
        } catch (Exception problem) {
            throw new AssertionError("account " + LiveAccount.ID, problem);
        }
    }

    private static StepResult.Failed failed(StepResult result) {
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        return (StepResult.Failed) result;
    }
}
