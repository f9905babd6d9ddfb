package com.pmerit.d4.release;

import static com.pmerit.d4.release.Bookkeeping.QUERY;
import static com.pmerit.d4.release.Bookkeeping.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LedgerTest {
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
    void isEmptyWhereD4NeverMadeItsTablesAndMakesNone() throws Exception {
        Ledger ledger = it.books("one").ledger();

        assertThat(ledger.openRun("staging", "shop-staging").orElseThrow()).isEmpty();
        assertThat(ledger.history("shop-staging", 10).orElseThrow()).isEmpty();
        assertThat(it.sql("SELECT name FROM sqlite_master WHERE name LIKE 'd4%'"))
                .isEmpty();
    }

    @Test
    void givesBackEveryThingThatARunWroteDown() {
        Ledger ledger = it.holding("one").ledger();
        Run begun = stands(ledger.begin(run("one", "c1")));
        Run wanted = begun.knowing(Progress.none()
                        .withAnchor(Optional.of("v1"))
                        .withVersion("v2")
                        .withMigrations(List.of("0001_a.sql", "0002_b.sql"))
                        .keeping("bookmark:DB", "b-7")
                        .proven("5".repeat(64)))
                .in(Phase.PROVEN);

        assertThat(stands(ledger.update(wanted))).isEqualTo(wanted);

        assertThat(open(ledger)).isEqualTo(wanted);
        assertThat(wanted.anchor().kept()).isEqualTo(Map.of("triggers", "[]", "bookmark:DB", "b-7"));
        assertThat(wanted.startedAt()).isPresent();
    }

    @Test
    void keepsAReadableRowForWhoeverAsksTheDatabaseItself() throws Exception {
        Ledger ledger = it.holding("one").ledger();
        Run begun = stands(ledger.begin(run("one", "c1")));

        stands(ledger.update(begun.knowing(Progress.none().withVersion("v2")).ended(Outcome.DONE, "v2 is live")));

        JsonNode row = it.sql("SELECT *, unixepoch() - unixepoch(ended_at) AS age FROM d4_release")
                .get(0);
        assertThat(row.path("commit_hash").asText()).isEqualTo("c1");
        assertThat(row.path("version_id").asText()).isEqualTo("v2");
        assertThat(row.path("outcome").asText()).isEqualTo("DONE");
        assertThat(row.path("fence").asInt()).isEqualTo(1);
        assertThat(row.path("anchor").asText())
                .isEqualTo("{\"version\":\"v1\",\"deployment\":\"d1\",\"kept\":{\"triggers\":\"[]\"}}");
        assertThat(row.path("age").asInt()).isBetween(0, 60);
    }

    @Test
    void findsTheRunThatHasNotEndedAndListsTheNewestFirst() {
        Ledger ledger = it.holding("one").ledger();
        Run first = stands(ledger.begin(run("first", "c1")));
        stands(ledger.update(first.ended(Outcome.ABORTED_SAFE, "a gate")));
        stands(ledger.begin(run("second", "c2")));
        stands(ledger.begin(new Run(
                "elsewhere",
                "staging",
                "other-worker",
                Optional.empty(),
                "d",
                "p",
                "mo",
                Optional.empty(),
                Phase.STARTED,
                Anchor.none(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty())));

        assertThat(open(ledger).id()).isEqualTo("second");
        assertThat(ledger.history("shop-staging", 10).orElseThrow())
                .extracting(entry -> ((LedgerEntry.Known) entry).run().id())
                .containsExactly("second", "first");
        assertThat(ledger.history("shop-staging", 1).orElseThrow()).hasSize(1);
        assertThat(ledger.openRun("production", "shop-staging").orElseThrow()).isEmpty();
    }

    @Test
    void takesNothingFromARunWhoseLockSomebodyElseHas() throws Exception {
        Ledger old = it.holding("old").ledger();
        Run begun = stands(old.begin(run("old", "c1")));
        it.outlivesTheLock();
        it.holding("next");
        // Too soon for the old run to ask for its lease again: the guard in the batch alone keeps it out.
        Noted update = old.update(begun.in(Phase.SHIFTING));
        Noted begin = old.begin(run("again", "c1"));

        assertThat(update).isInstanceOf(Noted.LockLost.class);
        assertThat(begin).isInstanceOf(Noted.LockLost.class);
        assertThat(open(old)).isEqualTo(begun);
        assertThat(it.sql("SELECT id FROM d4_release")).hasSize(1);
        assertThat(it.sql("SELECT fence FROM d4_lock").get(0).path("fence").asInt())
                .isEqualTo(2);
    }

    @Test
    void isNotWrittenByARunThatHasNoLock() throws Exception {
        it.holding("other");
        Ledger ledger = it.books("one").ledger();

        assertThat(ledger.begin(run("one", "c1")))
                .isEqualTo(new Noted.LockLost("this run has not taken the lock of shop-staging"));
        assertThat(it.sql("SELECT id FROM d4_release")).isEmpty();
    }

    @Test
    void takesWhatARunWritesWhoseLockRanOutWhileNobodyTookIt() throws Exception {
        Ledger ledger = it.holding("one").ledger();
        it.outlivesTheLock();
        it.account.time.waiting().sleeper().sleep(Duration.ofMinutes(3));

        stands(ledger.begin(run("one", "c1")));

        assertThat(open(ledger).id()).isEqualTo("one");
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void writesOnceThoughTheAnswersWereLost(Moment moment) throws Exception {
        Ledger ledger = it.holding("one").ledger();
        it.account.drops("POST", QUERY, 1, 1, moment);
        Run begun = stands(ledger.begin(run("one", "c1")));
        it.account.sandbox.faults().clear();
        it.account.drops("POST", QUERY, 1, 1, moment);
        stands(ledger.update(begun.in(Phase.SHIFTING)));
        it.account.sandbox.faults().clear();
        it.account.drops("POST", QUERY, 1, 1, moment);
        Run ended = stands(ledger.update(begun.ended(Outcome.DONE, "v2 is live")));

        assertThat(it.sql("SELECT phase FROM d4_release")).hasSize(1);
        assertThat(ledger.history("shop-staging", 10).orElseThrow()).containsExactly(new LedgerEntry.Known(ended));
    }

    @Test
    void doesNotClaimThatARecordStandsWhenNothingAnswers() {
        Ledger ledger = it.holding("one").ledger();
        it.account.drops("POST", QUERY, 1, 1_000, Moment.AFTER_ACTING);

        assertThat(ledger.begin(run("one", "c1"))).isInstanceOf(Noted.Missing.class);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE FROM d4_release, was removed from d4_release by somebody else",
        "UPDATE d4_release SET outcome = 'DONE', was changed by somebody else",
        "UPDATE d4_release SET anchor = '', d4_release was changed by somebody else"
    })
    void noticesThatSomebodyElseChangedARecord(String edit, String told) throws Exception {
        Ledger ledger = it.holding("one").ledger();
        Run begun = stands(ledger.begin(run("one", "c1")));
        it.sql("CREATE TRIGGER later AFTER UPDATE ON d4_release WHEN new.phase = 'PROVEN' BEGIN " + edit + "; END");

        Noted noted = ledger.update(begun.in(Phase.PROVEN));

        assertThat(noted).isInstanceOf(Noted.Missing.class);
        assertThat(((Noted.Missing) noted).why()).startsWith("the record one ").contains(told.split(" by ", 2)[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phase = 'DREAMING'",
                "anchor = '[]'",
                "anchor = '{\"kept\":{\"a\":1}}'",
                "anchor = 'not json'",
                "migrations = '{}'",
                "migrations = '[1]'",
                "overrides = '[] []'",
                "started_at = 'yesterday'",
                "commit_hash = x'00'",
                "outcome = NULL, phase = 7"
            })
    void givesARowThatWasEditedByHandAsUnreadableWithItsId(String edit) throws Exception {
        Ledger ledger = it.holding("one").ledger();
        stands(ledger.begin(run("one", "c1")));
        it.sql("UPDATE d4_release SET " + edit);

        LedgerEntry entry =
                ledger.openRun("staging", "shop-staging").orElseThrow().orElseThrow();

        assertThat(entry).isInstanceOf(LedgerEntry.Unreadable.class);
        LedgerEntry.Unreadable unreadable = (LedgerEntry.Unreadable) entry;
        assertThat(unreadable.id()).isEqualTo("one");
        assertThat(unreadable.why()).startsWith(edit.contains("phase = 7") ? "phase" : edit.split(" ", 2)[0]);
        assertThat(ledger.history("shop-staging", 10).orElseThrow()).containsExactly(entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'); DROP TABLE d4_release; --",
                "line\r\nline\u2028line",
                "\u202Eevil\u001B[2J",
                "\uD83D\uDE80 ]]> <script> ::set-output::",
                "? ?1 :name {} \\ \""
            })
    void keepsHostileTextAsItIs(String hostile) {
        Ledger ledger = it.holding("one").ledger();

        Run kept = stands(ledger.begin(hostile(hostile)));

        assertThat(kept.author()).isEqualTo(hostile);
        assertThat(kept.commit()).contains(hostile);
        assertThat(kept.note()).contains(hostile);
        assertThat(kept.overrides()).containsExactly(hostile);
        assertThat(kept.anchor().kept()).containsEntry("kept", hostile);
        assertThat(open(ledger)).isEqualTo(kept);
    }

    @Test
    void keepsAHundredThousandCharacters() {
        String long100 = "ä".repeat(100_000);
        Ledger ledger = it.holding("one").ledger();

        assertThat(stands(ledger.begin(hostile(long100))).author()).isEqualTo(long100);
    }

    @Test
    void replacesWhatNoDatabaseCanHold() {
        Ledger ledger = it.holding("one").ledger();

        Run kept = stands(ledger.begin(hostile("a\0b\uD83Dc")));

        assertThat(kept.author()).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(kept.overrides()).containsExactly("a\0b\uFFFDc");
    }

    private static Run hostile(String text) {
        Run plain = run("one", text);
        return new Run(
                plain.id(),
                plain.environment(),
                plain.worker(),
                Optional.of(text),
                plain.digest(),
                plain.planHash(),
                text,
                Optional.empty(),
                plain.phase(),
                new Anchor(Optional.empty(), Optional.empty(), Map.of("kept", text)),
                Optional.empty(),
                List.of(text),
                Optional.empty(),
                List.of(text),
                Optional.empty(),
                Optional.of(text));
    }

    private static Run stands(Noted noted) {
        assertThat(noted).isInstanceOf(Noted.Stands.class);
        return ((Noted.Stands) noted).run();
    }

    private static Run open(Ledger ledger) {
        LedgerEntry entry =
                ledger.openRun("staging", "shop-staging").orElseThrow().orElseThrow();
        assertThat(entry).isInstanceOf(LedgerEntry.Known.class);
        return ((LedgerEntry.Known) entry).run();
    }
}
