package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Faults;
import com.pmerit.d4.trial.Misfortune;
import java.util.Set;

/**
 * A release to production meets a misfortune at one of its calls, and the same command is run once more when that is over, unless the
 * checklist let nothing begin.
 *
 * @param undisturbed the outlook after a release that met none
 */
record Ordeal(Misfortune misfortune, Fault fault, JsonNode undisturbed) {

    /** Throws what is wrong. */
    void of(Case scene) throws Exception {
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
        if (first.outcome().isEmpty()) {
            // It wrote nothing, so that the next run would be the undisturbed one.
            return;
        }

        scene.age();
        Build second = scene.deploy();

        assertThat(second.outcome())
                .as("the second run after %s: %s", first, second)
                .get()
                .isIn(done && !isDoneLate() ? Set.of(Outcome.NOOP) : Set.of(Outcome.NOOP, Outcome.DONE));
        assertThat(scene.world().outlook()).as("after %s", first).isEqualTo(undisturbed);
        assertThat(Invariants.broken(scene))
                .as("after %s, then %s", first, second)
                .isEmpty();
        assertThat(Invariants.open(scene))
                .as("after %s, then %s", first, second)
                .isEmpty();
    }

    /** Whether the call takes effect when the release is over and its result was told. */
    boolean isDoneLate() {
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
