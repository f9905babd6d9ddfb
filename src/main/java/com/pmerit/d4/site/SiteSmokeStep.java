package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/**
 * The site that was published answers where users meet it. One that does not is taken back at once, and nothing else is: the Worker
 * has passed its own smoke test, and the site from before asked the same Worker until a moment ago.
 */
public final class SiteSmokeStep implements Step {
    private final SitePlacement placement;
    private final AccountApi account;
    private final SiteInquiry inquiry;
    private final SiteBackStep back;
    private final Predicate<Progress> concerned;
    private final Expected expected;
    private final Words words;

    /** What the site should be that users meet. */
    @FunctionalInterface
    private interface Expected {
        SiteJudge of(LiveSite site, PagesDeployment live) throws InterruptedException;
    }

    /** What is said of a site that does not answer rightly. */
    private record Words(String wrong, String undone, String notUndone, String worker, String remedy) {}

    private SiteSmokeStep(
            SitePlacement placement,
            AccountApi account,
            SiteInquiry inquiry,
            SiteBackStep back,
            Predicate<Progress> concerned,
            Expected expected,
            Words words) {
        this.placement = placement;
        this.account = account;
        this.inquiry = inquiry;
        this.back = back;
        this.concerned = concerned;
        this.expected = expected;
        this.words = words;
    }

    /**
     * The site that a release built.
     *
     * @param back puts the site from before back
     */
    public static SiteSmokeStep ofBuilt(SiteOfRelease part, SiteInquiry inquiry, SiteBackStep back) {
        return new SiteSmokeStep(
                part.placement(),
                part.account(),
                inquiry,
                back,
                progress -> true,
                (site, live) -> built(part, site),
                new Words(
                        "the site that was built",
                        "the site was taken back",
                        "the site could not be taken back",
                        "the Worker stays as released",
                        "mend the site and release it again"));
    }

    /**
     * The earlier site that a rollback went back to.
     *
     * @param forward puts the site back that the rollback found
     */
    public static SiteSmokeStep ofEarlier(
            SitePlacement placement, AccountApi account, SiteInquiry inquiry, SiteBackStep forward) {
        return new SiteSmokeStep(
                placement,
                account,
                inquiry,
                forward,
                progress -> SiteChoice.of(progress).isPresent(),
                (site, live) -> new EarlierSiteJudge(live),
                new Words(
                        "at its own address",
                        "the site went forward again",
                        "the site could not go forward again",
                        "the Worker stays as the rollback left it",
                        "find out what is between " + placement.shown() + " and its users; then run d4:rollback with"
                                + " the version and the site that they are to meet, or release again"));
    }

    private static SiteJudge built(SiteOfRelease part, LiveSite site) throws InterruptedException {
        if (!(part.built(site) instanceof SiteBuild.Made made)) {
            throw new IllegalStateException("the site is asked before it is built");
        }
        return SiteQuestions.of(made.site());
    }

    @Override
    public String id() {
        return "site-smoke";
    }

    @Override
    public String title() {
        return "Ask the site that users meet";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        if (!concerned.test(progress)) {
            return new StepResult.NotNeeded("the site was left as it is");
        }
        ApiResult<LiveSite> live = new LiveSites(account).now(placement);
        if (live.failure().isPresent()) {
            return unknown(live.failure().get().message());
        }
        LiveSite site = live.orElseThrow();
        if (site.deployment().isEmpty()) {
            return unknown("Pages lists no deployment of " + placement.shown());
        }
        PagesDeployment deployment = site.deployment().get();
        SiteJudge judge = expected.of(site, deployment);
        URI address = site.address(deployment);
        List<String> faults = inquiry.untilRight(judge, address);
        return faults.isEmpty()
                ? new StepResult.AlreadyDone(address + ": " + judge.asked(), progress)
                : taken(address, deployment, faults, progress);
    }

    private StepResult taken(URI address, PagesDeployment red, List<String> faults, Progress progress)
            throws InterruptedException {
        StepResult undone = back.run(progress);
        boolean isBack = undone instanceof StepResult.Done || undone instanceof StepResult.AlreadyDone;
        String worker = progress.version()
                .map(version -> "; " + words.worker() + ", version " + version)
                .orElse("");
        return new StepResult.Failed(
                address + " does not answer as " + words.wrong() + ", " + LiveSite.shown(red) + "; "
                        + (isBack ? words.undone() : "and " + words.notUndone() + ": " + undone.summary()),
                faults,
                (isBack ? undone.summary() : "users meet " + LiveSite.shown(red)) + worker,
                isBack
                        ? words.remedy()
                        : "choose the earlier deployment of " + placement.project() + " in the Cloudflare dashboard",
                isBack || isOver(undone) ? Aftermath.OVER : Aftermath.HUMAN);
    }

    private static boolean isOver(StepResult undone) {
        return undone instanceof StepResult.Failed failed && failed.aftermath() == Aftermath.OVER;
    }

    private static StepResult unknown(String why) {
        return new StepResult.Failed(
                why,
                List.of(),
                "the new site may be live, and was not asked",
                "run the same command again: it looks first and goes on from there",
                Aftermath.HUMAN);
    }
}
