package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Faults;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each call of a release to production meets each misfortune. The release is done, or it says what is the matter and what is live;
 * the invariants hold; and once the lock has run out the same command always ends in the state of a release that nothing disturbed.
 */
final class FaultyProductionTest {
    private static final String SCRIPT = "/accounts/{account}/workers/scripts/{script}";

    @TempDir
    private static Path directory;

    private static PreparedShop shop;
    private static List<RecordedCall> calls;
    private static JsonNode undisturbed;

    @BeforeAll
    static void releaseOnceWithoutDisturbance() throws Exception {
        shop = PreparedShop.in(directory, Behaviour.WELL);
        try (Case scene = shop.open()) {
            assertThat(scene.deploy().outcome()).contains(Outcome.DONE);
            calls = RecordedCall.of(scene.world().sandbox.requests());
            undisturbed = scene.world().outlook();
        }
    }

    @Test
    void meetsEveryKindOfCallThatAReleaseMakes() {
        Set<String> routes = new TreeSet<>();
        calls.forEach(call -> routes.add(call.method() + " " + call.template()));

        assertThat(routes)
                .contains(
                        "POST /accounts/{account}/d1/database/{database}/query",
                        "POST " + SCRIPT + "/versions",
                        "POST " + SCRIPT + "/deployments",
                        "GET " + SCRIPT + "/versions",
                        "GET " + SCRIPT + "/versions/{version}",
                        "GET " + SCRIPT + "/deployments",
                        "PUT " + SCRIPT + "/schedules");
        assertThat(calls.size() * Misfortune.ALL.size()).isGreaterThanOrEqualTo(1_000);
    }

    static Stream<Misfortune> misfortunes() {
        return Misfortune.ALL.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misfortunes")
    void outlivesItAtEachCall(Misfortune misfortune) throws Exception {
        assertThat(Trials.problems(calls, misfortune.sideBySide(), call -> suffer(misfortune, misfortune.at(call))))
                .isEmpty();
    }

    private static void suffer(Misfortune misfortune, Fault fault) throws Exception {
        try (Case scene = shop.open()) {
            suffer(scene, misfortune, fault);
        }
    }

    private static void suffer(Case scene, Misfortune misfortune, Fault fault) throws Exception {
        Faults faults = scene.world().sandbox.faults();
        faults.add(fault);

        Build first = scene.world().deploy(scene.checkout(), ReleaseWorld.PRODUCTION, misfortune.limits());

        assertThat(faults.seen())
                .extracting(Faults.Seen::hits)
                .as("the fault met its call")
                .allMatch(hits -> hits > 0);
        faults.clear();
        if (fault.effect() instanceof Fault.Hold hold) {
            hold.release();
            scene.world().settles();
        }
        assertThat(Invariants.broken(scene)).as("after %s", first).isEmpty();
        boolean done = isDone(scene, first);

        scene.age();
        Build second = scene.deploy();

        assertThat(second.outcome())
                .as("the second run after %s: %s", first, second)
                .get()
                .isIn(done && !isDoneLate(fault) ? Set.of(Outcome.NOOP) : Set.of(Outcome.NOOP, Outcome.DONE));
        assertThat(scene.world().outlook()).as("after %s", first).isEqualTo(undisturbed);
        assertThat(Invariants.broken(scene))
                .as("after %s, then %s", first, second)
                .isEmpty();
        assertThat(Invariants.open(scene))
                .as("after %s, then %s", first, second)
                .isEmpty();
    }

    /** Whether the call takes effect when the release is over and its result was told. */
    private static boolean isDoneLate(Fault fault) {
        return fault.effect() instanceof Fault.Hold hold && hold.moment() == Fault.Moment.BEFORE_ACTING;
    }

    /** Whether a release says that it is done; one that does not must say clearly what is the matter, and what is live. */
    private static boolean isDone(Case scene, Build build) {
        if (build.outcome().isEmpty()) {
            assertThat(build.ended().checklist().orElseThrow().failures())
                    .isNotEmpty()
                    .allSatisfy(gate -> {
                        Verdict.Failed failed = (Verdict.Failed) gate.verdict();
                        assertThat(failed.summary()).isNotBlank().doesNotContain("the gate itself broke");
                        assertThat(failed.remedy()).isNotBlank();
                    });
            assertThat(build.writes()).as("a failed gate writes nothing").isEmpty();
            return false;
        }
        if (build.outcome().get() == Outcome.DONE) {
            return true;
        }
        assertThat(build.outcome().get()).isIn(Outcome.ABORTED_SAFE, Outcome.ROLLED_BACK, Outcome.NEEDS_HUMAN);
        StepResult.Failed failed = build.failures().get(0);
        assertThat(failed.summary()).isNotBlank();
        assertThat(failed.liveNow()).isNotBlank();
        assertThat(failed.remedy()).contains("run");
        if (build.outcome().get() != Outcome.NEEDS_HUMAN) {
            assertThat(scene.world().held().served(Checkout.PRODUCTION))
                    .as("'%s' is true", failed.liveNow())
                    .containsExactly(scene.eve().anchor().id());
        }
        return false;
    }
}
