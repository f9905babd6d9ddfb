package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.MigrateStep;
import com.pmerit.d4.database.backup.SafeguardStep;
import com.pmerit.d4.release.Anchor;
import com.pmerit.d4.release.Bookmarks;
import com.pmerit.d4.release.InPhase;
import com.pmerit.d4.release.JournalStep;
import com.pmerit.d4.release.LockStep;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.RecordStep;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.UnlockStep;
import com.pmerit.d4.site.SiteAnchor;
import com.pmerit.d4.site.SiteBackStep;
import com.pmerit.d4.site.SiteReturnStep;
import com.pmerit.d4.site.SiteSmokeStep;
import com.pmerit.d4.smoke.BaselineStep;
import com.pmerit.d4.smoke.NewVersionSmokeStep;
import com.pmerit.d4.smoke.OldVersionSmokeStep;
import com.pmerit.d4.smoke.PublicAddress;
import com.pmerit.d4.smoke.SmokeAnchorStep;
import com.pmerit.d4.smoke.SmokeStep;
import com.pmerit.d4.worker.AnchorBackStep;
import com.pmerit.d4.worker.AnchorReading;
import com.pmerit.d4.worker.DeployStep;
import com.pmerit.d4.worker.ResumeStep;
import com.pmerit.d4.worker.StageStep;
import com.pmerit.d4.worker.TrafficStep;
import com.pmerit.d4.worker.TriggersBackStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The steps that more than one procedure of an environment takes, as one run takes them. */
final class CommonSteps {
    private final Target target;
    private final Environment environment;
    private final Underway run;
    private final AccountApi account;

    CommonSteps(Target target, Underway run) {
        this.target = target;
        this.environment = target.environment();
        this.run = run;
        this.account = run.account();
    }

    Step lock() {
        return new LockStep(environment, run.books(), run.idle(), run.lockWait(), run.tell());
    }

    /** Writes down the way back of the Worker. */
    Step journal() {
        return journal(worker());
    }

    /** Of a release: the way back of the site is written down, too. */
    Step journalWithSite() {
        Supplier<ApiResult<Anchor>> worker = worker();
        return journal(target.site()
                .<Supplier<ApiResult<Anchor>>>map(
                        site -> () -> worker.get().then(anchor -> SiteAnchor.with(anchor, site, account)))
                .orElse(worker));
    }

    /** With no checklist before it whose view of what is live would have to hold still. */
    Step resume() {
        return new ResumeStep(environment, account, run.draft().digest());
    }

    Step baseline() {
        return new BaselineStep(
                environment, target.smoker(), new PublicAddress(environment, account)::isOn, run.idle());
    }

    Step safeguard(Workbench bench) {
        return new SafeguardStep(environment, account, bench.backup(target), bench.isProduction(environment));
    }

    Step migrate() {
        return new InPhase(
                Phase.STARTED, new MigrateStep(environment, account, target.waiting(), run.books(), run.howFar()));
    }

    Step smokeOld() {
        return new OldVersionSmokeStep(environment, target.smoker(), new PublicAddress(environment, account)::isOn);
    }

    /** The uploaded version is asked before users meet it, and again afterwards. */
    List<Step> bringToUsers(String message) {
        NewVersionSmokeStep smokeNew = new NewVersionSmokeStep(environment, target.smoker(), account);
        return List.of(
                new StageStep(environment, account, message),
                smokeNew,
                new TrafficStep(environment, account, message, target.waiting(), run.guard(), smokeNew, run.howFar()),
                new DeployStep(environment, account, message),
                new SmokeStep(environment, target.smoker()));
    }

    /** Puts back what was live before the run, and asks it. */
    List<Step> putBack() {
        List<Step> steps = new ArrayList<>(List.of(
                run.draft().isSecrets()
                        ? AnchorBackStep.ofSecrets(environment, account)
                        : new AnchorBackStep(environment, account),
                new TriggersBackStep(environment, account),
                new SmokeAnchorStep(environment, target.smoker())));
        target.site()
                .ifPresent(site ->
                        steps.add(new SiteBackStep(site, account, run.draft().commit(), target.waiting())));
        return steps;
    }

    /** The site of an earlier release; the one that the rollback found comes again when it does not answer rightly. */
    List<Step> bringSiteBack() {
        return target.site()
                .map(site -> {
                    SiteBackStep forward = new SiteBackStep(site, account, Optional.empty(), target.waiting());
                    return List.<Step>of(
                            new InPhase(Phase.PROVEN, new SiteReturnStep(site, account, target.waiting())),
                            SiteSmokeStep.ofEarlier(site, account, target.siteInquiry(), forward));
                })
                .orElse(List.of());
    }

    List<Step> end(Outcome outcome) {
        return List.of(new RecordStep(run.books(), outcome), new UnlockStep(run.books()));
    }

    private Supplier<ApiResult<Anchor>> worker() {
        AnchorReading anchors = new AnchorReading(account);
        return () -> anchors.of(environment.worker());
    }

    private Step journal(Supplier<ApiResult<Anchor>> anchors) {
        Bookmarks bookmarks = new Bookmarks(environment, account);
        return new JournalStep(environment, run.books(), run.draft(), anchors, bookmarks::read);
    }
}
