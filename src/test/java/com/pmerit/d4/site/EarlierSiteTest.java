package com.pmerit.d4.site;

import static com.pmerit.d4.site.ShopSite.failed;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Anchor;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A production whose site was published twice, and is to go back with its Worker. */
final class EarlierSiteTest {
    private static final String LATER = "77ab12cd5a3f4be1c07d5a3f4be1c07d5a3f0002";
    private static final String ROLLBACK = "/pages/projects/{project}/deployments/{deployment}/rollback";

    @TempDir
    private Path directory;

    private ShopSite shop;
    private Environment environment;
    private String first = "";
    private String second = "";
    private final List<Run> runs = new ArrayList<>();

    @BeforeEach
    void publishTwice() throws Exception {
        shop = new ShopSite(directory, Optional.empty());
        environment = Environments.staging(directory);
        first = shop.released();
        shop.content("three");
        shop.commit(LATER);
        second = shop.released();
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void leavesTheSiteWhenTheReleaseThatBroughtTheVersionFailed() throws Exception {
        runs.add(run(ShopSite.COMMIT).knowing(progress("v1")).ended(Outcome.NEEDS_HUMAN, ""));

        assertThat(choose("v1"))
                .isEqualTo(new StepResult.NotNeeded("the release that brought version v1 did not end well, and no"
                        + " record tells which site users met with it: the site stays as it is, and users go on meeting"
                        + " deployment " + second + ", commit 77ab12cd5"));
    }

    @Test
    void leavesTheSiteWhenNoneWasPublishedAtThatTime() throws Exception {
        runs.add(replaced("v1", "nothing"));

        assertThat(choose("v1").summary()).startsWith("no site was published when version v1 was live: ");
    }

    @Test
    void leavesTheSiteWhenNothingNamesTheCommitOfTheVersion() throws Exception {
        String version = deployed("by hand");

        assertThat(choose(version).summary())
                .startsWith("no record and no message names the commit of version " + version);
    }

    @Test
    void leavesTheSiteWhenD4PublishedNoneOfThatCommit() throws Exception {
        runs.add(run("ffffffffffffffffffffffffffffffffffff0003")
                .knowing(progress("v1"))
                .ended(Outcome.DONE, ""));

        assertThat(choose("v1").summary())
                .startsWith("d4 published no site of commit ffffffffffffffffffffffffffffffffffff0003 to shop: ");
    }

    @Test
    void refusesAnEarlierSiteThatDoesNotAnswerAtItsOwnAddress() throws Exception {
        runs.add(replaced("v1", first));

        StepResult.Failed failed = failed(choose("v1", url -> new Page.Silent("does not answer")));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
        assertThat(failed.details())
                .containsExactly("https://" + first.substring(0, 8) + ".shop.pages.dev/ does not answer");
        assertThat(failed.remedy()).endsWith("-Dd4.leaveSite");
    }

    @Test
    void refusesAnEarlierSiteWhoseAssetIsGone() throws Exception {
        runs.add(replaced("v1", first));
        Visitor real = shop.visitor();

        StepResult.Failed failed = failed(choose(
                "v1",
                url -> url.getPath().endsWith(".js")
                        ? new Page.Answered(404, "text/plain", "", true, Optional.empty())
                        : real.visit(url)));

        assertThat(failed.details())
                .containsExactly("https://" + first.substring(0, 8)
                        + ".shop.pages.dev/assets/index-3aB3xY9zQ.js answers 404 text/plain");
    }

    @Test
    void goesByWhatUsersMetBeforeItGoesByTheCommit() throws Exception {
        runs.add(replaced("v1", first));
        runs.add(run(LATER).knowing(progress("v1")).ended(Outcome.DONE, ""));

        assertThat(chosen("v1")).contains(first);
    }

    @Test
    void goesByTheCommitOfTheNewestReleaseOfTheVersion() throws Exception {
        runs.add(run(ShopSite.COMMIT).knowing(progress("v1")).ended(Outcome.DONE, ""));
        runs.add(run(LATER).knowing(progress("v1")).ended(Outcome.DONE, ""));

        assertThat(chosen("v1")).contains(first);
    }

    @Test
    void goesByTheMessageOfTheVersionWhereThereIsNoRecord() throws Exception {
        assertThat(chosen(deployed("1.2.0 4be1c07d5"))).contains(first);
    }

    @Test
    void asksNobodyWhenItStandsAlready() throws Exception {
        runs.add(replaced("v1", second));

        StepResult chosen = choose("v1", url -> new Page.Silent("is not asked"));

        assertThat(chosen.summary())
                .isEqualTo("users meet deployment " + second + ", commit 77ab12cd5 with version v1");
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void comesBackThoughTheAnswerToThatIsLost(Moment moment) throws Exception {
        Progress chosen = goingBack();
        shop.account.drops("POST", ROLLBACK, 1, 1, moment);

        StepResult back = comeBack(chosen);

        assertThat(back).isInstanceOf(StepResult.Done.class);
        assertThat(shop.account.sandbox.faults().seen().get(0).hits()).isEqualTo(1);
        assertThat(shop.live()).contains(first);
        assertThat(shop.index()).endsWith("one");
        assertThat(comeBack(chosen)).isInstanceOf(StepResult.AlreadyDone.class);
    }

    @Test
    void isLeftToTheNextRunWhenPagesCannotBeReached() throws Exception {
        Progress chosen = goingBack();
        shop.account.drops("POST", ROLLBACK, 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(failed(comeBack(chosen)).aftermath()).isEqualTo(Aftermath.HUMAN);
        assertThat(shop.live()).contains(second);
    }

    @Test
    void isOverWhenPagesRefusesIt() throws Exception {
        Progress chosen = goingBack();
        shop.account.answers(
                "POST",
                ROLLBACK,
                1,
                400,
                "{\"success\":false,\"errors\":[{\"code\":8000039,\"message\":\"not this one\"}],\"messages\":[],"
                        + "\"result\":null}");

        StepResult.Failed failed = failed(comeBack(chosen));

        assertThat(failed.summary()).contains("not this one");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
    }

    @Test
    void doesNotComeBackOverSomebodyElse() throws Exception {
        Progress chosen = goingBack();
        shop.content("eleven");
        shop.commit("ffffffffffffffffffffffffffffffffffff0003");
        String theirs = shop.released();

        StepResult.Failed failed = failed(comeBack(chosen));

        assertThat(failed.summary()).isEqualTo("somebody else published shop since this rollback was begun");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(shop.live()).contains(theirs);
    }

    @Test
    void letsTheLaterOneComeForwardAgainWhenUsersDoNotMeetIt() throws Exception {
        Progress chosen = goingBack();
        comeBack(chosen);
        Visitor real = shop.visitor();
        Page.Answered later =
                (Page.Answered) real.visit(URI.create("https://" + second.substring(0, 8) + ".shop.pages.dev/?a=b"));

        StepResult.Failed failed = failed(ask(
                chosen,
                url -> url.getHost().equals("shop.pages.dev") && url.getPath().equals("/") ? later : real.visit(url)));

        assertThat(failed.details()).containsExactly("/ is not the index that was built");
        assertThat(failed.summary()).endsWith("; the site went forward again");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(shop.live()).contains(second);
    }

    @Test
    void isAskedWhereUsersMeetIt() throws Exception {
        Progress chosen = goingBack();
        comeBack(chosen);

        assertThat(ask(chosen, shop.visitor()).summary())
                .isEqualTo("https://shop.pages.dev: the index and an asset that it names answer as at https://"
                        + first.substring(0, 8) + ".shop.pages.dev");
    }

    @Test
    void asksNothingWhenTheSiteWasLeft() throws Exception {
        Progress left = Progress.none().withVersion("v1");

        assertThat(comeBack(left)).isInstanceOf(StepResult.NotNeeded.class);
        assertThat(ask(left, url -> new Page.Silent("is not asked"))).isInstanceOf(StepResult.NotNeeded.class);
    }

    private StepResult choose(String version) throws InterruptedException {
        return choose(version, shop.visitor());
    }

    private StepResult choose(String version, Visitor visitor) throws InterruptedException {
        return new SiteChoiceStep(
                        environment,
                        shop.placement(),
                        shop.account.api,
                        () -> new ApiResult.Ok<>(List.copyOf(runs)),
                        shop.inquiry(visitor))
                .run(Progress.none().withVersion(version));
    }

    private Optional<String> chosen(String version) throws InterruptedException {
        StepResult result = choose(version);
        assertThat(result).isInstanceOf(StepResult.AlreadyDone.class);
        return SiteChoice.of(((StepResult.AlreadyDone) result).progress()).map(SiteChoice::deployment);
    }

    /** What a rollback to the version of the first site knows after its choice. */
    private Progress goingBack() throws InterruptedException {
        runs.add(replaced("v1", first));
        return ((StepResult.AlreadyDone) choose("v1")).progress();
    }

    private StepResult comeBack(Progress progress) throws InterruptedException {
        return new SiteReturnStep(shop.placement(), shop.account.api, shop.account.time.waiting()).run(progress);
    }

    private StepResult ask(Progress progress, Visitor visitor) throws InterruptedException {
        SiteBackStep forward =
                new SiteBackStep(shop.placement(), shop.account.api, Optional.empty(), shop.account.time.waiting());
        return SiteSmokeStep.ofEarlier(shop.placement(), shop.account.api, shop.inquiry(visitor), forward)
                .run(progress);
    }

    /** A later run, which found this version and this site. */
    private static Run replaced(String version, String site) {
        return run(LATER).with(new Anchor(Optional.of(version), Optional.empty(), Map.of("site", site)));
    }

    private static Run run(String commit) {
        return Run.draft("1", "staging", "shop-staging", Optional.of(commit), "mo")
                .planned("ab".repeat(32), "", List.of());
    }

    private static Progress progress(String version) {
        return Progress.none().withVersion(version).proven("5".repeat(64));
    }

    /** Puts a version live with this message; gives its id. */
    private String deployed(String message) throws Exception {
        String script = "/workers/scripts/" + environment.worker();
        shop.account
                .others
                .upload(
                        "PUT",
                        script,
                        "{\"compatibility_date\":\"2026-04-01\",\"annotations\":{\"workers/message\":\"" + message
                                + "\"}}",
                        "export default {};")
                .result();
        return shop.account
                .others
                .get(script + "/deployments")
                .result()
                .at("/deployments/0/versions/0/version_id")
                .asText();
    }
}
