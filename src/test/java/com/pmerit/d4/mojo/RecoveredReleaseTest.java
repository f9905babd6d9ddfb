package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.mojo.ShopFront.Visit;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import com.pmerit.d4.sandbox.http.RequestLog.Arrival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release to production does first about one that was cut off before it, as its record and the account show it. */
final class RecoveredReleaseTest {
    private static final int SHIFT = 2;
    private static final int UNDO = 3;

    @TempDir
    private static Path directory;

    private static PreparedShop well;
    private static PreparedShop sickening;
    private static JsonNode undisturbed;

    @BeforeAll
    static void prepare() throws Exception {
        well = PreparedShop.in(directory.resolve("well"), Behaviour.WELL);
        sickening = PreparedShop.in(directory.resolve("sickening"), Behaviour.SICK_UNDER_TRAFFIC);
        try (Case scene = well.open()) {
            assertThat(scene.deploy().outcome()).contains(Outcome.DONE);
            undisturbed = scene.world().outlook();
        }
    }

    @Test
    void takesASickVersionBackBeforeAnyGateLooks() throws Exception {
        try (Case scene = sickening.open()) {
            String left = cutOff(scene, SHIFT, Moment.AFTER_ACTING, Phase.SHIFTING);
            assertThat(served(scene)).containsExactly(left);

            Build build = scene.deploy();

            assertThat(build.outcome()).as("%s", build).contains(Outcome.ROLLED_BACK);
            assertThat(build.ended().checklist()).isEmpty();
            assertThat(steps(build))
                    .containsExactly(
                            "lock", "journal", "resume", "smoke", "anchor-back", "triggers-back", "smoke-anchor");
            assertThat(build.visits().get(0)).isEqualTo(new Visit("shop.team.workers.dev", left, true, false));
            assertThat(build.failures().get(0).liveNow())
                    .isEqualTo("version " + left + " is live and did not pass; before it "
                            + scene.eve().anchor().id() + " was");
            assertThat(shares(scene)).isEqualTo(Map.of(scene.eve().anchor().id(), 100.0));
            assertThat(records(scene)).containsExactly("ROLLED_BACK");
            isWell(scene);
        }
    }

    @Test
    void goesOnWithAWellVersionAfterItAskedItsUsers() throws Exception {
        try (Case scene = well.open()) {
            String left = cutOff(scene, SHIFT, Moment.AFTER_ACTING, Phase.SHIFTING);

            Build build = scene.deploy();

            assertThat(build.outcome()).as("%s", build).contains(Outcome.DONE);
            assertThat(steps(build)).startsWith("lock", "journal", "resume", "smoke", "lock", "journal", "resume");
            assertThat(build.visits().get(0)).isEqualTo(new Visit("shop.team.workers.dev", left, true, true));
            assertThat(scene.world().outlook()).isEqualTo(undisturbed);
            assertThat(records(scene)).containsExactly("DONE");
            isWell(scene);
        }
    }

    @Test
    void endsAnUndoThatWasCutOffBeforeItReleasesAnything() throws Exception {
        try (Case scene = sickening.open()) {
            String left = cutOff(scene, UNDO, Moment.BEFORE_ACTING, Phase.UNDOING);
            assertThat(served(scene)).containsExactly(left);

            Build build = scene.deploy();

            assertThat(steps(build))
                    .startsWith(
                            "lock",
                            "journal",
                            "resume",
                            "anchor-back",
                            "triggers-back",
                            "smoke-anchor",
                            "record",
                            "unlock",
                            "lock",
                            "journal");
            assertThat(build.outcome()).as("the same sick code: %s", build).contains(Outcome.ROLLED_BACK);
            assertThat(records(scene)).containsExactly("ROLLED_BACK", "ROLLED_BACK");
            assertThat(shares(scene)).isEqualTo(Map.of(scene.eve().anchor().id(), 100.0));
            isWell(scene);
        }
    }

    @Test
    void refusesToFinishAnUndo() throws Exception {
        try (Case scene = sickening.open()) {
            String left = cutOff(scene, UNDO, Moment.BEFORE_ACTING, Phase.UNDOING);

            Build build = scene.world().finish(sickening.sibling());

            assertThat(build.failures().get(0).remedy())
                    .isEqualTo("bring the undo to its end: mvn deploy -Pproduction -Dd4.recover=back");
            assertThat(build.writes()).isEmpty();
            assertThat(served(scene)).containsExactly(left);
        }
    }

    @Test
    void refusesAnotherCommitAndNamesBothWaysOutAndWhatIsLive() throws Exception {
        try (Case scene = well.open()) {
            String left = cutOff(scene, SHIFT, Moment.AFTER_ACTING, Phase.SHIFTING);

            Build build = scene.world().deploy(well.sibling(), ReleaseWorld.PRODUCTION);

            assertThat(build.outcome()).contains(Outcome.ABORTED_SAFE);
            StepResult.Failed failed = build.failures().get(0);
            assertThat(failed.summary())
                    .startsWith("a run of commit " + scene.checkout().head().substring(0, 9) + " to production by ")
                    .endsWith(" was not finished");
            assertThat(failed.liveNow())
                    .isEqualTo("either version " + scene.eve().anchor().id() + " or version " + left
                            + " is live: that run was moving the traffic");
            assertThat(failed.remedy())
                    .isEqualTo("bring it to its end: mvn deploy -Pproduction -Dd4.recover=finish,"
                            + " or take it back: mvn deploy -Pproduction -Dd4.recover=back");
            assertThat(build.ended().checklist()).isEmpty();
            assertThat(build.writes()).isEmpty();
            assertThat(served(scene)).containsExactly(left);
        }
    }

    @Test
    void bringsAnOpenRunToItsEndFromAnotherCommit() throws Exception {
        try (Case scene = well.open()) {
            String left = cutOff(scene, SHIFT, Moment.BEFORE_ACTING, Phase.SHIFTING);
            assertThat(served(scene)).containsExactly(scene.eve().anchor().id());

            Build build = scene.world().finish(well.sibling());

            assertThat(build.outcome()).as("%s", build).contains(Outcome.DONE);
            assertThat(build.ended().checklist()).isEmpty();
            assertThat(shares(scene)).isEqualTo(Map.of(left, 100.0));
            assertThat(records(scene)).containsExactly("DONE");
            isWell(scene);
            Build own = scene.deploy();
            assertThat(own.outcome()).as("%s", own).contains(Outcome.DONE);
            assertThat(scene.world().outlook())
                    .as("once the commit itself is released again")
                    .isEqualTo(undisturbed);
        }
    }

    @Test
    void takesAnOpenRunBackThatTurnsOutSickWhenItIsFinished() throws Exception {
        try (Case scene = sickening.open()) {
            cutOff(scene, SHIFT, Moment.BEFORE_ACTING, Phase.SHIFTING);

            Build build = scene.world().finish(sickening.sibling());

            assertThat(build.outcome()).as("%s", build).contains(Outcome.ROLLED_BACK);
            assertThat(shares(scene)).isEqualTo(Map.of(scene.eve().anchor().id(), 100.0));
            isWell(scene);
        }
    }

    @Test
    void takesAnOpenRunBackFromAnotherCommitAndDoesNothingElse() throws Exception {
        try (Case scene = well.open()) {
            String left = cutOff(scene, SHIFT, Moment.AFTER_ACTING, Phase.SHIFTING);
            assertThat(served(scene)).containsExactly(left);

            Build build = scene.world().takeBack(well.sibling());

            assertThat(build.outcome()).as("%s", build).contains(Outcome.DONE);
            assertThat(build.ended().checklist()).isEmpty();
            assertThat(shares(scene)).isEqualTo(Map.of(scene.eve().anchor().id(), 100.0));
            assertThat(scene.world().held().unversioned(Checkout.PRODUCTION))
                    .isEqualTo(scene.eve().unversioned());
            assertThat(build.visits())
                    .hasSizeGreaterThanOrEqualTo(5)
                    .allMatch(visit -> visit.right()
                            && visit.version().equals(scene.eve().anchor().id()));
            assertThat(records(scene)).containsExactly("ROLLED_BACK");
            assertThat(scene.deploy().outcome()).contains(Outcome.DONE);
            assertThat(scene.world().outlook()).isEqualTo(undisturbed);
            isWell(scene);
        }
    }

    @Test
    void doesNotGoOnWithARunThatAnotherOneBeganToTakeBackWhileItWaitedForTheLock() throws Exception {
        try (Case scene = well.open()) {
            String left = cutOff(scene, SHIFT, Moment.AFTER_ACTING, Phase.SHIFTING);
            beforeTheLockIsTaken(scene, "UPDATE d4_release SET phase = 'UNDOING' WHERE outcome IS NULL");

            Build build = scene.deploy();

            assertThat(build.outcome()).as("%s", build).contains(Outcome.ABORTED_SAFE);
            assertThat(build.failures().get(0).summary()).endsWith("is being taken back, and that has not ended");
            assertThat(build.writes()).allMatch(write -> write.kind() == Witness.Kind.BOOKS);
            assertThat(served(scene)).containsExactly(left);
            assertThat(phases(scene)).containsExactly("UNDOING");

            Build next = scene.deploy();

            assertThat(steps(next)).startsWith("lock", "journal", "resume", "anchor-back");
            assertThat(next.outcome()).as("%s", next).contains(Outcome.DONE);
            assertThat(scene.world().outlook()).isEqualTo(undisturbed);
            isWell(scene);
        }
    }

    @Test
    void takesNothingBackThatSomebodyElseEndedWhileItWaitedForTheLock() throws Exception {
        try (Case scene = well.open()) {
            String left = cutOff(scene, SHIFT, Moment.AFTER_ACTING, Phase.SHIFTING);
            beforeTheLockIsTaken(
                    scene, "UPDATE d4_release SET phase = 'ENDED', outcome = 'DONE' WHERE outcome IS NULL");

            Build build = scene.world().takeBack(well.sibling());

            assertThat(build.outcome()).as("%s", build).contains(Outcome.ABORTED_SAFE);
            assertThat(build.failures().get(0).summary()).endsWith("was ended by somebody else in the meantime");
            assertThat(served(scene)).containsExactly(left);
            assertThat(records(scene)).containsExactly("DONE");
        }
    }

    /** A release that is answered no more from a deployment on; gives the version that it had uploaded. */
    private static String cutOff(Case scene, int deployment, Moment moment, Phase left) throws Exception {
        Blackout.at(scene.world(), deployment, moment);
        Build cut = scene.deploy();
        Blackout.isOver(scene.world());
        assertThat(cut.outcome()).as("%s", cut).contains(Outcome.NEEDS_HUMAN);
        assertThat(phases(scene)).containsExactly(left.name());
        scene.age();
        return cut.ended().release().orElseThrow().progress().version().orElseThrow();
    }

    private static void beforeTheLockIsTaken(Case scene, String sql) {
        AtomicBoolean done = new AtomicBoolean();
        scene.world().before(arrival -> {
            if (takesTheLock(arrival) && done.compareAndSet(false, true)) {
                asSomebodyElse(scene, sql);
            }
        });
    }

    private static boolean takesTheLock(Arrival arrival) {
        return Witness.isOurs(arrival)
                && new String(arrival.request().body().bytes(), StandardCharsets.UTF_8).contains("INSERT INTO d4_lock");
    }

    private static void asSomebodyElse(Case scene, String sql) {
        try {
            new Stranger(scene.world()).queries(sql);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static void isWell(Case scene) {
        assertThat(Invariants.broken(scene)).isEmpty();
        assertThat(Invariants.open(scene)).isEmpty();
    }

    private static List<String> steps(Build build) {
        return build.ended().release().orElseThrow().steps().stream()
                .map(Ran::id)
                .toList();
    }

    private static Set<String> served(Case scene) {
        return scene.world().held().served(Checkout.PRODUCTION);
    }

    private static Map<String, Double> shares(Case scene) {
        return scene.world().held().head(Checkout.PRODUCTION).shares();
    }

    private static List<String> phases(Case scene) {
        return scene.world().held().column("SELECT phase FROM d4_release WHERE outcome IS NULL");
    }

    /** How the runs since the eve ended, oldest first. */
    private static List<String> records(Case scene) {
        return scene.world().held().column("SELECT outcome FROM d4_release ORDER BY started_at, id LIMIT -1 OFFSET 1");
    }
}
