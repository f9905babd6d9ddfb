package com.pmerit.d4.release;

import static com.pmerit.d4.release.Bookkeeping.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LockTest {
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

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
    void isHeldByOneOfTwoRunsAndTellsTheOtherWhoItIs() {
        it.holding("one");

        LockTaking taking = it.books("other").lock().take().orElseThrow();

        assertThat(taking).isInstanceOf(LockTaking.Theirs.class);
        Holder holder = ((LockTaking.Theirs) taking).holder();
        assertThat(holder.who()).isEqualTo("mo@laptop, commit cccccccccccc, run one");
        assertThat(holder.secondsLeft()).isBetween(110L, 120L);
    }

    @Test
    void isTakenByOneOnlyOfManyThatRaceForIt() throws Exception {
        ExecutorService runs = Executors.newFixedThreadPool(4);
        List<Future<LockTaking>> takings = new ArrayList<>();
        for (int run = 0; run < 12; run++) {
            Lock lock = it.books("run " + run).lock();
            takings.add(runs.submit((Callable<LockTaking>) () -> lock.take().orElseThrow()));
        }
        int winners = 0;
        for (Future<LockTaking> taking : takings) {
            winners += taking.get() instanceof LockTaking.Ours ? 1 : 0;
        }
        runs.shutdown();

        assertThat(winners).isEqualTo(1);
    }

    @Test
    void growsItsFenceWithEachOwnerAndKeepsItForTheSame() {
        Books one = it.books("one");

        assertThat(one.lock().take().orElseThrow()).isEqualTo(new LockTaking.Ours(1));
        assertThat(one.lock().take().orElseThrow()).isEqualTo(new LockTaking.Ours(1));
        assertThat(one.lock().giveBack()).isEmpty();
        assertThat(it.books("other").lock().take().orElseThrow()).isEqualTo(new LockTaking.Ours(2));
    }

    @Test
    void letsNothingBeWrittenBeforeItIsTakenAndAfterItWasGivenBack() {
        Lock lock = it.books("one").lock();
        assertThat(lock.objection()).contains("this run has not taken the lock of shop-staging");

        lock.take().orElseThrow();
        assertThat(lock.objection()).isEmpty();

        assertThat(lock.giveBack()).isEmpty();
        assertThat(lock.objection()).contains("this run has given the lock of shop-staging back");
    }

    @Test
    void passesToTheNextRunWhenItRanOutAndItsOldOwnerWritesNoMore() throws Exception {
        Books old = it.holding("old");
        it.outlivesTheLock();
        assertThat(it.books("next").lock().take().orElseThrow()).isEqualTo(new LockTaking.Ours(2));
        it.account.time.waiting().sleeper().sleep(HALF_A_MINUTE);

        Optional<String> objection = old.lock().objection();

        assertThat(objection)
                .contains("this run lost the lock of shop-staging: it was taken by mo@laptop, commit cccccccccccc, run"
                        + " next");
        it.sql("UPDATE d4_lock SET expires_at = 0");
        assertThat(old.lock().objection()).isEqualTo(objection);
        assertThat(old.lock().giveBack()).isEmpty();
        assertThat(it.sql("SELECT owner FROM d4_lock").get(0).path("owner").asText())
                .endsWith("run next");
    }

    @Test
    void isRenewedByItsOwnerWhenItRanOutAndNobodyTookIt() throws Exception {
        Lock lock = it.holding("one").lock();
        it.outlivesTheLock();
        it.account.time.waiting().sleeper().sleep(HALF_A_MINUTE);

        assertThat(lock.objection()).isEmpty();

        assertThat(lock.holder().orElseThrow().orElseThrow().secondsLeft()).isBetween(110L, 120L);
    }

    @Test
    void isTrustedForNinetySecondsWithoutAnAnswer() throws Exception {
        Lock lock = it.holding("one").lock();
        it.account.drops("POST", QUERY, 1, 1_000, Moment.BEFORE_ACTING);
        Duration start = it.account.time.passed();

        assertThat(lock.objection()).isEmpty();
        it.account.time.waiting().sleeper().sleep(Duration.ofSeconds(89));
        assertThat(lock.objection()).isEmpty();
        it.account.time.waiting().sleeper().sleep(Duration.ofSeconds(1));
        assertThat(lock.objection().orElseThrow()).startsWith("the lock of shop-staging could not be renewed:");

        assertThat(it.account.time.passed().minus(start)).isEqualTo(Duration.ofSeconds(90));
        it.account.sandbox.faults().clear();
        assertThat(lock.objection()).isEmpty();
    }

    @Test
    void asksNobodyForHalfAMinuteAndObjectsAtOnceWhenTheDatabaseRefusesToRenewIt() throws Exception {
        Lock lock = it.holding("one").lock();
        it.sql("DROP TABLE d4_lock");
        assertThat(lock.objection()).isEmpty();
        it.account.time.waiting().sleeper().sleep(HALF_A_MINUTE);

        assertThat(lock.objection().orElseThrow()).contains("could not be renewed", "no such table: d4_lock");
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void isTakenThoughTheAnswerWasLost(Moment moment) {
        it.account.drops("POST", QUERY, 1, 1, moment);

        assertThat(it.books("one").lock().take().orElseThrow()).isEqualTo(new LockTaking.Ours(1));
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void isRenewedThoughTheAnswerWasLost(Moment moment) throws Exception {
        Lock lock = it.holding("one").lock();
        it.outlivesTheLock();
        it.account.time.waiting().sleeper().sleep(Duration.ofMinutes(2));
        it.account.drops("POST", QUERY, 1, 1, moment);

        assertThat(lock.objection()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void isGivenBackThoughTheAnswerWasLost(Moment moment) {
        Lock lock = it.holding("one").lock();
        it.account.drops("POST", QUERY, 1, 1, moment);

        assertThat(lock.giveBack()).isEmpty();

        assertThat(it.books("other").lock().take().orElseThrow()).isInstanceOf(LockTaking.Ours.class);
    }

    @Test
    void saysSoWhenNothingAnswers() {
        it.account.drops("POST", QUERY, 1, 1_000, Moment.AFTER_ACTING);

        assertThat(it.books("one").lock().take().failure()).containsInstanceOf(ApiFailure.OutcomeUnknown.class);
    }

    @Test
    void hasNoHolderWhereD4NeverMadeItsTables() {
        assertThat(it.books("one").lock().holder().orElseThrow()).isEmpty();
    }

    @Test
    void takesARowThatWasEditedByHandForSomebodyElses() throws Exception {
        it.holding("one");
        it.sql("UPDATE d4_lock SET owner = x'00ff', fence = 'many', expires_at = 'never', run_id = 7");

        LockTaking taking = it.books("other").lock().take().orElseThrow();

        assertThat(taking).isInstanceOf(LockTaking.Theirs.class);
    }

    @Test
    void keepsAHostileOwnerOnOneLine() {
        LockOwner owner = LockOwner.of("mo\n\u001b[31m'\";--\0" + "x".repeat(100_000), Optional.of("c0ffee"), "one");
        Books books = Books.of(it.staging, it.account.api, owner, it.account.time.waiting())
                .orElseThrow();

        assertThat(books.lock().take().orElseThrow()).isEqualTo(new LockTaking.Ours(1));

        Holder holder = books.lock().holder().orElseThrow().orElseThrow();
        assertThat(holder.owner()).isEqualTo(owner.text()).endsWith("run one").hasSizeLessThan(700);
        assertThat(holder.who()).startsWith("mo [31m'\";-- xxx").hasSizeLessThan(210);
    }
}
