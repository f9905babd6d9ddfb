package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.cloudflare.PagesProject;
import com.pmerit.d4.contract.SitePlacement;
import java.util.Optional;

/** Reads what Pages serves. Writes nothing. */
public final class LiveSites {
    private final AccountApi account;

    /** Reads from this account. */
    public LiveSites(AccountApi account) {
        this.account = account;
    }

    /** The project and what users meet there now; {@code NotFound} when there is no such project. */
    public ApiResult<LiveSite> now(SitePlacement placement) {
        return account.pages().project(placement.project()).then(project -> in(project, placement));
    }

    /** What users meet now in a project that was read before. */
    public ApiResult<LiveSite> in(PagesProject project, SitePlacement placement) {
        return live(placement, project).map(found -> new LiveSite(placement, project, found));
    }

    private ApiResult<Optional<PagesDeployment>> live(SitePlacement placement, PagesProject project) {
        return placement.branch().isEmpty()
                ? new ApiResult.Ok<>(project.live())
                : account.pages()
                        .newestPreview(
                                project.name(),
                                deployment -> deployment.isLive()
                                        && deployment.branch().equals(placement.branch()));
    }
}
