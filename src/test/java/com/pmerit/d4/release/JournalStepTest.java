package com.pmerit.d4.release;

import static com.pmerit.d4.release.Bookkeeping.ANCHOR;
import static com.pmerit.d4.release.Bookkeeping.QUERY;
import static com.pmerit.d4.release.Bookkeeping.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.ApiCall;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.CallClass;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JournalStepTest {
    private static final Progress UPLOADED =
            Progress.none().withAnchor(Optional.of("v1")).withVersion("v2");

    @TempDir
    private Path directory;

    private ApiResult<Anchor> live = new ApiResult.Ok<>(ANCHOR);
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
    void refusesToGoOnOverAnOpenRunOfAnotherCommit() {
        Books killed = it.holding("killed");
        assertThat(killed.journal().begin(run("killed", "c1"))).isEmpty();
        assertThat(killed.journal().enter(Phase.SHIFTING, UPLOADED.nowStaged())).isEmpty();
        assertThat(killed.lock().giveBack()).isEmpty();

        StepResult.Failed failed = failed(step(it.holding("next"), "c2"));

        assertThat(failed.summary())
                .isEqualTo("another release of shop-staging has not ended: run killed of commit c1 by mo");
        assertThat(failed.liveNow()).isEqualTo("users may meet the version of that release, unproven");
        assertThat(failed.remedy()).contains("-Dd4.recover=finish", "-Dd4.recover=back");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
    }

    @Test
    void refusesAnOpenRecordThatNobodyCanRead() throws Exception {
        Books killed = it.holding("killed");
        assertThat(killed.journal().begin(run("killed", "c1"))).isEmpty();
        it.sql("UPDATE d4_release SET anchor = 'v1'");

        StepResult.Failed failed = failed(step(killed, "c1"));

        assertThat(failed.summary()).isEqualTo("the open record killed of shop-staging cannot be read");
        assertThat(failed.remedy()).contains("d4_release of shop-db-staging");
    }

    @Test
    void goesOnWithAnOpenRunOfTheSameCodeAndItsAnchor() throws Exception {
        Books killed = it.holding("killed");
        assertThat(killed.journal().begin(run("killed", "c1"))).isEmpty();
        assertThat(killed.journal()
                        .enter(
                                Phase.SHIFTING,
                                UPLOADED.withMigrations(List.of("0001_a.sql")).nowStaged()))
                .isEmpty();
        assertThat(killed.lock().giveBack()).isEmpty();
        live = new ApiResult.Ok<>(new Anchor(Optional.of("v2"), Optional.of("d2"), Map.of()));
        Books next = it.holding("next");

        StepResult.Done done = (StepResult.Done) step(next, "c1");

        assertThat(done.summary()).isEqualTo("goes on with run killed; before it was live version v1");
        assertThat(done.progress().anchor()).contains("v1");
        assertThat(done.progress().version()).contains("v2");
        assertThat(done.progress().migrations()).containsExactly("0001_a.sql");
        assertThat(done.progress().kept()).containsEntry("triggers", "[]");
        Run adopted = next.journal().run().orElseThrow();
        assertThat(adopted.id()).isEqualTo("killed");
        assertThat(adopted.anchor()).isEqualTo(ANCHOR);
        assertThat(adopted.phase()).isEqualTo(Phase.SHIFTING);
        assertThat(it.sql("SELECT run_id FROM d4_lock").path(0).path("run_id").asText())
                .as("what the lock is held for, as others see it")
                .isEqualTo("killed");
        assertThat(killed.journal().enter(Phase.PROVEN, UPLOADED)).isPresent();
    }

    @Test
    void goesOnWithAnUndoOnlyToEndIt() {
        Books killed = it.holding("killed");
        assertThat(killed.journal().begin(run("killed", "c1"))).isEmpty();
        assertThat(killed.journal().enter(Phase.UNDOING, UPLOADED.nowServing())).isEmpty();
        assertThat(killed.lock().giveBack()).isEmpty();
        Books next = it.holding("next");

        StepResult.Failed failed = failed(step(next, "c1"));

        assertThat(failed.summary())
                .isEqualTo("run killed of shop-staging is being taken back, and that has not ended");
        assertThat(failed.liveNow())
                .isEqualTo("this run changed nothing; version v2 may be live still, and before it was live version v1");
        assertThat(failed.remedy()).isEqualTo("run d4:deploy with -Dd4.recover=back: it ends the undo");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
        assertThat(next.journal().run())
                .as("the record that this run may write to")
                .isEmpty();
        assertThat(step(Optional.of(next), run("killed", "c1").in(Phase.UNDOING)))
                .isInstanceOf(StepResult.Done.class);
    }

    @Test
    void beginsNothingInThePlaceOfARunThatHasEndedInTheMeantime() throws Exception {
        Books killed = it.holding("killed");
        assertThat(killed.journal().begin(run("killed", "c1"))).isEmpty();
        Run seen = killed.journal().run().orElseThrow();
        assertThat(killed.journal().end(Outcome.ROLLED_BACK, "taken back", UPLOADED))
                .isEmpty();
        Books next = it.holding("next");

        StepResult.Failed ended = failed(step(Optional.of(next), seen));
        assertThat(next.journal().begin(run("another", "c1"))).isEmpty();
        StepResult.Failed replaced = failed(step(Optional.of(next), seen));

        assertThat(ended.summary()).isEqualTo("run killed of shop-staging was ended by somebody else in the meantime");
        assertThat(ended.aftermath()).isEqualTo(Aftermath.NOTHING);
        assertThat(replaced).isEqualTo(ended);
        assertThat(it.sql("SELECT id FROM d4_release WHERE outcome IS NULL")).hasSize(1);
    }

    @Test
    void writesDownWhatIsLiveAndTheBookmarksBeforeTheFirstWrite() {
        Books books = it.holding("one");

        StepResult.Done done = (StepResult.Done) step(books, "c1");

        assertThat(done.summary()).isEqualTo("run draft is on record; live is version v1");
        assertThat(done.progress().anchor()).contains("v1");
        assertThat(done.progress().kept()).containsKeys("triggers", "bookmark:DB");
        Run open = books.journal().run().orElseThrow();
        assertThat(open.phase()).isEqualTo(Phase.STARTED);
        assertThat(open.anchor().kept().get("bookmark:DB")).matches("[0-9a-f-]{59}");
    }

    @Test
    void writesNothingWhenWhatIsLiveCannotBeRead() throws Exception {
        live = new ApiResult.Failed<>(
                new ApiFailure.Unreachable(new ApiCall("list", "GET", "/x", CallClass.READ), "gone"));

        StepResult.Failed failed = failed(step(it.holding("one"), "c1"));

        assertThat(failed.summary()).isEqualTo("what is live could not be written down");
        assertThat(it.sql("SELECT id FROM d4_release")).isEmpty();
    }

    @Test
    void readsWhatIsLiveThoughNoRecordIsKept() {
        StepResult unbound = step(Optional.empty(), "c1");
        StepResult idle = step(Optional.of(it.books("one")), "c1");

        assertThat(unbound.summary()).isEqualTo("no record is kept, for staging binds no database; live is version v1");
        assertThat(idle.summary()).isEqualTo("no record is opened, for nothing will be written; live is version v1");
        assertThat(((StepResult.AlreadyDone) idle).progress().anchor()).contains("v1");
    }

    @Test
    void closesTheRecordWithAllThatIsKnownAndFreesTheLock() throws Exception {
        Books books = it.holding("one");
        step(books, "c1");
        Progress proven =
                UPLOADED.withMigrations(List.of("0001_a.sql")).nowServing().proven("5".repeat(64));

        assertThat(new RecordStep(Optional.of(books), Outcome.DONE).run(proven))
                .isEqualTo(new StepResult.Done("run draft is closed as DONE", proven));
        assertThat(new UnlockStep(Optional.of(books)).run(proven))
                .isEqualTo(new StepResult.Done("the lock of shop-staging is free", proven));

        Run ended = last(books);
        assertThat(ended.outcome()).contains(Outcome.DONE);
        assertThat(ended.phase()).isEqualTo(Phase.ENDED);
        assertThat(ended.version()).contains("v2");
        assertThat(ended.smokeSha256()).contains("5".repeat(64));
        assertThat(ended.migrations()).containsExactly("0001_a.sql");
        assertThat(new RecordStep(Optional.of(books), Outcome.DONE).run(proven))
                .isInstanceOf(StepResult.NotNeeded.class);
        assertThat(it.holding("next").lock().lease()).isPresent();
    }

    @Test
    void neverFailsAReleaseBecauseTheLockCouldNotBeGivenBack() {
        Books books = it.holding("one");
        it.account.drops("POST", QUERY, 1, 1_000, Moment.BEFORE_ACTING);

        StepResult result = new UnlockStep(Optional.of(books)).run(UPLOADED);

        assertThat(result).isInstanceOf(StepResult.Done.class);
        assertThat(result.summary()).contains("could not be given back and runs out within 120 s");
        assertThat(new UnlockStep(Optional.empty()).run(UPLOADED)).isInstanceOf(StepResult.NotNeeded.class);
    }

    @Test
    void endsARunThatFailedWithItsOutcomeAndFreesTheLock() {
        Books books = it.holding("one");
        step(books, "c1");

        assertThat(books.journal().end(Outcome.ROLLED_BACK, "the smoke test was red", UPLOADED))
                .isEmpty();

        Run ended = last(books);
        assertThat(ended.outcome()).contains(Outcome.ROLLED_BACK);
        assertThat(ended.note()).contains("the smoke test was red");
        assertThat(it.holding("next").lock().lease()).isPresent();
    }

    @Test
    void leavesTheRecordOpenForAPersonAndFreesTheLock() {
        Books books = it.holding("one");
        step(books, "c1");

        assertThat(books.journal().leave(UPLOADED)).isEmpty();

        Run open = last(books);
        assertThat(open.outcome()).isEmpty();
        assertThat(open.version()).contains("v2");
        assertThat(it.holding("next").lock().lease()).isPresent();
    }

    @Test
    void writesNothingWhileNoRecordIsOpen() throws Exception {
        Books books = it.books("one");

        assertThat(books.journal().enter(Phase.SHIFTING, UPLOADED)).isEmpty();
        assertThat(books.journal().end(Outcome.ABORTED_SAFE, "a gate", UPLOADED))
                .isEmpty();
        assertThat(books.journal().leave(UPLOADED)).isEmpty();

        assertThat(it.sql("SELECT name FROM sqlite_master WHERE name LIKE 'd4%'"))
                .isEmpty();
    }

    @Test
    void saysWhatIsLiveAndWhatFollowsWhenTheLockIsLost() throws Exception {
        Books books = it.holding("one");
        step(books, "c1");
        it.outlivesTheLock();
        it.holding("other");

        StepResult.Failed before =
                books.journal().enter(Phase.SHIFTING, UPLOADED).orElseThrow();
        StepResult.Failed staged =
                books.journal().enter(Phase.SHIFTING, UPLOADED.nowStaged()).orElseThrow();
        StepResult.Failed serving =
                books.journal().enter(Phase.PROVEN, UPLOADED.nowServing()).orElseThrow();

        assertThat(before.summary()).isEqualTo("this run may write no more");
        assertThat(before.liveNow()).isEqualTo("users meet what they met before");
        assertThat(before.aftermath()).isEqualTo(Aftermath.NOTHING);
        assertThat(staged.liveNow()).isEqualTo("version v2 is part of the deployment, beside what was live before");
        assertThat(staged.aftermath()).isEqualTo(Aftermath.HUMAN);
        assertThat(serving.liveNow()).isEqualTo("version v2 takes all traffic; its smoke test has not passed");
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void opensOneRecordThoughTheAnswerWasLost(Moment moment) throws Exception {
        Books books = it.holding("one");
        // The first call reads the open run.
        it.account.drops("POST", QUERY, 2, 1, moment);

        assertThat(step(books, "c1")).isInstanceOf(StepResult.Done.class);

        assertThat(it.sql("SELECT id FROM d4_release")).hasSize(1);
    }

    private StepResult step(Books books, String commit) {
        return step(Optional.of(books), commit);
    }

    private StepResult step(Optional<Books> books, String commit) {
        return step(books, run("draft", commit).with(Anchor.none()));
    }

    private StepResult step(Optional<Books> books, Run draft) {
        return new JournalStep(it.staging, books, draft, () -> live, new Bookmarks(it.staging, it.account.api)::read)
                .run(Progress.none());
    }

    private static Run last(Books books) {
        LedgerEntry entry =
                books.ledger().history("shop-staging", 1).orElseThrow().get(0);
        return ((LedgerEntry.Known) entry).run();
    }

    private static StepResult.Failed failed(StepResult result) {
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        return (StepResult.Failed) result;
    }
}
