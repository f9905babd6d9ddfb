package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.lint.LintGate;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Inapplicable;
import com.pmerit.d4.release.InPhase;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.site.SiteBackStep;
import com.pmerit.d4.site.SiteGate;
import com.pmerit.d4.site.SiteOfRelease;
import com.pmerit.d4.site.SitePublishStep;
import com.pmerit.d4.site.SiteRelease;
import com.pmerit.d4.site.SiteSmokeStep;
import com.pmerit.d4.site.SiteUploadStep;
import com.pmerit.d4.smoke.SmokeGate;
import com.pmerit.d4.source.CleanTreeGate;
import com.pmerit.d4.source.TagGate;
import com.pmerit.d4.source.TagStep;
import com.pmerit.d4.source.TestsGate;
import com.pmerit.d4.source.TypesGate;
import com.pmerit.d4.worker.AddressStep;
import com.pmerit.d4.worker.AssetsGate;
import com.pmerit.d4.worker.BindingsGate;
import com.pmerit.d4.worker.JudgedWorker;
import com.pmerit.d4.worker.LiveWorkers;
import com.pmerit.d4.worker.ResumeStep;
import com.pmerit.d4.worker.SecretsGate;
import com.pmerit.d4.worker.StagingFirstGate;
import com.pmerit.d4.worker.TriggersStep;
import com.pmerit.d4.worker.UploadStep;
import com.pmerit.d4.worker.VerifyStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The standard operating procedure: the checklist and the release are the product. Beside them stands what takes a release back.
 * What finishes a run that was cut off is in {@link Recoveries}, the SOP's other procedures are in {@link Procedures}.
 */
final class Sop {
    private static final String OFFLINE = "Maven is offline (-o), so that nobody can be asked what is live";
    private static final String NOWHERE = "no environment is named: -Dd4.environment=…, or a profile that sets it";

    private Sop() {}

    /** The pre-deployment checklist of a release to one environment, in the order of the SOP. */
    static List<Gate> checklist(Workbench bench, Target target) {
        CommonGates common = new CommonGates(bench, target);
        List<Gate> gates = new ArrayList<>(List.of(
                common.lint(),
                new TestsGate(bench.testPlans(), bench.install(), bench.processes()),
                new TypesGate(bench.typesPlans(), bench.install(), bench.processes()),
                common.cleanTree(),
                common.ancestry(),
                stagingFirst(bench, target),
                common.migrations(),
                common.rehearsal(),
                new TagGate(bench.git(), bench.version(), target.isLast(), bench.makesTag()),
                new BindingsGate(
                        bench.contract(),
                        target.environment(),
                        bench.bundles(),
                        target.live(),
                        target.account(),
                        bench.acceptedDrift()),
                new SecretsGate(bench.contract().worker(), target.environment(), target.live())));
        target.environment()
                .script()
                .assets()
                .ifPresent(assets -> gates.add(new AssetsGate(
                        bench.contract(), target.environment(), bench.bundles(), bench::holdsKnownSecret)));
        target.site()
                .ifPresent(site -> gates.add(new SiteGate(
                        bench.contract(),
                        target.environment(),
                        site,
                        bench.sites(),
                        target.account(),
                        bench::holdsKnownSecret)));
        return gates;
    }

    /** The part of the checklist that needs no account, where no environment is named. */
    static List<Gate> localChecklist(Workbench bench) {
        return localChecklist(bench, NOWHERE);
    }

    /** The same where one is named, and cannot be asked. */
    static List<Gate> offlineChecklist(Workbench bench) {
        return localChecklist(bench, OFFLINE);
    }

    private static List<Gate> localChecklist(Workbench bench, String why) {
        List<Gate> gates = new ArrayList<>(List.of(
                new LintGate(bench.linter(), bench.bindsDatabases(), false),
                new TestsGate(bench.testPlans(), bench.install(), bench.processes()),
                new TypesGate(bench.typesPlans(), bench.install(), bench.processes()),
                new CleanTreeGate(bench.tree()),
                new Inapplicable("ancestry", "HEAD descends from what is live", why),
                new Inapplicable("staging-first", "Deployed to staging and smoke-tested first", why),
                new Inapplicable("migrations", "D1 migrations applied to staging first", why),
                new Inapplicable("rehearsal", "Pending D1 migrations lose no rows and fail on none", why),
                new Inapplicable("tag", "The release is tagged", why),
                new Inapplicable("bindings", "POM, wrangler config and live Worker agree", why),
                new Inapplicable("secrets", "Every named secret is set", why)));
        if (bench.contract().environments().stream()
                .anyMatch(environment -> environment.script().assets().isPresent())) {
            gates.add(new Inapplicable("assets", "The static files of the Worker are fit to publish", why));
        }
        bench.contract()
                .site()
                .filter(site -> !site.placements().isEmpty())
                .ifPresent(site -> gates.add(new Inapplicable("site", "The built site is fit to publish", why)));
        return gates;
    }

    /**
     * The release, in the order of the SOP: nobody meets new code before its database is ready and it has answered its smoke
     * test. The only step that users see is the deploy. What the live version answered before the migrations is on record before
     * the first of them is applied.
     *
     * @param judged the reader by which the gates looked at what is live
     */
    static List<Step> release(Workbench bench, Target target, Underway run, LiveWorkers judged)
            throws InterruptedException {
        CommonSteps common = new CommonSteps(target, run);
        String message = bench.message();
        Environment environment = target.environment();
        AccountApi account = run.account();
        SiteRelease named = bench.siteRelease();
        Optional<SiteOfRelease> part =
                target.site().map(site -> new SiteOfRelease(site, bench.sites(), account, named));
        List<Step> steps = new ArrayList<>(List.of(
                common.lock(),
                common.journalWithSite(),
                new ResumeStep(environment, account, run.draft().digest(), new JudgedWorker(judged, bench.commit())),
                common.baseline()));
        part.ifPresent(site -> steps.add(new SiteUploadStep(site, target.waiting(), run.howFar())));
        steps.addAll(List.of(
                common.safeguard(bench),
                common.migrate(),
                common.smokeOld(),
                new UploadStep(environment, bench.bundles(), target.live(), account, message, run.howFar()),
                new AddressStep(environment, account)));
        steps.addAll(common.bringToUsers(message));
        steps.addAll(List.of(
                new InPhase(Phase.PROVEN, new TriggersStep(environment, account)),
                new VerifyStep(bench.contract().worker(), environment, bench.bundles(), target.live())));
        part.ifPresent(site -> steps.addAll(publishing(target, site)));
        steps.addAll(common.end(Outcome.DONE));
        steps.add(new TagStep(bench.git(), bench.version(), target.isLast() && bench.makesTag()));
        return steps;
    }

    /** The site comes after the Worker that it asks, and goes back alone when it does not answer rightly. */
    private static List<Step> publishing(Target target, SiteOfRelease site) {
        SiteBackStep back = new SiteBackStep(
                site.placement(), site.account(), site.release().commit(), target.waiting());
        return List.of(
                new SitePublishStep(site, target.waiting()), SiteSmokeStep.ofBuilt(site, target.siteInquiry(), back));
    }

    /** What takes a release back whose smoke test was red. Pointers only: data stays as it is. */
    static List<Step> undo(Target target, Underway run) {
        return new CommonSteps(target, run).putBack();
    }

    private static Gate stagingFirst(Workbench bench, Target target) {
        return target.before()
                .<Gate>map(before -> new StagingFirstGate(
                        target.environment(),
                        before,
                        bench.bundles(),
                        target.live(),
                        version -> new SmokeGate(before, version, target.smoker())))
                .orElseGet(() -> new Inapplicable(
                        "staging-first",
                        "Deployed to staging and smoke-tested first",
                        target.environment().name() + " comes after no other environment"));
    }
}
