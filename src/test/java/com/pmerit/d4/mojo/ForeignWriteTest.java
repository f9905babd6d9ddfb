package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.mojo.HeldState.Deployment;
import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.sandbox.http.RequestLog.Arrival;
import com.pmerit.d4.sandbox.http.RequestLog.Entry;
import com.pmerit.d4.trial.RecordedCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who does not use d4 changes production just before each call of a release to it, as wrangler and the dashboard would:
 * the release sees it, and leaves what it did not make.
 */
final class ForeignWriteTest {
    private static final int SIDE_BY_SIDE = 4;
    private static final String SCHEDULE = "5 5 * * *";
    private static final String MIGRATION = "0003_offers.sql";
    private static final String DEPLOYMENTS = "/workers/scripts/" + Checkout.PRODUCTION + "/deployments";
    private static final String CODE = "export default {}; // a stranger's\n" + Behaviour.WELL.comment();

    @TempDir
    private Path directory;

    @Test
    void leavesADeploymentOfSomebodyElseAlone() throws Exception {
        suffersAtEachCall(
                scene -> {
                    Stranger stranger = new Stranger(scene.world());
                    stranger.shiftsTo(stranger.uploads(CODE, "by hand"));
                },
                Scene::leavesTheForeignDeployment);
    }

    @Test
    void leavesAGradualDeploymentOfSomebodyElseAlone() throws Exception {
        suffersAtEachCall(
                scene -> {
                    Stranger stranger = new Stranger(scene.world());
                    stranger.splits(scene.eve().anchor().id(), 90, stranger.uploads(CODE, "by hand"), 10);
                },
                Scene::leavesTheForeignDeployment);
    }

    @Test
    void passesOverAVersionThatSomebodyElseUploads() throws Exception {
        suffersAtEachCall(
                scene -> new Stranger(scene.world()).uploads(CODE, "a draft"), Scene::isReleasedAsIfNothingHadHappened);
    }

    @Test
    void recognisesAMigrationThatWranglerApplies() throws Exception {
        suffersAtEachCall(
                scene -> {
                    if (!isApplied(scene)) {
                        scene.world().noteForeign(MIGRATION);
                        new Stranger(scene.world()).applies(MIGRATION, scene.checkout());
                    }
                },
                Scene::isReleasedAsIfNothingHadHappened);
    }

    @Test
    void setsTheScheduleOnceAndLeavesALaterOneOfSomebodyElse() throws Exception {
        suffersAtEachCall(scene -> new Stranger(scene.world()).schedules(SCHEDULE), Scene::writesSchedulesAtMostOnce);
    }

    /** What somebody does. */
    private interface Deed {
        void in(Case scene) throws IOException, InterruptedException;
    }

    /** What must be true afterwards. */
    private interface Expectation {
        void of(Scene scene);
    }

    private void suffersAtEachCall(Deed deed, Expectation expectation) throws Exception {
        PreparedShop shop = PreparedShop.in(directory, Behaviour.WELL);
        List<RecordedCall> calls = calls(shop);
        assertThat(calls).as("calls of an undisturbed release").hasSizeGreaterThan(40);
        ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<List<String>>> cases = calls.stream()
                    .map(call -> threads.submit(() -> problems(shop, call, deed, expectation)))
                    .toList();
            List<String> problems = new ArrayList<>();
            for (Future<List<String>> one : cases) {
                problems.addAll(one.get());
            }
            assertThat(problems).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<RecordedCall> calls(PreparedShop shop) throws IOException, InterruptedException {
        try (Case scene = shop.open()) {
            assertThat(scene.deploy().outcome()).contains(Outcome.DONE);
            return RecordedCall.of(scene.world().sandbox.requests());
        }
    }

    private static List<String> problems(PreparedShop shop, RecordedCall call, Deed deed, Expectation expectation)
            throws IOException, InterruptedException {
        try (Case scene = shop.open()) {
            Interruption interruption = new Interruption(scene, call, deed);
            scene.world().before(interruption::look);
            Build build = scene.deploy();
            interruption.isOver();
            assertThat(Invariants.brokenDespiteAStranger(scene)).isEmpty();
            expectation.of(new Scene(scene, call, build));
            return List.of();
        } catch (AssertionError | RuntimeException problem) {
            return List.of("before " + call + ": " + problem);
        }
    }

    /** Waits for a call, and lets the stranger do what they do before it is served. */
    private static final class Interruption {
        private final Case scene;
        private final RecordedCall call;
        private final Deed deed;
        private final AtomicInteger seen = new AtomicInteger();
        private final AtomicBoolean done = new AtomicBoolean();
        private final List<Exception> troubles = new ArrayList<>();

        Interruption(Case scene, RecordedCall call, Deed deed) {
            this.scene = scene;
            this.call = call;
            this.deed = deed;
        }

        void look(Arrival arrival) {
            boolean meant = Witness.isOurs(arrival)
                    && arrival.request().method().equals(call.method())
                    && arrival.template().equals(call.template())
                    && seen.incrementAndGet() == call.occurrence();
            if (meant) {
                act();
            }
        }

        private void act() {
            try {
                deed.in(scene);
            } catch (IOException | RuntimeException trouble) {
                troubles.add(trouble);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                troubles.add(stopped);
            } finally {
                done.set(true);
            }
        }

        void isOver() {
            assertThat(done).as("the release came to its call").isTrue();
            assertThat(troubles).isEmpty();
        }
    }

    /** A case, once it is over. */
    private record Scene(Case scene, RecordedCall call, Build build) {

        void isReleasedAsIfNothingHadHappened() {
            assertThat(build.outcome()).as(told()).contains(Outcome.DONE);
            assertThat(Invariants.broken(scene)).as(told()).isEmpty();
            assertThat(Invariants.open(scene)).as(told()).isEmpty();
            assertThat(scene.world().held().column("SELECT name FROM d1_migrations"))
                    .contains(MIGRATION);
        }

        void writesSchedulesAtMostOnce() {
            assertThat(build.outcome()).as(told()).contains(Outcome.DONE);
            List<Integer> written = requests("PUT", "/workers/scripts/" + Checkout.PRODUCTION + "/schedules");
            assertThat(written).as(told()).hasSizeBetween(1, 2);
            List<String> crons = new ArrayList<>();
            scene.world().held().unversioned(Checkout.PRODUCTION).get(4).forEach(cron -> crons.add(cron.asText()));
            assertThat(crons).as(told()).singleElement().isIn(SCHEDULE, "0 4 * * *");
        }

        void leavesTheForeignDeployment() {
            List<Deployment> since = since();
            int foreign = foreign(since);
            List<Deployment> later = since.subList(foreign + 1, since.size());
            if (isBeforeTheGates(foreign)) {
                assertThat(Invariants.open(scene)).as(told()).isEmpty();
                return;
            }
            if (call.method().equals("POST") && call.template().endsWith("/deployments")) {
                assertThat(later).as("only what was on its way: %s", told()).hasSizeLessThanOrEqualTo(1);
                assertThat(build.outcome()).as(told()).contains(Outcome.NEEDS_HUMAN);
            } else {
                assertThat(later)
                        .as("what the stranger deployed stays: %s", told())
                        .isEmpty();
            }
            if (!isAfterTheLastLook(foreign)) {
                assertThat(build.outcome()).as(told()).isNotEqualTo(Optional.of(Outcome.DONE));
                assertThat(build.said())
                        .as(told())
                        .containsAnyOf("somebody else", "splits its traffic", "of this release");
            }
        }

        private List<Deployment> since() {
            List<Deployment> all = scene.world().held().deployments(Checkout.PRODUCTION);
            return all.subList(scene.eve().deployments(), all.size());
        }

        /** The deployment with traffic for a version that d4 did not upload. */
        private int foreign(List<Deployment> since) {
            List<String> theirs = scene.world().held().versions(Checkout.PRODUCTION).stream()
                    .filter(version -> version.tag().equals("by hand"))
                    .map(HeldState.Version::id)
                    .toList();
            return IntStream.range(0, since.size())
                    .filter(index -> theirs.stream().anyMatch(since.get(index).shares()::containsKey))
                    .findFirst()
                    .orElseThrow();
        }

        /** Whether it stood before the release looked at what is live for the first time. */
        private boolean isBeforeTheGates(int foreign) {
            return looks().get(0) > requests("POST", DEPLOYMENTS).get(foreign);
        }

        private boolean isAfterTheLastLook(int foreign) {
            return looks().get(looks().size() - 1)
                    < requests("POST", DEPLOYMENTS).get(foreign);
        }

        private List<Integer> looks() {
            return requests("GET", DEPLOYMENTS);
        }

        /** The places of requests among all. */
        private List<Integer> requests(String method, String path) {
            List<Entry> entries = scene.world().sandbox.requests().entries();
            return IntStream.range(0, entries.size())
                    .filter(index -> entries.get(index).method().equals(method)
                            && entries.get(index).path().endsWith(path))
                    .boxed()
                    .toList();
        }

        private String told() {
            return call + ": " + build.outcome() + " " + build.failures() + " "
                    + build.ended()
                            .checklist()
                            .map(list -> list.failures().toString())
                            .orElse("");
        }
    }

    private static boolean isApplied(Case scene) {
        return scene.world().held().column("SELECT name FROM d1_migrations").contains(MIGRATION);
    }
}
