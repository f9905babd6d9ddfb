package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
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

/** Users meet the chosen earlier site again, after the Worker that it asks. What somebody else has published since is left alone. */
public final class SiteReturnStep implements Step {
    private final SitePlacement placement;
    private final AccountApi account;
    private final EarlierSite earlier;

    /** Prepares the return of one environment's site. */
    public SiteReturnStep(SitePlacement placement, AccountApi account, Waiting waiting) {
        this.placement = placement;
        this.account = account;
        this.earlier = new EarlierSite(placement, account, waiting);
    }

    @Override
    public String id() {
        return "site";
    }

    @Override
    public String title() {
        return "Publish the site that goes with it";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        Optional<SiteChoice> choice = SiteChoice.of(progress);
        if (choice.isEmpty()) {
            return new StepResult.NotNeeded("left as it is, for none is known that goes with this version");
        }
        ApiResult<LiveSite> live = new LiveSites(account).now(placement);
        Optional<ApiFailure> failure = live.failure();
        return failure.isPresent()
                ? failed(failure.get().message(), Aftermath.HUMAN)
                : from(live.orElseThrow(), choice.get(), progress);
    }

    private StepResult from(LiveSite site, SiteChoice choice, Progress progress) throws InterruptedException {
        if (site.deployment().filter(choice::is).isPresent()) {
            return new StepResult.AlreadyDone(placement.shown() + " serves " + site.shown(), progress);
        }
        if (!site.deployment().map(PagesDeployment::id).equals(SiteAnchor.deployment(progress))) {
            return new StepResult.Failed(
                    "somebody else published " + placement.shown() + " since this rollback was begun",
                    List.of(),
                    "the Worker went back, and users meet " + site.shown(),
                    "find out who it is; the deployment that goes with the Worker is " + choice.deployment(),
                    Aftermath.OVER);
        }
        EarlierSite.End end = earlier.again(choice.deployment());
        if (end instanceof EarlierSite.Unmet unmet) {
            return failed(unmet.why(), unmet.settled() ? Aftermath.OVER : Aftermath.HUMAN);
        }
        LiveSite now = ((EarlierSite.Met) end).now();
        return new StepResult.Done(placement.shown() + " serves " + now.shown() + " again", progress);
    }

    private StepResult failed(String why, Aftermath aftermath) {
        return new StepResult.Failed(
                why,
                List.of(),
                "the Worker went back; users may meet the site from before this rollback still",
                aftermath == Aftermath.HUMAN
                        ? "run the same command again: it looks first and goes on from there"
                        : "choose the earlier deployment of " + placement.project() + " in the Cloudflare dashboard",
                aftermath);
    }
}
