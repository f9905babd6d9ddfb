package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Chooses the site that goes back with the Worker, and asks it at the address of its own, which users do not know, before anything
 * is touched. Where none is known, the site stays. Writes nothing.
 */
public final class SiteChoiceStep implements Step {
    private final SitePlacement placement;
    private final AccountApi account;
    private final SiteOfVersion sites;
    private final SiteInquiry inquiry;
    private final String alone;

    /**
     * Prepares the choice.
     *
     * @param runs the runs of the Worker on record, newest first; none where there is no ledger
     */
    public SiteChoiceStep(
            Environment environment,
            SitePlacement placement,
            AccountApi account,
            Supplier<ApiResult<List<Run>>> runs,
            SiteInquiry inquiry) {
        this.placement = placement;
        this.account = account;
        this.sites = new SiteOfVersion(environment, placement, account, runs);
        this.inquiry = inquiry;
        this.alone = "to go back with the Worker alone: mvn d4:rollback -Dd4.environment=" + environment.name()
                + " -Dd4.leaveSite";
    }

    @Override
    public String id() {
        return "site-choose";
    }

    @Override
    public String title() {
        return "Choose the site that goes with it";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        Optional<SiteChoice> chosen = SiteChoice.of(progress);
        if (chosen.isPresent()) {
            return new StepResult.AlreadyDone(
                    "deployment " + chosen.get().deployment() + ", as this run chose before", progress);
        }
        String version = progress.version()
                .orElseThrow(() -> new IllegalStateException("the site is chosen before the version"));
        ApiResult<LiveSite> live = new LiveSites(account).now(placement);
        ApiResult<SiteOfVersion.Found> found = live.then(site -> sites.find(version));
        Optional<ApiFailure> failure = found.failure();
        return failure.isPresent()
                ? refused(failure.get().message(), List.of(), "run the same command again; or, " + alone)
                : judged(live.orElseThrow(), found.orElseThrow(), version, progress);
    }

    private StepResult judged(LiveSite live, SiteOfVersion.Found found, String version, Progress progress)
            throws InterruptedException {
        if (found instanceof SiteOfVersion.None none) {
            return new StepResult.NotNeeded(
                    none.why() + ": the site stays as it is, and users go on meeting " + live.shown());
        }
        PagesDeployment deployment = ((SiteOfVersion.Known) found).deployment();
        SiteChoice choice = SiteChoice.of(deployment);
        Progress known = choice.keptIn(SiteAnchor.keptIn(progress, live));
        if (live.deployment().filter(choice::is).isPresent()) {
            return new StepResult.AlreadyDone("users meet " + live.shown() + " with version " + version, known);
        }
        List<String> faults = inquiry.untilRight(new EarlierSiteJudge(deployment), URI.create(deployment.url()));
        return faults.isEmpty()
                ? new StepResult.AlreadyDone(
                        LiveSite.shown(deployment) + ", which users met with version " + version, known)
                : refused(
                        LiveSite.shown(deployment) + ", which users met with version " + version
                                + ", does not answer rightly at " + deployment.url(),
                        faults,
                        alone);
    }

    private static StepResult refused(String why, List<String> details, String remedy) {
        return new StepResult.Failed(why, details, "users still meet what they met before", remedy, Aftermath.NOTHING);
    }
}
