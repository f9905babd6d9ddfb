package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Recovery;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way back of a shop with a front end that was released twice. */
final class SiteRollbackTest {
    private static final String DEPLOYMENT = "/accounts/{account}/pages/projects/{project}/deployments/{deployment}";

    @TempDir
    private static Path prepared;

    private static String first = "";
    private static String second = "";

    @TempDir
    private Path directory;

    private SiteShop shop;

    @BeforeAll
    static void releaseTwice() throws Exception {
        try (SiteShop shop = SiteShop.in(prepared)) {
            first = released(shop);
            shop.commit("two");
            second = released(shop);
        }
    }

    @BeforeEach
    void begin() throws IOException {
        shop = SiteShop.copied(prepared, directory);
    }

    @AfterEach
    void end() throws IOException {
        shop.close();
    }

    @Test
    void refusesBeforeAnyWriteWhenTheEarlierSiteDoesNotAnswerAtTheAddressOfItsOwn() throws Exception {
        shop.siteAnswers(SiteShop.HOST::equals);
        int requests = shop.cloud.sandbox.requests().entries().size();

        ReleaseResult result = rollBack();

        assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
        StepResult.Failed failed = (StepResult.Failed) step(result, "site-choose");
        assertThat(failed.summary()).contains("does not answer rightly at https://");
        assertThat(failed.remedy()).endsWith("mvn d4:rollback -Dd4.environment=staging -Dd4.leaveSite");
        assertThat(shop.writes(requests)).isEmpty();
        assertThat(shop.cloud.live()).contains(second);
    }

    @Test
    void refusesBeforeAnyWriteWhenPagesCannotBeRead() throws Exception {
        shop.cloud.others().call("DELETE", "/pages/projects/shop-ui", "").result();

        ReleaseResult result = rollBack();

        assertThat(result.outcome()).isEqualTo(Outcome.ABORTED_SAFE);
        assertThat(((StepResult.Failed) step(result, "site-choose")).remedy()).contains("-Dd4.leaveSite");
        assertThat(shop.cloud.live()).contains(second);
    }

    @Test
    void leavesTheSiteAndSaysSoWhenTheEarlierOneIsGone() throws Exception {
        String gone = shop.cloud
                .others()
                .get("/pages/projects/shop-ui/deployments")
                .result()
                .path(1)
                .path("id")
                .asText();
        shop.cloud
                .others()
                .call("DELETE", "/pages/projects/shop-ui/deployments/" + gone, "")
                .result();

        ReleaseResult result = rollBack();

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(shop.cloud.live()).contains(first);
        assertThat(step(result, "site-choose")).isInstanceOf(StepResult.NotNeeded.class);
        assertThat(step(result, "site-choose").summary())
                .startsWith("shop-ui (branch staging) does not have deployment " + gone + " any more: the site stays as"
                        + " it is, and users go on meeting deployment ");
        assertThat(step(result, "site")).isInstanceOf(StepResult.NotNeeded.class);
        assertThat(shop.page()).endsWith("two");
    }

    @Test
    void takesTheSiteBackAfterTheWorkerAndLetsTheNextReleaseBringBothForward() throws Exception {
        ReleaseResult result = rollBack();

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(result.steps())
                .extracting(Ran::id)
                .containsSubsequence(
                        "journal", "choose", "site-choose", "stage", "deploy", "smoke", "site", "site-smoke", "record");
        assertThat(step(result, "site")).isInstanceOf(StepResult.Done.class);
        assertThat(step(result, "site-smoke").summary())
                .startsWith(
                        "https://" + SiteShop.HOST + ": the index and an asset that it names answer as at https://");
        assertThat(shop.cloud.live()).contains(first);
        assertThat(shop.page()).endsWith("one");

        assertThat(released()).isEqualTo(second);
        assertThat(shop.page()).endsWith("two");
    }

    @Test
    void goesForwardByNameToTheSiteThatWasLeft() throws Exception {
        rollBack();

        ReleaseResult result = shop.rollBack(Optional.of(second), step -> {});

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(shop.cloud.live()).contains(second);
        assertThat(shop.page()).endsWith("two");
    }

    @Test
    void goesBackToTheLastSiteThatUsersMetWithAVersionAndNotToItsFirst() throws Exception {
        shop.commitSite("two and a half");
        assertThat(released()).isEqualTo(second);
        shop.commit("three");
        released();

        ReleaseResult result = rollBack();

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(shop.cloud.live()).contains(second);
        assertThat(shop.page()).endsWith("two and a half");
    }

    @Test
    void neverGoesBackToASiteThatWasTakenBackItself() throws Exception {
        shop.commit("red");
        shop.siteAnswers(host -> false);
        assertThat(shop.deploy().release().orElseThrow().outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
        shop.siteAnswers(host -> true);
        String worker = shop.cloud.live().orElseThrow();
        shop.commit("four");
        released();

        ReleaseResult result = shop.rollBack(Optional.of(worker), step -> {});

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(shop.cloud.live()).contains(worker);
        assertThat(shop.page()).endsWith("two");
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void publishesItOnceWhenTheAnswerToThatIsLost(Moment moment) throws Exception {
        int before = shop.deployments().size();
        shop.cloud
                .sandbox
                .faults()
                .add(new Fault("POST", new Fault.Template(DEPLOYMENT + "/retry"), 1, 1, new Fault.Drop(moment)));

        ReleaseResult result = rollBack();

        assertThat(shop.cloud.sandbox.faults().seen().get(0).hits()).isEqualTo(1);
        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(shop.deployments()).hasSize(before + 1);
        assertThat(shop.page()).endsWith("one");
    }

    @Test
    void letsTheSiteGoForwardAgainWhenUsersDoNotMeetTheEarlierOneAndTheWorkerStaysBack() throws Exception {
        shop.siteAnswers(host -> !host.equals(SiteShop.HOST));

        ReleaseResult result = rollBack();

        assertThat(result.outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
        StepResult.Failed failed = (StepResult.Failed) step(result, "site-smoke");
        assertThat(failed.summary())
                .startsWith("https://" + SiteShop.HOST + " does not answer as at its own address, deployment ")
                .endsWith("; the site went forward again");
        assertThat(failed.liveNow()).endsWith("; the Worker stays as the rollback left it, version " + first);
        assertThat(shop.cloud.live()).contains(first);
        assertThat(shop.page()).endsWith("two");
    }

    @Test
    void stopsWhenSomebodyElsePublishesMeanwhile() throws Exception {
        ReleaseResult result = shop.rollBack(Optional.empty(), step -> {
            if (step.id().equals("site")) {
                publishedByHand();
            }
        });

        assertThat(result.outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
        assertThat(step(result, "site").summary())
                .isEqualTo("somebody else published shop-ui (branch staging) since this rollback was begun");
        assertThat(shop.cloud.live()).contains(first);
        assertThat(shop.deployments()).as("nothing was published over it").hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "smoke", "site", "site-smoke", "record"})
    void isFinishedByTheSameCommandWhereverItWasCutOff(String step) throws Exception {
        int before = shop.deployments().size();
        cutOffBefore(step);

        ReleaseResult result = rollBack();

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(shop.cloud.live()).contains(first);
        assertThat(shop.page()).endsWith("one");
        assertThat(shop.deployments()).hasSize(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"site", "record"})
    void isFinishedByARecoveringReleaseAsWell(String step) throws Exception {
        cutOffBefore(step);

        ReleaseResult result = shop.recover(Recovery.Wish.FINISH).release().orElseThrow();

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(shop.cloud.live()).contains(first);
        assertThat(shop.page()).endsWith("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"site", "record"})
    void isTakenBackWithItsSite(String step) throws Exception {
        cutOffBefore(step);

        ReleaseResult result = shop.recover(Recovery.Wish.BACK).release().orElseThrow();

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
        assertThat(shop.cloud.live()).contains(second);
        assertThat(shop.page()).endsWith("two");
    }

    private String released() throws Exception {
        return released(shop);
    }

    private static String released(SiteShop shop) throws Exception {
        DeployRun.Ended ended = shop.deploy();
        ReleaseResult release = ended.release().orElseThrow();
        assertThat(release.outcome()).as("%s", ended).isEqualTo(Outcome.DONE);
        return release.progress().version().orElseThrow();
    }

    private ReleaseResult rollBack() throws Exception {
        return shop.rollBack(Optional.empty(), step -> {});
    }

    /** A build that ends before this step without a word, and whose lock has run out. */
    private void cutOffBefore(String id) throws Exception {
        assertThatThrownBy(() -> shop.rollBack(Optional.empty(), step -> {
                    if (step.id().equals(id)) {
                        throw new IllegalStateException("cut off");
                    }
                }))
                .hasMessage("cut off");
        shop.cloud.locksRunOut();
    }

    private void publishedByHand() {
        List<Part> form = List.of(part("manifest", "{}"), part("branch", "staging"), part("commit_message", "by hand"));
        try {
            shop.cloud
                    .others()
                    .form("POST", "/pages/projects/shop-ui/deployments", form)
                    .result();
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Part part(String name, String text) {
        return new Part(name, Optional.empty(), Optional.empty(), Content.of(text));
    }

    private static StepResult step(ReleaseResult result, String id) {
        return result.steps().stream()
                .filter(ran -> ran.id().equals(id))
                .map(Ran::result)
                .findFirst()
                .orElseThrow();
    }
}
