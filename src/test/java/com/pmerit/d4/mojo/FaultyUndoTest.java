package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Fault.Hold;
import com.pmerit.d4.sandbox.http.Faults;
import com.pmerit.d4.trial.Misfortune;
import com.pmerit.d4.trial.RecordedCall;
import com.pmerit.d4.trial.Trials;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The new version sickens under traffic, and each call from the shift on meets each misfortune. However the run ends, the same
 * command leaves users with the version from before, bit for bit.
 */
final class FaultyUndoTest {
    private static final String DEPLOYMENTS = "/workers/scripts/{script}/deployments";
    private static final int AFTER_THE_STAGING = 2;

    @TempDir
    private static Path directory;

    private static PreparedShop shop;
    private static RecordedCall shift;
    private static List<RecordedCall> calls;

    @BeforeAll
    static void takeBackOnceWithoutDisturbance() throws Exception {
        shop = PreparedShop.in(directory, Behaviour.SICK_UNDER_TRAFFIC);
        try (Case scene = shop.open()) {
            assertThat(scene.deploy().outcome()).contains(Outcome.ROLLED_BACK);
            List<RecordedCall> all = RecordedCall.of(scene.world().sandbox.requests());
            shift = all.stream()
                    .filter(call -> isDeploying(call, AFTER_THE_STAGING))
                    .findFirst()
                    .orElseThrow();
            calls = all.subList(all.indexOf(shift), all.size());
            assertThat(calls).hasSizeGreaterThan(10).anyMatch(call -> isDeploying(call, AFTER_THE_STAGING + 1));
        }
    }

    static Stream<Misfortune> misfortunes() {
        return Misfortune.SWIFT.stream();
    }

    /** The only case that nobody can mend who may not tell Cloudflare what must still be so for a deployment to be made. */
    @Test
    void tellsOfAShiftThatComesTrueAfterItWasTakenBack() throws Exception {
        Hold hold = Hold.at(Fault.Moment.BEFORE_ACTING);
        Misfortune held = new Misfortune("held", () -> hold, 1);
        try (Case scene = shop.open()) {
            scene.world().sandbox.faults().add(held.at(shift));
            assertThat(deploy(scene, held).outcome()).contains(Outcome.ROLLED_BACK);
            hold.release();
            scene.world().settles();

            Build second = scene.deploy();

            assertThat(second.outcome()).as("%s", second).contains(Outcome.NEEDS_HUMAN);
            StepResult.Failed failed = second.failures().get(0);
            assertThat(failed.liveNow()).contains("is live and did not pass");
            assertThat(failed.remedy()).endsWith("mvn d4:rollback -Dd4.environment=production");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misfortunes")
    void endsOnTheVersionFromBefore(Misfortune misfortune) throws Exception {
        assertThat(Trials.problems(calls, misfortune.sideBySide(), call -> suffer(misfortune, misfortune.at(call))))
                .isEmpty();
    }

    private static void suffer(Misfortune misfortune, Fault fault) throws Exception {
        try (Case scene = shop.open()) {
            Faults faults = scene.world().sandbox.faults();
            faults.add(fault);

            Build first = deploy(scene, misfortune);

            assertThat(faults.seen()).extracting(Faults.Seen::hits).allMatch(hits -> hits > 0);
            assertThat(first.outcome())
                    .as("%s", first)
                    .get()
                    .isIn(Outcome.ROLLED_BACK, Outcome.NEEDS_HUMAN, Outcome.ABORTED_SAFE);
            faults.clear();

            scene.age();
            Build second = scene.deploy();

            assertThat(second.outcome()).as("after %s: %s", first, second).contains(Outcome.ROLLED_BACK);
            assertThat(Invariants.broken(scene))
                    .as("%s, then %s", first, second)
                    .isEmpty();
            assertThat(Invariants.open(scene)).as("%s, then %s", first, second).isEmpty();
            assertThat(scene.world().held().head(Checkout.PRODUCTION).shares())
                    .isEqualTo(Map.of(scene.eve().anchor().id(), 100.0));
            assertThat(scene.world().held().unversioned(Checkout.PRODUCTION))
                    .isEqualTo(scene.eve().unversioned());
        }
    }

    private static Build deploy(Case scene, Misfortune misfortune) throws InterruptedException {
        return scene.world().deploy(scene.checkout(), ReleaseWorld.PRODUCTION, misfortune.limits());
    }

    private static boolean isDeploying(RecordedCall call, int occurrence) {
        return call.method().equals("POST") && call.template().endsWith(DEPLOYMENTS) && call.occurrence() == occurrence;
    }
}
