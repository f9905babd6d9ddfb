package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.database.AppliedByRunStep;
import com.pmerit.d4.database.MigrateStep;
import com.pmerit.d4.database.MigrationsGate;
import com.pmerit.d4.database.MigrationsPlan;
import com.pmerit.d4.database.PendingMigrations;
import com.pmerit.d4.database.backup.Backup;
import com.pmerit.d4.database.backup.BackupStep;
import com.pmerit.d4.database.backup.SafeguardStep;
import com.pmerit.d4.database.lint.LintGate;
import com.pmerit.d4.database.rehearsal.RehearsalGate;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Inapplicable;
import com.pmerit.d4.release.Anchor;
import com.pmerit.d4.release.Bookmarks;
import com.pmerit.d4.release.InPhase;
import com.pmerit.d4.release.JournalStep;
import com.pmerit.d4.release.LockStep;
import com.pmerit.d4.release.NotReleased;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.PlanPart;
import com.pmerit.d4.release.RecordStep;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.UnlockStep;
import com.pmerit.d4.release.WhenServing;
import com.pmerit.d4.site.SiteAnchor;
import com.pmerit.d4.site.SiteBackStep;
import com.pmerit.d4.site.SiteGate;
import com.pmerit.d4.site.SiteLeftStep;
import com.pmerit.d4.site.SitePlan;
import com.pmerit.d4.site.SitePublishStep;
import com.pmerit.d4.site.SiteRelease;
import com.pmerit.d4.site.SiteSmokeStep;
import com.pmerit.d4.site.SiteUploadStep;
import com.pmerit.d4.smoke.BaselineStep;
import com.pmerit.d4.smoke.LiveSmokeGate;
import com.pmerit.d4.smoke.NewVersionSmokeStep;
import com.pmerit.d4.smoke.OldVersionSmokeStep;
import com.pmerit.d4.smoke.PublicAddress;
import com.pmerit.d4.smoke.SmokeAnchorStep;
import com.pmerit.d4.smoke.SmokeGate;
import com.pmerit.d4.smoke.SmokeStep;
import com.pmerit.d4.source.AncestryGate;
import com.pmerit.d4.source.CleanTreeGate;
import com.pmerit.d4.source.TagGate;
import com.pmerit.d4.source.TagStep;
import com.pmerit.d4.source.TestsGate;
import com.pmerit.d4.source.TypesGate;
import com.pmerit.d4.worker.AddressStep;
import com.pmerit.d4.worker.AnchorBackStep;
import com.pmerit.d4.worker.AnchorReading;
import com.pmerit.d4.worker.BindingsGate;
import com.pmerit.d4.worker.ChooseVersionStep;
import com.pmerit.d4.worker.DeployStep;
import com.pmerit.d4.worker.DraftStep;
import com.pmerit.d4.worker.JudgedWorker;
import com.pmerit.d4.worker.LiveCommitGate;
import com.pmerit.d4.worker.LiveWorkers;
import com.pmerit.d4.worker.NewSecrets;
import com.pmerit.d4.worker.ResumeStep;
import com.pmerit.d4.worker.RollbackCheck;
import com.pmerit.d4.worker.SecretsGate;
import com.pmerit.d4.worker.SecretsStep;
import com.pmerit.d4.worker.StageStep;
import com.pmerit.d4.worker.StagingFirstGate;
import com.pmerit.d4.worker.TrafficStep;
import com.pmerit.d4.worker.TriggersBackStep;
import com.pmerit.d4.worker.TriggersPlan;
import com.pmerit.d4.worker.TriggersStep;
import com.pmerit.d4.worker.UploadStep;
import com.pmerit.d4.worker.VerifyStep;
import com.pmerit.d4.worker.WorkerPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The standard operating procedure: the checklist and the release are the product. Beside them stand what takes a release
 * back, what finishes one that was cut off, and the rollback procedure.
 */
final class Sop {
    private static final String NOWHERE = "no environment is named: -Dd4.environment=…, or a profile that sets it";

    private Sop() {}

    /** The pre-deployment checklist of a release to one environment, in the order of the SOP. */
    static List<Gate> checklist(Workbench bench, Target target) {
        List<Gate> gates = new ArrayList<>(List.of(
                new LintGate(bench.linter(), bench.bindsDatabases(), target.isLast()),
                new TestsGate(bench.testPlans(), bench.install(), bench.processes()),
                new TypesGate(bench.typesPlans(), bench.install(), bench.processes()),
                new CleanTreeGate(bench.tree()),
                ancestry(bench, target),
                stagingFirst(bench, target),
                new MigrationsGate(target.environment(), target.before(), target.account()),
                rehearsal(bench, target),
                new TagGate(bench.git(), bench.version(), target.isLast(), bench.makesTag()),
                new BindingsGate(
                        bench.contract(),
                        target.environment(),
                        bench.bundles(),
                        target.live(),
                        target.account(),
                        bench.acceptedDrift()),
                new SecretsGate(bench.contract().worker(), target.environment(), target.live())));
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

    /** The part of the checklist that needs no account. */
    static List<Gate> localChecklist(Workbench bench) {
        List<Gate> gates = new ArrayList<>(List.of(
                new LintGate(bench.linter(), bench.bindsDatabases(), false),
                new TestsGate(bench.testPlans(), bench.install(), bench.processes()),
                new TypesGate(bench.typesPlans(), bench.install(), bench.processes()),
                new CleanTreeGate(bench.tree()),
                new Inapplicable("ancestry", "HEAD descends from what is live", NOWHERE),
                new Inapplicable("staging-first", "Deployed to staging and smoke-tested first", NOWHERE),
                new Inapplicable("migrations", "D1 migrations applied to staging first", NOWHERE),
                new Inapplicable("rehearsal", "Pending D1 migrations lose no rows and fail on none", NOWHERE),
                new Inapplicable("tag", "The release is tagged", NOWHERE),
                new Inapplicable("bindings", "POM, wrangler config and live Worker agree", NOWHERE),
                new Inapplicable("secrets", "Every named secret is set", NOWHERE)));
        bench.contract()
                .site()
                .filter(site -> !site.placements().isEmpty())
                .ifPresent(site -> gates.add(new Inapplicable("site", "The built site is fit to publish", NOWHERE)));
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
        String message = bench.message();
        Environment environment = target.environment();
        AccountApi account = run.account();
        SiteRelease named = bench.siteRelease();
        List<Step> steps = new ArrayList<>(List.of(
                new LockStep(environment, run.books(), run.idle(), run.lockWait(), run.tell()),
                journalWithSite(target, run),
                new ResumeStep(environment, account, run.draft().digest(), new JudgedWorker(judged, bench.commit())),
                new BaselineStep(
                        environment, target.smoker(), new PublicAddress(environment, account)::isOn, run.idle())));
        target.site()
                .ifPresent(
                        site -> steps.add(new SiteUploadStep(site, bench.sites(), account, named, target.waiting())));
        steps.addAll(List.of(
                new SafeguardStep(environment, account, backup(bench, target), isProduction(bench, environment)),
                new InPhase(Phase.STARTED, new MigrateStep(environment, account, target.waiting(), run.books())),
                new OldVersionSmokeStep(environment, target.smoker(), new PublicAddress(environment, account)::isOn),
                new UploadStep(environment, bench.bundles(), target.live(), account, message),
                new AddressStep(environment, account),
                new StageStep(environment, account, message),
                new NewVersionSmokeStep(environment, target.smoker(), account),
                traffic(target, run, message),
                new DeployStep(environment, account, message),
                new SmokeStep(environment, target.smoker()),
                new InPhase(Phase.PROVEN, new TriggersStep(environment, account)),
                new VerifyStep(bench.contract().worker(), environment, bench.bundles(), target.live())));
        target.site().ifPresent(site -> steps.addAll(publishing(bench, target, run, site, named)));
        steps.addAll(List.of(
                new RecordStep(run.books(), Outcome.DONE),
                new UnlockStep(run.books()),
                new TagStep(bench.git(), bench.version(), target.isLast() && bench.makesTag())));
        return steps;
    }

    /** The site comes after the Worker that it asks, and goes back alone when it does not answer rightly. */
    private static List<Step> publishing(
            Workbench bench, Target target, Underway run, SitePlacement site, SiteRelease named) {
        SiteBackStep back = new SiteBackStep(site, run.account(), named.commit(), target.waiting());
        return List.of(
                new SitePublishStep(site, bench.sites(), run.account(), named, target.waiting()),
                new SiteSmokeStep(
                        site,
                        bench.sites(),
                        run.account(),
                        new SiteVisits(target.smoker()),
                        back,
                        target.waiting(),
                        target.environment().smoke().deadline()));
    }

    /** What takes a release back whose smoke test was red. Pointers only: data stays as it is. */
    static List<Step> undo(Target target, Underway run) {
        Environment environment = target.environment();
        List<Step> steps = new ArrayList<>(List.of(
                anchorBack(environment, run),
                new TriggersBackStep(environment, run.account()),
                new SmokeAnchorStep(environment, target.smoker())));
        siteBack(target, run).ifPresent(steps::add);
        return steps;
    }

    /** First of all when a run was killed while traffic moved: are users well with what it left? */
    static List<Step> askUsers(Target target, Underway run) {
        Environment environment = target.environment();
        return List.of(
                new LockStep(environment, run.books(), run.idle(), run.lockWait(), run.tell()),
                journal(target, run),
                new ResumeStep(environment, run.account(), run.draft().digest()),
                new WhenServing(new SmokeStep(environment, target.smoker())));
    }

    /**
     * Brings a run to its end whose version is uploaded, without its code in hand. Its deployments do not name the commit in
     * hand, which may be another one: the message of the version itself says what is live.
     */
    static List<Step> finish(Target target, Underway run) {
        String message = "Finished by d4";
        Environment environment = target.environment();
        AccountApi account = run.account();
        List<Step> steps = new ArrayList<>(List.of(
                new LockStep(environment, run.books(), run.idle(), run.lockWait(), run.tell()),
                journal(target, run),
                new ResumeStep(environment, account, run.draft().digest()),
                new StageStep(environment, account, message),
                new NewVersionSmokeStep(environment, target.smoker(), account),
                traffic(target, run, message),
                new DeployStep(environment, account, message),
                new SmokeStep(environment, target.smoker())));
        target.site()
                .ifPresent(site ->
                        steps.add(new SiteLeftStep(site, account, run.draft().commit())));
        steps.add(new RecordStep(run.books(), Outcome.DONE));
        steps.add(new UnlockStep(run.books()));
        return steps;
    }

    /** Takes an open run back: an undo that was cut off, or one that somebody asks for. */
    static List<Step> takeBack(Target target, Underway run) {
        Environment environment = target.environment();
        List<Step> steps = new ArrayList<>(List.of(
                new LockStep(environment, run.books(), run.idle(), run.lockWait(), run.tell()),
                journal(target, run),
                new InPhase(
                        Phase.UNDOING,
                        new ResumeStep(environment, run.account(), run.draft().digest())),
                anchorBack(environment, run),
                new TriggersBackStep(environment, run.account()),
                new SmokeAnchorStep(environment, target.smoker())));
        siteBack(target, run).ifPresent(steps::add);
        steps.add(new RecordStep(run.books(), Outcome.ROLLED_BACK));
        steps.add(new UnlockStep(run.books()));
        return steps;
    }

    private static Optional<Step> siteBack(Target target, Underway run) {
        return target.site()
                .map(site -> new SiteBackStep(site, run.account(), run.draft().commit(), target.waiting()));
    }

    /** The rollback procedure: the earlier version is asked before users meet it, and again afterwards. */
    static List<Step> goBack(
            Target target, Underway run, Supplier<ApiResult<List<Run>>> runs, Optional<String> version) {
        String message = "Rollback by d4";
        Environment environment = target.environment();
        AccountApi account = run.account();
        return List.of(
                new LockStep(environment, run.books(), run.idle(), run.lockWait(), run.tell()),
                journal(target, run),
                new ChooseVersionStep(environment, target.live(), account, runs, version),
                new StageStep(environment, account, message),
                new NewVersionSmokeStep(environment, target.smoker(), account),
                traffic(target, run, message),
                new DeployStep(environment, account, message),
                new SmokeStep(environment, target.smoker()),
                new RecordStep(run.books(), Outcome.DONE),
                new UnlockStep(run.books()));
    }

    /**
     * Secrets for the code that is live: one version with everything else as it is, asked before users meet it and again
     * afterwards.
     */
    static List<Step> putSecrets(Workbench bench, Target target, Underway run, NewSecrets secrets) {
        String message = secrets.message();
        Environment environment = target.environment();
        AccountApi account = run.account();
        return List.of(
                new LockStep(environment, run.books(), run.idle(), run.lockWait(), run.tell()),
                journal(target, run),
                new SecretsStep(bench.contract().worker(), environment, target.live(), account, secrets),
                new StageStep(environment, account, message),
                new NewVersionSmokeStep(environment, target.smoker(), account),
                traffic(target, run, message),
                new DeployStep(environment, account, message),
                new SmokeStep(environment, target.smoker()),
                new RecordStep(run.books(), Outcome.DONE),
                new UnlockStep(run.books()));
    }

    /** Secrets of a Worker that does not exist yet: they wait in an empty draft without an address for its first release. */
    static List<Step> putFirstSecrets(Workbench bench, Target target, Underway run, NewSecrets secrets) {
        Environment environment = target.environment();
        return List.of(
                new LockStep(environment, run.books(), run.idle(), run.lockWait(), run.tell()),
                journal(target, run),
                new DraftStep(bench.contract().worker(), environment, target.live(), run.account(), secrets),
                new RecordStep(run.books(), Outcome.DONE),
                new UnlockStep(run.books()));
    }

    /** Secrets of a Worker that is an empty draft still: nobody meets it, and there is nothing to ask. */
    static List<Step> putSecretsOfDraft(Workbench bench, Target target, Underway run, NewSecrets secrets) {
        String message = secrets.message();
        Environment environment = target.environment();
        return List.of(
                new LockStep(environment, run.books(), run.idle(), run.lockWait(), run.tell()),
                journal(target, run),
                new SecretsStep(bench.contract().worker(), environment, target.live(), run.account(), secrets),
                new StageStep(environment, run.account(), message),
                new DeployStep(environment, run.account(), message),
                new RecordStep(run.books(), Outcome.DONE),
                new UnlockStep(run.books()));
    }

    private static Step anchorBack(Environment environment, Underway run) {
        return run.draft().isSecrets()
                ? AnchorBackStep.ofSecrets(environment, run.account())
                : new AnchorBackStep(environment, run.account());
    }

    /** A proven dump of what an environment's databases hold. */
    static List<Step> backup(Workbench bench, Target target, Environment environment) {
        return List.of(new BackupStep(environment, backup(bench, target)));
    }

    /** Something is done to a database under the lock of the Worker that writes to it. */
    static List<Step> locked(Target target, Underway run, Step work) {
        return List.of(
                new LockStep(target.environment(), run.books(), run.idle(), run.lockWait(), run.tell()),
                work,
                new UnlockStep(run.books()));
    }

    private static Backup backup(Workbench bench, Target target) {
        return new Backup(target.account(), bench.backups(), target.waiting().clock());
    }

    /** An environment that another one rehearses, or that nobody rehearses for: its data are its users'. */
    private static boolean isProduction(Workbench bench, Environment environment) {
        return environment.after().isPresent()
                || bench.contract().environments().stream()
                        .noneMatch(other -> other.after().equals(Optional.of(environment.name())));
    }

    /**
     * The checklist of migrations without a release: no code goes out, so that tests, types, bindings, secrets and the tag are
     * not asked. The files must be those of a commit that descends from what is live; the environment before must have every
     * one of them, end in the same schema, and be healthy with it, whatever code it runs.
     */
    static List<Gate> migrationChecklist(Workbench bench, Target target) {
        List<Gate> gates = new ArrayList<>(List.of(
                new LintGate(bench.linter(), bench.bindsDatabases(), target.isLast()),
                new CleanTreeGate(bench.tree()),
                ancestry(bench, target),
                new MigrationsGate(target.environment(), target.before(), target.account()),
                rehearsal(bench, target)));
        target.before().ifPresent(before -> gates.add(new LiveSmokeGate(before, target.account(), target.smoker())));
        return gates;
    }

    /**
     * Migrations without a release. The answer of the live version from before is on record before the first file is applied,
     * so that a run that goes on after a kill does not take the migrated schema for how it was.
     */
    static List<Step> migrate(Workbench bench, Target target, Underway run) {
        Environment environment = target.environment();
        AccountApi account = run.account();
        return List.of(
                new LockStep(environment, run.books(), run.idle(), run.lockWait(), run.tell()),
                journal(target, run),
                new ResumeStep(environment, account, run.draft().digest()),
                new BaselineStep(
                        environment, target.smoker(), new PublicAddress(environment, account)::isOn, run.idle()),
                new SafeguardStep(environment, account, backup(bench, target), isProduction(bench, environment)),
                new InPhase(Phase.STARTED, new MigrateStep(environment, account, target.waiting(), run.books())),
                new OldVersionSmokeStep(environment, target.smoker(), new PublicAddress(environment, account)::isOn),
                new RecordStep(run.books(), Outcome.DONE),
                new UnlockStep(run.books()));
    }

    /** What a run of migrations would apply. */
    static List<Step> migrationPreview(Target target) {
        return List.of(new PendingMigrations(target.environment(), target.account()));
    }

    /** Brings a run of migrations to its end that was cut off, before a release begins; what is pending is left to that. */
    static List<Step> endMigrations(Target target, Underway run) {
        Environment environment = target.environment();
        AccountApi account = run.account();
        return List.of(
                new LockStep(environment, run.books(), run.idle(), run.lockWait(), run.tell()),
                journal(target, run),
                new ResumeStep(environment, account, run.draft().digest()),
                new AppliedByRunStep(environment, account, run.books()),
                new OldVersionSmokeStep(environment, target.smoker(), new PublicAddress(environment, account)::isOn),
                new RecordStep(run.books(), Outcome.DONE),
                new UnlockStep(run.books()));
    }

    private static Step journal(Target target, Underway run) {
        return journal(target, run, worker(target, run));
    }

    private static Supplier<ApiResult<Anchor>> worker(Target target, Underway run) {
        AnchorReading anchors = new AnchorReading(run.account());
        return () -> anchors.of(target.environment().worker());
    }

    /** Of a release: the way back of the site is written down, too. */
    private static Step journalWithSite(Target target, Underway run) {
        Supplier<ApiResult<Anchor>> worker = worker(target, run);
        return journal(
                target,
                run,
                target.site()
                        .<Supplier<ApiResult<Anchor>>>map(site ->
                                () -> worker.get().then(anchor -> SiteAnchor.with(anchor, site, run.account())))
                        .orElse(worker));
    }

    private static Step journal(Target target, Underway run, Supplier<ApiResult<Anchor>> anchors) {
        Bookmarks bookmarks = new Bookmarks(target.environment(), run.account());
        return new JournalStep(target.environment(), run.books(), run.draft(), anchors, bookmarks::read);
    }

    private static Step traffic(Target target, Underway run, String message) {
        return new TrafficStep(
                target.environment(),
                run.account(),
                message,
                target.waiting(),
                run.guard(),
                new NewVersionSmokeStep(target.environment(), target.smoker(), run.account()));
    }

    /** One smoke test of what is live. */
    static List<Gate> smokeTest(Target target) {
        return List.of(new LiveSmokeGate(target.environment(), target.account(), target.smoker()));
    }

    /** What must hold before a release that was made earlier is tagged. */
    static List<Gate> tagChecklist(Workbench bench, Target target) throws InterruptedException {
        return List.of(
                new CleanTreeGate(bench.tree()),
                new LiveCommitGate(target.environment(), bench.commit(), bench.bundles(), target.live()),
                new TagGate(bench.git(), bench.version(), true, true));
    }

    /** The tag of a release that was made earlier. */
    static List<Step> tagging(Workbench bench) {
        return List.of(new TagStep(bench.git(), bench.version(), true));
    }

    /** What a release would change, concern by concern; nothing of it writes. */
    static List<PlanPart> plan(Workbench bench, Target target) throws InterruptedException {
        Contract contract = bench.contract();
        Environment environment = target.environment();
        List<PlanPart> parts = new ArrayList<>();
        parts.addAll(MigrationsPlan.of(environment, target.account()));
        parts.add(new WorkerPlan(contract.worker(), environment, bench.bundles(), target.live(), target.account()));
        parts.add(new TriggersPlan(environment, target.live(), target.account()));
        if (target.site().isPresent()) {
            parts.add(new SitePlan(target.site().get(), bench.sites(), target.account(), bench.siteRelease()));
        } else {
            contract.site()
                    .ifPresent(site -> parts.add(
                            new NotReleased("site", site.project(), "the POM says that d4 does not publish it")));
        }
        return parts;
    }

    /** Whether what is live now could be put back. */
    static RollbackCheck rollback(Workbench bench, Target target) {
        return new RollbackCheck(
                target.environment(),
                bench.bundles(),
                target.live(),
                target.account(),
                version -> new SmokeGate(target.environment(), version, target.smoker()));
    }

    private static Gate rehearsal(Workbench bench, Target target) {
        return new RehearsalGate(target.environment(), target.account(), bench.rehearsals());
    }

    private static Gate ancestry(Workbench bench, Target target) {
        return new AncestryGate(
                bench.git(),
                target.environment().name(),
                target.before().isPresent(),
                () -> LiveCommits.of(
                        target.live().remembered(target.environment().worker())));
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
