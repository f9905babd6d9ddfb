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
    private final EarlierSite earlier;

    /**
     * Prepares the way back of one environment's site.
     *
     * @param commit of the release that is taken back: its deployments are known by that; of a rollback they are by its choice
     */
    public SiteBackStep(SitePlacement placement, AccountApi account, Optional<String> commit, Waiting waiting) {
        this.placement = placement;
        this.account = account;
        this.commit = commit;
        this.earlier = new EarlierSite(placement, account, waiting);
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
            return new StepResult.AlreadyDone("users meet " + site.shown() + ", as before", site.seenBy(progress));
        }
        boolean ours = site.deployment().filter(now -> isOurs(now, progress)).isPresent();
        if (!ours) {
            return new StepResult.AlreadyDone(
                    "left as somebody else published it: " + site.shown(), site.seenBy(progress));
        }
        return before.isEmpty() ? nowhere(site) : back(before.get(), progress);
    }

    private boolean isOurs(PagesDeployment now, Progress progress) {
        boolean released = now.commit().equals(commit) && LiveSite.isOfD4(now);
        return released
                || SiteChoice.of(progress).filter(choice -> choice.is(now)).isPresent();
    }

    private StepResult back(String before, Progress progress) throws InterruptedException {
        EarlierSite.End end = earlier.again(before);
        return end instanceof EarlierSite.Met met
                ? new StepResult.Done(
                        "users meet " + met.now().shown() + " again", met.now().seenBy(progress))
                : failed(((EarlierSite.Unmet) end).why());
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
