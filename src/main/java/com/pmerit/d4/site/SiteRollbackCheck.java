package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.RollbackReadiness;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether the site that users meet now could be put back beside the Worker: there is one, and it answers at the address of its
 * own, as a rollback asks it before it is touched. What cannot be read speaks against it. Only reads.
 */
public final class SiteRollbackCheck {
    private final SitePlacement placement;
    private final AccountApi account;
    private final SiteInquiry inquiry;

    /** Prepares the look at one environment's site. */
    public SiteRollbackCheck(SitePlacement placement, AccountApi account, SiteInquiry inquiry) {
        this.placement = placement;
        this.account = account;
        this.inquiry = inquiry;
    }

    /**
     * Looks.
     *
     * @param worker whether the Worker could be put back; where there is none to go back to, the site is not asked
     * @throws InterruptedException when the build is stopped
     */
    public RollbackReadiness look(RollbackReadiness worker) throws InterruptedException {
        return worker.version().isEmpty() ? worker : beside(worker);
    }

    private RollbackReadiness beside(RollbackReadiness worker) throws InterruptedException {
        ApiResult<LiveSite> live = new LiveSites(account).now(placement);
        if (live.failure().isPresent()) {
            return worker.withObstacle("the site that is live cannot be read: "
                    + live.failure().get().message());
        }
        Optional<PagesDeployment> found = live.orElseThrow().deployment();
        if (found.isEmpty()) {
            return worker.withObstacle("no site is published to " + placement.shown() + " yet");
        }
        PagesDeployment deployment = found.get();
        List<String> faults = inquiry.untilRight(new EarlierSiteJudge(deployment), URI.create(deployment.url()));
        return faults.isEmpty()
                ? worker.withProof(
                        "the site can go back to " + LiveSite.shown(deployment) + ", which answers at its own address")
                : worker.withObstacle("the site's " + LiveSite.shown(deployment)
                        + ", does not answer rightly at its own address: " + faults.get(0));
    }
}
