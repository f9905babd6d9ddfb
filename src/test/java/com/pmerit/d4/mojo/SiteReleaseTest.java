package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.site.LiveSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop with a front end, released to its staging. */
final class SiteReleaseTest {
    @TempDir
    private Path directory;

    private SiteShop shop;

    @BeforeEach
    void begin() throws Exception {
        shop = SiteShop.in(directory);
    }

    @AfterEach
    void end() throws IOException {
        shop.close();
    }

    @Test
    void knowsBeforehandWhetherTheSiteCouldGoBackToo() throws Exception {
        assertThat(shop.wayBack().obstacles()).containsExactly("nothing is live yet");
        assertThat(outcome(shop.deploy())).contains(Outcome.DONE);

        assertThat(shop.wayBack().obstacles()).isEmpty();
        assertThat(shop.wayBack().proofs()).last().asString().startsWith("the site can go back to deployment ");

        shop.siteAnswers(host -> host.equals(SiteShop.HOST));

        assertThat(shop.wayBack().obstacles())
                .singleElement()
                .asString()
                .startsWith("the site's deployment ")
                .contains("does not answer rightly at its own address");
    }

    @Test
    void publishesNothingWhoseGateFails() throws Exception {
        shop.commit("https://shop.team.workers.dev");

        DeployRun.Ended ended = shop.deploy();

        assertThat(ended.release()).isEmpty();
        assertThat(ended.checklist().orElseThrow().failures()).singleElement().satisfies(gate -> {
            assertThat(gate.id()).isEqualTo("site");
            assertThat(gate.verdict().details())
                    .contains("/assets/index-aB3xY9zQ.js holds shop.team.workers.dev, the API host of production");
        });
        assertThat(shop.writes(0)).isEmpty();
    }

    @Test
    void publishesTheSiteAfterTheWorkerAndChangesNothingTheSecondTime() throws Exception {
        assertThat(outcome(shop.deploy())).contains(Outcome.DONE);
        assertThat(shop.page()).endsWith("one");
        shop.commit("two");

        ReleaseResult second = shop.deploy().release().orElseThrow();
        int requests = shop.cloud.sandbox.requests().entries().size();
        DeployRun.Ended third = shop.deploy();

        assertThat(second.outcome()).isEqualTo(Outcome.DONE);
        assertThat(second.steps())
                .extracting(ReleaseResult.Ran::id)
                .containsSubsequence(
                        "site-upload",
                        "migrate",
                        "upload",
                        "deploy",
                        "smoke",
                        "verify",
                        "site",
                        "site-smoke",
                        "record");
        assertThat(shop.page()).endsWith("two");
        assertThat(outcome(third)).contains(Outcome.NOOP);
        assertThat(shop.writes(requests)).isEmpty();
    }

    @Test
    void takesARedSiteBackAndLetsTheWorkerStay() throws Exception {
        shop.deploy();
        Optional<String> worker = shop.cloud.live();
        shop.commit("two");
        shop.siteAnswers(host -> false);

        ReleaseResult red = shop.deploy().release().orElseThrow();

        assertThat(red.outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
        StepResult.Failed failed =
                (StepResult.Failed) red.steps().get(red.steps().size() - 1).result();
        assertThat(failed.summary()).endsWith("the site was taken back");
        assertThat(failed.liveNow())
                .endsWith("; the Worker stays as released, version "
                        + shop.cloud.live().orElseThrow());
        assertThat(shop.cloud.live()).isNotEqualTo(worker);
        shop.siteAnswers(host -> true);
        assertThat(shop.page()).endsWith("one");

        shop.commit("three");
        assertThat(outcome(shop.deploy())).as("the mended site").contains(Outcome.DONE);
        assertThat(shop.page()).endsWith("three");
    }

    @Test
    void showsTheOldSiteWhenTheWorkerIsTakenBack() throws Exception {
        shop.deploy();
        int deployments = shop.deployments().size();
        shop.commit("two");
        shop.isHealthy("degraded");

        DeployRun.Ended ended = shop.deploy();

        assertThat(outcome(ended)).isPresent().isNotEqualTo(Optional.of(Outcome.DONE));
        assertThat(shop.deployments()).hasSize(deployments);
        assertThat(shop.page()).endsWith("one");
        assertThat(LiveSite.lastSeen(ended.release().orElseThrow().progress()))
                .hasValueSatisfying(
                        words -> assertThat(words).startsWith("shop-ui (branch staging) serves deployment "));
    }

    private static Optional<Outcome> outcome(DeployRun.Ended ended) {
        assertThat(ended.release()).as("%s", ended.checklist()).isPresent();
        return ended.release().map(ReleaseResult::outcome);
    }
}
