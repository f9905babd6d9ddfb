package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Change;
import com.pmerit.d4.release.Forecast;
import com.pmerit.d4.release.Observation;
import com.pmerit.d4.release.PlanPart;
import java.util.List;

/** What a release would publish. */
public final class SitePlan implements PlanPart {
    private final SiteOfRelease part;
    private final SitePlacement placement;

    /** Prepares the comparison for one environment. */
    public SitePlan(SiteOfRelease part) {
        this.part = part;
        this.placement = part.placement();
    }

    @Override
    public Forecast forecast() throws InterruptedException {
        ApiResult<LiveSite> live = part.live();
        if (live.failure().isPresent()) {
            return new Forecast.Unknown(live.failure().get().message());
        }
        LiveSite site = live.orElseThrow();
        SiteBuild build = part.built(site);
        if (build instanceof SiteBuild.Impossible impossible) {
            return new Forecast.Unknown(impossible.why(), impossible.details(), impossible.remedy());
        }
        BuiltSite built = ((SiteBuild.Made) build).site();
        String digest = built.digest();
        String content = built.files().size() + " files, content " + SiteMessage.shortened(digest);
        Change change = site.isThis(part.release(), digest)
                ? Change.none("site", placement.shown(), content)
                : new Change("site", placement.shown(), site.shown(), content);
        return new Forecast.Known(
                List.of(change),
                List.of(
                        new Observation(
                                "live site of " + placement.shown(),
                                site.deployment().map(PagesDeployment::id).orElse("nothing")),
                        new Observation("content of the site", digest)),
                List.of());
    }
}
