package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The site that was built answers where users meet it. One that does not is taken back at once, and nothing else is: the Worker has
 * passed its own smoke test, and the site from before asked the same Worker until a moment ago.
 */
public final class SiteSmokeStep implements Step {
    private static final int RIGHT_IN_A_ROW = 2;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final SitePlacement placement;
    private final SiteSource source;
    private final AccountApi account;
    private final Visitor visitor;
    private final SiteBackStep back;
    private final Waiting waiting;
    private final Duration deadline;

    /**
     * Prepares the questions.
     *
     * @param back puts the site from before back
     * @param deadline how long the site from before may still answer
     */
    public SiteSmokeStep(
            SitePlacement placement,
            SiteSource source,
            AccountApi account,
            Visitor visitor,
            SiteBackStep back,
            Waiting waiting,
            Duration deadline) {
        this.placement = placement;
        this.source = source;
        this.account = account;
        this.visitor = visitor;
        this.back = back;
        this.waiting = waiting;
        this.deadline = deadline;
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
        ApiResult<LiveSite> live = new LiveSites(account).now(placement);
        if (live.failure().isPresent()) {
            return unknown(live.failure().get().message());
        }
        LiveSite site = live.orElseThrow();
        if (site.deployment().isEmpty()) {
            return unknown("Pages lists no deployment of " + placement.shown());
        }
        if (!(source.built(placement, site.project()) instanceof SiteBuild.Made made)) {
            throw new IllegalStateException("the site is asked before it is built");
        }
        PagesDeployment deployment = site.deployment().get();
        URI address = site.address(deployment);
        SiteQuestions questions = new SiteQuestions(made.site());
        List<String> faults = untilRight(questions, address);
        return faults.isEmpty()
                ? new StepResult.AlreadyDone(address + ": " + questions.asked(), progress)
                : taken(address, deployment, faults, progress);
    }

    private List<String> untilRight(SiteQuestions questions, URI address) throws InterruptedException {
        Instant start = waiting.clock().instant();
        int right = 0;
        while (true) {
            List<String> faults = questions.ask(address, visitor);
            right = faults.isEmpty() ? right + 1 : 0;
            boolean late = Duration.between(start, waiting.clock().instant()).compareTo(deadline) >= 0;
            if (right == RIGHT_IN_A_ROW || (late && right == 0)) {
                return faults;
            }
            waiting.sleeper().sleep(INTERVAL);
        }
    }

    private StepResult taken(URI address, PagesDeployment red, List<String> faults, Progress progress)
            throws InterruptedException {
        StepResult undone = back.run(progress);
        boolean isBack = undone instanceof StepResult.Done || undone instanceof StepResult.AlreadyDone;
        String worker = progress.version()
                .map(version -> "; the Worker stays as released, version " + version)
                .orElse("");
        return new StepResult.Failed(
                address + " does not answer as the site that was built, " + LiveSite.shown(red)
                        + (isBack
                                ? "; the site was taken back"
                                : "; and the site could not be taken back: " + undone.summary()),
                faults,
                (isBack ? undone.summary() : "users meet " + LiveSite.shown(red)) + worker,
                isBack
                        ? "mend the site and release it again"
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
