package com.pmerit.d4.site;

import static com.pmerit.d4.site.ShopSite.failed;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the production of a project. */
final class SiteStepsTest {
    private static final String DEPLOYMENTS = "/pages/projects/{project}/deployments";
    private static final String UPLOAD = "/pages/assets/upload";

    @TempDir
    private Path directory;

    private ShopSite shop;

    @BeforeEach
    void start() throws Exception {
        shop = new ShopSite(directory, Optional.empty());
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void saysThatAProjectIsMissingBeforeAnythingIsWritten() throws Exception {
        shop.account.others.call("DELETE", "/pages/projects/shop", "").result();

        StepResult.Failed failed = failed(shop.upload(shop.account.api));

        assertThat(failed.summary()).contains("Project not found");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
    }

    @Test
    void publishesToProduction() throws Exception {
        StepResult uploaded = shop.upload(shop.account.api);
        StepResult published = shop.publish(shop.begun());

        assertThat(uploaded.summary()).startsWith("3 of 3 files uploaded");
        assertThat(shop.howFar).last().isEqualTo("3 of 3 files");
        assertThat(published.summary())
                .isEqualTo("shop serves deployment " + shop.live().orElseThrow()
                        + ", commit 4be1c07d5 at https://shop.pages.dev");
        assertThat(shop.index()).endsWith("one");
    }

    @Test
    void writesNothingTheSecondTime() throws Exception {
        String live = shop.released();
        int before = shop.requests().size();

        StepResult uploaded = shop.upload(shop.account.api);
        StepResult published = shop.publish(shop.begun());

        assertThat(uploaded).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(published).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(shop.live()).contains(live);
        assertThat(shop.requests().stream().skip(before))
                .allSatisfy(entry -> assertThat(entry.method()).isEqualTo("GET"));
    }

    @Test
    void uploadsOnlyTheFilesThatAreNew() throws Exception {
        shop.released();
        shop.content("three");

        assertThat(shop.upload(shop.account.api).summary()).startsWith("2 of 4 files uploaded");
    }

    @Test
    void refusesToUploadAFileThatWasChangedAfterItsGate() throws Exception {
        BuiltSite built = shop.built();
        shop.write("style.css", "body{display:none}");

        StepResult.Failed failed = failed(new SiteUploadStep(
                        new SiteOfRelease(
                                shop.placement(),
                                (placement, project) -> new SiteBuild.Made(built),
                                shop.account.api,
                                shop.release()),
                        shop.account.time.waiting(),
                        text -> {})
                .run(Progress.none()));

        assertThat(failed.summary()).contains("were changed since its gate looked at them");
        assertThat(shop.calls(UPLOAD)).isZero();
    }

    @Test
    void neverTakesAProvenWorkerBackForFilesThatCannotBeUploaded() throws Exception {
        drops(UPLOAD, 1_000, Moment.BEFORE_ACTING);
        Progress serving = shop.begun();

        StepResult result = new SiteUploadStep(
                        new SiteOfRelease(
                                shop.placement(),
                                (placement, project) -> new SiteBuild.Made(shop.built()),
                                shop.account.api,
                                shop.release()),
                        shop.account.time.waiting(),
                        text -> {})
                .run(serving);

        assertThat(failed(result).aftermath()).isEqualTo(Aftermath.HUMAN);
    }

    @ParameterizedTest
    @CsvSource({
        "/pages/assets/check-missing, BEFORE_ACTING",
        "/pages/assets/check-missing, AFTER_ACTING",
        "/pages/assets/upload, BEFORE_ACTING",
        "/pages/assets/upload, AFTER_ACTING",
        "/pages/assets/upsert-hashes, BEFORE_ACTING",
        "/accounts/{account}/pages/projects/{project}/upload-token, AFTER_ACTING"
    })
    void getsOverAConnectionThatBreaksOnce(String template, Moment moment) throws Exception {
        drops(template, 1, moment);

        shop.released();

        assertThat(shop.account.sandbox.faults().seen().get(0).hits()).isEqualTo(1);
        assertThat(shop.index()).endsWith("one");
    }

    @Test
    void goesOnWhereAnInterruptedUploadStopped() throws Exception {
        Fault afterTheFirst =
                new Fault("*", new Fault.Template(UPLOAD), 2, 1_000, new Fault.Drop(Moment.BEFORE_ACTING));
        shop.account.sandbox.faults().add(afterTheFirst);
        assertThat(failed(shop.upload(shop.account.api)).aftermath()).isEqualTo(Aftermath.NOTHING);
        shop.account.sandbox.faults().clear();

        assertThat(shop.upload(shop.account.api).summary()).startsWith("2 of 3 files uploaded");
    }

    @Test
    void looksWhetherFilesCameWhenNoAnswerSaysSo() throws Exception {
        drops(UPLOAD, 1_000, Moment.AFTER_ACTING);

        assertThat(shop.upload(shop.account.api).summary()).startsWith("3 of 3 files uploaded");
        assertThat(shop.requests())
                .filteredOn(entry -> entry.template().equals(UPLOAD))
                .hasSize(3);
    }

    @Test
    void getsANewTokenWhenTheOldOneIsNotTakenAnyMore() throws Exception {
        String refused = "{\"success\":false,\"errors\":[{\"code\":8000013,\"message\":\"old\"}],\"result\":null}";
        shop.account
                .sandbox
                .faults()
                .add(new Fault(
                        "POST",
                        new Fault.Template(UPLOAD),
                        1,
                        4,
                        new Fault.Answer(Moment.BEFORE_ACTING, 401, "application/json", List.of(), refused)));

        assertThat(shop.upload(shop.account.api)).isInstanceOf(StepResult.Done.class);
        assertThat(shop.calls("/accounts/{account}/pages/projects/{project}/upload-token"))
                .isGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE_ACTING", "AFTER_ACTING"})
    void makesOneDeploymentWhenTheAnswerToItIsLost(Moment moment) throws Exception {
        String before = shop.released();
        shop.content("three");
        shop.upload(shop.account.api);
        shop.account.drops("POST", DEPLOYMENTS, 1, 1, moment);

        StepResult published = shop.publish(shop.begun());

        assertThat(published).isInstanceOf(StepResult.Done.class);
        assertThat(deployments()).hasSize(2);
        assertThat(shop.live()).isNotEqualTo(Optional.of(before));
    }

    @Test
    void showsTheOldSiteUntilThePublishingWorks() throws Exception {
        String before = shop.released();
        shop.content("three");
        shop.upload(shop.account.api);
        shop.account.drops("POST", DEPLOYMENTS, 1, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(shop.publish(shop.begun()));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.HUMAN);
        assertThat(shop.live()).contains(before);
        assertThat(shop.index()).endsWith("one");
    }

    @Test
    void refusesToPublishOverSomebodyElse() throws Exception {
        shop.released();
        Progress begun = shop.begun();
        shop.content("three");
        shop.commit("ffffffffffffffffffffffffffffffffffff0002");
        String theirs = shop.released();
        shop.content("eleven");
        shop.commit(ShopSite.COMMIT);
        shop.upload(shop.account.api);

        StepResult.Failed failed = failed(shop.publish(begun));

        assertThat(failed.summary()).startsWith("somebody else published shop");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(shop.live()).contains(theirs);
    }

    @Test
    void saysWhyPagesGaveItUp() throws Exception {
        shop.part("_worker.bundle", "--x\r\nno form at all");
        shop.upload(shop.account.api);

        StepResult.Failed failed = failed(shop.publish(shop.begun()));

        assertThat(failed.liveNow()).isEqualTo("the new Worker is live, and users still meet nothing");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
    }

    @Test
    void asksTheSiteThatUsersMeet() throws Exception {
        shop.released();

        StepResult asked = shop.smoke(shop.begun(), shop.visitor());

        assertThat(asked).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(asked.summary())
                .isEqualTo(
                        "https://shop.pages.dev: the index, /assets/index-3aB3xY9zQ.js and a made-up asset answer rightly");
    }

    @Test
    void takesARedSiteBackAndLeavesTheWorker() throws Exception {
        String before = shop.released();
        Progress begun = shop.begun();
        shop.content("three");
        shop.upload(shop.account.api);
        shop.publish(begun);

        StepResult.Failed failed =
                failed(shop.smoke(begun, url -> new Page.Answered(500, "text/plain", "", true, Optional.empty())));

        assertThat(failed.summary()).endsWith("; the site was taken back");
        assertThat(failed.details()).contains("/ answers 500 text/plain, not 200 text/html");
        assertThat(failed.liveNow())
                .isEqualTo("users meet deployment " + before
                        + ", commit 4be1c07d5 again; the Worker stays as released, version worker-now");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(shop.index()).endsWith("one");
    }

    @Test
    void saysThatThereIsNoEarlierSite() throws Exception {
        Progress begun = shop.begun();
        shop.upload(shop.account.api);
        shop.publish(begun);

        StepResult.Failed failed = failed(shop.smoke(begun, url -> new Page.Silent("does not answer")));

        assertThat(failed.summary()).contains("there is no earlier site of shop to go back to");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
    }

    @Test
    void takesTheSiteFromBeforeForNoSuccess() throws Exception {
        shop.released();
        Visitor old = shop.visitor();
        Page.Answered stale = (Page.Answered) old.visit(URI.create("https://shop.pages.dev/?a=b"));
        Progress begun = shop.begun();
        shop.content("three");
        shop.upload(shop.account.api);
        shop.publish(begun);

        StepResult.Failed failed = failed(shop.smoke(begun, url -> url.getPath().equals("/") ? stale : old.visit(url)));

        assertThat(failed.details()).contains("/ is not the index that was built");
    }

    /** A change of the text alone names the very same assets. */
    @Test
    void takesAnIndexOfTheSameAssetsAndAnotherTextForNoSuccess() throws Exception {
        shop.released();
        Visitor real = shop.visitor();
        String index = "<p>new</p>" + Files.readString(shop.output().resolve("index.html"));
        shop.write("index.html", index);
        shop.upload(shop.account.api);
        Progress begun = shop.begun();
        shop.publish(begun);
        String old = index.replace("new", "old");

        StepResult.Failed failed = failed(shop.smoke(begun, answersAtTheIndex(real, old)));

        assertThat(failed.details()).containsExactly("/ is not the index that was built");
    }

    @Test
    void takesAnIndexToWhichSomethingIsAddedOnTheWay() throws Exception {
        shop.released();
        String index = Files.readString(shop.output().resolve("index.html"));
        String more = index.replace("</script>", "</script><script src=\"https://analytics.test/beacon.js\"></script>");

        assertThat(shop.smoke(shop.begun(), answersAtTheIndex(shop.visitor(), more)))
                .isInstanceOf(StepResult.AlreadyDone.class);
    }

    @Test
    void asksForTheIndexWhereARedirectWithinTheSiteLeads() throws Exception {
        redirectsToEnglish("/en/");
        Visitor real = shop.visitor();
        Progress begun = shop.begun();

        assertThat(shop.smoke(begun, real)).isInstanceOf(StepResult.AlreadyDone.class);

        StepResult.Failed failed = failed(shop.smoke(
                begun,
                url -> url.getPath().equals("/en/")
                        ? new Page.Answered(200, "text/html", "<p>old</p>", true, Optional.empty())
                        : real.visit(url)));
        assertThat(failed.details()).containsExactly("/ leads to /en/, which is not the page that was built");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://other.test/en/?state=hush | / answers 302 and leads out of the site, to https://other.test
                    http://shop.pages.dev/en/         | / answers 302 and leads out of the site, to http://shop.pages.dev
                    /                                 | / redirects more than 5 times in a row
                    https://                          | / answers 302 and leads to what is no address
                    /made-up                          | / leads to /made-up, which answers 404 text/html, not 200 text/html
                    """)
    void followsNoRedirectThatLeadsToNoPageOfTheSite(String location, String fault) throws Exception {
        redirectsToEnglish("/en/");
        Visitor real = shop.visitor();

        StepResult.Failed failed = failed(shop.smoke(
                shop.begun(),
                url -> url.getPath().equals("/")
                        ? new Page.Answered(302, "", "", true, Optional.of(location))
                        : real.visit(url)));

        assertThat(failed.details()).containsExactly(fault);
    }

    private void redirectsToEnglish(String to) throws Exception {
        shop.part("_redirects", "/ " + to + " 302\n");
        shop.write("404.html", "<p>none</p>");
        shop.write(
                "en/index.html", "<p>new</p>" + Files.readString(shop.output().resolve("index.html")));
        shop.released();
    }

    private static Visitor answersAtTheIndex(Visitor real, String body) {
        return url -> url.getPath().equals("/")
                ? new Page.Answered(200, "text/html", body, true, Optional.empty())
                : real.visit(url);
    }

    @Test
    void refusesAHostThatAnswersEveryAssetAlike() throws Exception {
        shop.released();
        Visitor real = shop.visitor();

        StepResult.Failed failed = failed(shop.smoke(
                shop.begun(),
                url -> url.getPath().contains("d4-made-up")
                        ? new Page.Answered(200, "application/javascript", "anything", true, Optional.empty())
                        : real.visit(url)));

        assertThat(failed.details())
                .containsExactly("a made-up asset answers 200 application/javascript just as a real one");
    }

    @Test
    void leavesAloneWhatSomebodyElsePublishedMeanwhile() throws Exception {
        shop.released();
        Progress begun = shop.begun();
        shop.content("three");
        shop.commit("ffffffffffffffffffffffffffffffffffff0002");
        String theirs = shop.released();
        shop.commit(ShopSite.COMMIT);

        StepResult back = shop.back().run(begun);

        assertThat(back.summary()).startsWith("left as somebody else published it");
        assertThat(shop.live()).contains(theirs);
    }

    @Test
    void undoesNothingTwice() throws Exception {
        shop.released();
        Progress begun = shop.begun();
        shop.content("three");
        shop.upload(shop.account.api);
        shop.publish(begun);

        assertThat(shop.back().run(begun)).isInstanceOf(StepResult.Done.class);
        assertThat(shop.back().run(begun)).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(shop.back().run(Progress.none())).isInstanceOf(StepResult.NotNeeded.class);
    }

    @Test
    void saysOfARunThatIsFinishedWithoutItsCodeThatItsSiteIsPublished() throws Exception {
        String live = shop.released();
        int before = shop.requests().size();

        StepResult left = shop.left(Optional.of(ShopSite.COMMIT));

        assertThat(left)
                .isInstanceOfSatisfying(
                        StepResult.AlreadyDone.class,
                        done -> assertThat(LiveSite.lastSeen(done.progress()))
                                .contains("shop serves deployment " + live + ", commit 4be1c07d5"));
        assertThat(shop.requests().stream().skip(before))
                .allMatch(entry -> entry.method().equals("GET"));
    }

    @Test
    void saysOfARunThatIsFinishedWithoutItsCodeThatItsSiteIsNotPublishedAndWhatUsersMeet() throws Exception {
        String other = "ffffffffffffffffffffffffffffffffffff0002";
        String live = shop.released();

        assertThat(shop.left(Optional.of(other)))
                .isInstanceOf(StepResult.NotNeeded.class)
                .extracting(StepResult::summary)
                .isEqualTo("not published, for it is not built without its code: users meet deployment " + live
                        + ", commit 4be1c07d5; release " + other + " itself to publish it");
    }

    @Test
    void doesNotTakeADeploymentThatSomebodyMadeByHandForTheRunsOwn() throws Exception {
        shop.released();
        shop.deployedByHand();

        assertThat(shop.left(Optional.of(ShopSite.COMMIT))).isInstanceOf(StepResult.NotNeeded.class);
    }

    @Test
    void leavesARunOpenWhoseSiteCannotBeLookedAt() throws Exception {
        shop.released();
        drops("/accounts/{account}/pages/projects/{project}", 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(shop.left(Optional.of(ShopSite.COMMIT)));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.HUMAN);
        assertThat(failed.liveNow()).isEqualTo("the new Worker is live; it is not known which site users meet");
    }

    @Test
    void namesTheSiteThatUsersMeetWhereNoneCouldBeUploaded() throws Exception {
        String live = shop.released();
        shop.content("three");
        drops(UPLOAD, 1_000, Moment.BEFORE_ACTING);

        assertThat(failed(shop.upload(shop.account.api)).liveNow())
                .isEqualTo("shop serves deployment " + live + ", commit 4be1c07d5, as before");
    }

    private List<?> deployments() {
        return shop.account.api.pages().deployments("shop").orElseThrow();
    }

    private void drops(String template, int times, Moment moment) {
        shop.account
                .sandbox
                .faults()
                .add(new Fault("*", new Fault.Template(template), 1, times, new Fault.Drop(moment)));
    }
}
