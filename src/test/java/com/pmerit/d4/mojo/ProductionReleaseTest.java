package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.mojo.HeldState.Deployment;
import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.StepResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole releases to production that nothing disturbs but the health of what they bring. */
final class ProductionReleaseTest {
    @TempDir
    private Path directory;

    @Test
    void writesNothingWhenItIsRunAgainAlsoOnAFreshClone() throws Exception {
        PreparedShop shop = PreparedShop.in(directory, Behaviour.WELL);
        try (Case scene = shop.open()) {
            assertThat(scene.deploy().outcome()).contains(Outcome.DONE);
            JsonNode after = scene.world().outlook();

            Build again = scene.deploy();
            Build elsewhere = scene.world().deploy(shop.another(scene), ReleaseWorld.PRODUCTION);

            assertThat(again.outcome()).contains(Outcome.NOOP);
            assertThat(again.writes()).isEmpty();
            assertThat(elsewhere.writes()).isEmpty();
            assertThat(scene.world().outlook()).isEqualTo(after);
        }
    }

    @Test
    void neverShiftsToAVersionThatIsSickBeforeAnybodyMeetsIt() throws Exception {
        try (Case scene = PreparedShop.in(directory, Behaviour.SICK).open()) {
            Build build = scene.deploy();

            assertThat(build.outcome()).as("%s", build).contains(Outcome.ABORTED_SAFE);
            assertThat(deployments(scene))
                    .allSatisfy(
                            deployment -> assertThat(given(scene, deployment)).doesNotContain(Behaviour.SICK));
            isOnTheAnchor(scene, build);
        }
    }

    @Test
    void putsTheAnchorBackBitForBitWhenTheNewVersionSickensUnderTraffic() throws Exception {
        try (Case scene =
                PreparedShop.in(directory, Behaviour.SICK_UNDER_TRAFFIC).open()) {
            Build build = scene.deploy();

            assertThat(build.outcome()).as("%s", build).contains(Outcome.ROLLED_BACK);
            assertThat(deployments(scene))
                    .as("it did get traffic")
                    .anySatisfy(
                            deployment -> assertThat(given(scene, deployment)).contains(Behaviour.SICK_UNDER_TRAFFIC));
            isOnTheAnchor(scene, build);
            assertThat(build.failures())
                    .first()
                    .extracting(StepResult.Failed::liveNow)
                    .asString()
                    .contains(scene.eve().anchor().id());
        }
    }

    private static void isOnTheAnchor(Case scene, Build build) {
        assertThat(Invariants.broken(scene)).as("%s", build).isEmpty();
        assertThat(Invariants.open(scene)).as("%s", build).isEmpty();
        assertThat(scene.world().held().head(Checkout.PRODUCTION).shares())
                .isEqualTo(Map.of(scene.eve().anchor().id(), 100.0));
        assertThat(scene.world().held().unversioned(Checkout.PRODUCTION))
                .isEqualTo(scene.eve().unversioned());
        assertThat(scene.world().held().column("SELECT name FROM d1_migrations"))
                .as("data stays")
                .contains("0003_offers.sql");
    }

    /** Those that were made since the case began. */
    private static List<Deployment> deployments(Case scene) {
        return scene.world().held().deployments(Checkout.PRODUCTION).stream()
                .skip(scene.eve().deployments())
                .toList();
    }

    private static List<Behaviour> given(Case scene, Deployment deployment) {
        return deployment.shares().entrySet().stream()
                .filter(share -> share.getValue() > 0)
                .map(share -> scene.world().behaviour(Checkout.PRODUCTION, share.getKey()))
                .toList();
    }
}
