package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.SitePlacement;

/**
 * The site's part of a release to one environment.
 *
 * @param placement where it is published
 * @param source gives what is built for it
 * @param account the account that publishes it
 * @param release what the release is called beside it
 */
public record SiteOfRelease(SitePlacement placement, SiteSource source, AccountApi account, SiteRelease release) {

    /** What users meet there now. */
    ApiResult<LiveSite> live() {
        return new LiveSites(account).now(placement);
    }

    /** @throws InterruptedException when the build is stopped */
    SiteBuild built(LiveSite live) throws InterruptedException {
        return source.built(placement, live.project());
    }
}
