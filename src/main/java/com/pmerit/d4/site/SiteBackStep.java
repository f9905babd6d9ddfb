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
import java.util.List;
import java.util.Optional;

/**
 * Undo: users meet the site from before the release again. Production has a way back of its own; a preview branch shows its newest
 * deployment, so that there the earlier one is made once more. What somebody else has published since is left alone.
 */
public final class SiteBackStep implements Step {
    private final SitePlacement placement;
    private final AccountApi account;
    private final Optional<String> commit;
    private final Waiting waiting;

    /**
     * Prepares the way back of one environment's site.
     *
     * @param commit of the release that is taken back: its deployments are known by that
     */
    public SiteBackStep(SitePlacement placement, AccountApi account, Optional<String> commit, Waiting waiting) {
        this.placement = placement;
        this.account = account;
        this.commit = commit;
        this.waiting = waiting;
    }

    @Override
    public String id() {
        return "site-back";
    }

    @Override
    public String title() {
        return "Put the site from before back";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        if (!SiteAnchor.isKept(progress)) {
            return new StepResult.NotNeeded("it was not written down what the site was, so it was not touched");
        }
        ApiResult<LiveSite> live = new LiveSites(account).now(placement);
        if (live.failure().isPresent()) {
            return failed(live.failure().get().message());
        }
        LiveSite site = live.orElseThrow();
        Optional<String> before = SiteAnchor.deployment(progress);
        if (site.deployment().map(PagesDeployment::id).equals(before)) {
            return new StepResult.AlreadyDone("users meet " + site.shown() + ", as before", progress);
        }
        boolean ours = site.deployment()
                .filter(now ->
                        now.commit().equals(commit) && SiteMessage.of(now).isPresent())
                .isPresent();
        if (!ours) {
            return new StepResult.AlreadyDone("left as somebody else published it: " + site.shown(), progress);
        }
        return before.isEmpty() ? nowhere(site) : back(before.get(), progress);
    }

    private StepResult back(String before, Progress progress) throws InterruptedException {
        ApiResult<PagesDeployment> made =
                placement.branch().isEmpty() ? account.pages().rollback(placement.project(), before) : again(before);
        if (made.failure().isPresent()) {
            return failed(made.failure().get().message());
        }
        String wanted = made.orElseThrow().id();
        Publishing.End end = new Publishing(account.pages(), waiting).follow(placement.project(), made.orElseThrow());
        if (!(end instanceof Publishing.Served)) {
            return failed("Pages does not serve " + LiveSite.shown(made.orElseThrow()) + " again");
        }
        return new LiveSites(account)
                .now(placement)
                .fold(
                        now -> now.deployment().map(PagesDeployment::id).equals(Optional.of(wanted))
                                ? new StepResult.Done("users meet " + now.shown() + " again", progress)
                                : failed("Pages took it back, and users meet " + now.shown()),
                        failure -> failed(failure.message()));
    }

    /** The newest of its branch wins, whether this run made it or a try of it whose answer was lost. */
    private ApiResult<PagesDeployment> again(String before) {
        return account.pages()
                .deployments(placement.project())
                .then(known -> account.pages()
                        .retry(
                                placement.project(),
                                before,
                                () -> account.pages()
                                        .newestPreview(
                                                placement.project(),
                                                one -> one.branch().equals(placement.branch())
                                                        && known.stream()
                                                                .noneMatch(old ->
                                                                        old.id().equals(one.id())))));
    }

    private StepResult nowhere(LiveSite site) {
        return new StepResult.Failed(
                "there is no earlier site of " + placement.shown() + " to go back to",
                List.of(),
                "users meet " + site.shown(),
                "mend the site and release it again",
                Aftermath.OVER);
    }

    private StepResult failed(String why) {
        return new StepResult.Failed(
                why,
                List.of(),
                "users may meet the site of the release that is taken back",
                "run the same command again: it looks first; or choose the earlier deployment of " + placement.project()
                        + " in the Cloudflare dashboard",
                Aftermath.HUMAN);
    }
}
