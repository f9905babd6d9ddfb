package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.MigrateStep;
import com.pmerit.d4.database.MigrationsGate;
import com.pmerit.d4.database.MigrationsPlan;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Inapplicable;
import com.pmerit.d4.release.NotReleased;
import com.pmerit.d4.release.PlanPart;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.smoke.LiveSmokeGate;
import com.pmerit.d4.smoke.SmokeGate;
import com.pmerit.d4.smoke.SmokeStep;
import com.pmerit.d4.source.AncestryGate;
import com.pmerit.d4.source.CleanTreeGate;
import com.pmerit.d4.source.TagGate;
import com.pmerit.d4.source.TagStep;
import com.pmerit.d4.source.TestsGate;
import com.pmerit.d4.source.TypesGate;
import com.pmerit.d4.worker.BindingsGate;
import com.pmerit.d4.worker.DeployStep;
import com.pmerit.d4.worker.LiveCommitGate;
import com.pmerit.d4.worker.RollbackCheck;
import com.pmerit.d4.worker.SecretsGate;
import com.pmerit.d4.worker.StagingFirstGate;
import com.pmerit.d4.worker.TriggersPlan;
import com.pmerit.d4.worker.TriggersStep;
import com.pmerit.d4.worker.UploadStep;
import com.pmerit.d4.worker.VerifyStep;
import com.pmerit.d4.worker.WorkerPlan;
import java.util.ArrayList;
import java.util.List;

/** The standard operating procedure: the checklist, and the release. These two lists are the product. */
final class Sop {
    private static final String NOWHERE = "no environment is named: -Dd4.environment=…, or a profile that sets it";

    private Sop() {}

    /** The pre-deployment checklist of a release to one environment, in the order of the SOP. */
    static List<Gate> checklist(Workbench bench, Target target) {
        return List.of(
                new TestsGate(bench.testPlans(), bench.install(), bench.processes()),
                new TypesGate(bench.typesPlans(), bench.install(), bench.processes()),
                new CleanTreeGate(bench.tree()),
                new AncestryGate(
                        bench.git(),
                        target.environment().name(),
                        target.before().isPresent(),
                        () -> LiveCommits.of(
                                target.live().remembered(target.environment().worker()))),
                stagingFirst(bench, target),
                new MigrationsGate(target.environment(), target.before(), target.account()),
                new TagGate(bench.git(), bench.version(), target.isLast(), bench.makesTag()),
                new BindingsGate(
                        bench.contract(),
                        target.environment(),
                        bench.bundles(),
                        target.live(),
                        target.account(),
                        bench.acceptedDrift()),
                new SecretsGate(bench.contract().worker(), target.environment(), target.live()));
    }

    /** The part of the checklist that needs no account. */
    static List<Gate> localChecklist(Workbench bench) {
        return List.of(
                new TestsGate(bench.testPlans(), bench.install(), bench.processes()),
                new TypesGate(bench.typesPlans(), bench.install(), bench.processes()),
                new CleanTreeGate(bench.tree()),
                new Inapplicable("ancestry", "HEAD descends from what is live", NOWHERE),
                new Inapplicable("staging-first", "Deployed to staging and smoke-tested first", NOWHERE),
                new Inapplicable("migrations", "D1 migrations applied to staging first", NOWHERE),
                new Inapplicable("tag", "The release is tagged", NOWHERE),
                new Inapplicable("bindings", "POM, wrangler config and live Worker agree", NOWHERE),
                new Inapplicable("secrets", "Every named secret is set", NOWHERE));
    }

    /** The release, in the order of the SOP: nobody meets new code before its database is ready. */
    static List<Step> release(Workbench bench, Target target) throws InterruptedException {
        String message = bench.message();
        Environment environment = target.environment();
        return List.of(
                new MigrateStep(environment, target.account(), target.waiting()),
                new UploadStep(environment, bench.bundles(), target.live(), target.account(), message),
                new DeployStep(environment, target.account(), message),
                new TriggersStep(environment, target.account()),
                new SmokeStep(environment, target.smoker()),
                new VerifyStep(bench.contract().worker(), environment, bench.bundles(), target.live()),
                new TagStep(bench.git(), bench.version(), target.isLast() && bench.makesTag()));
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
    static List<PlanPart> plan(Workbench bench, Target target) {
        Contract contract = bench.contract();
        Environment environment = target.environment();
        List<PlanPart> parts = new ArrayList<>();
        parts.addAll(MigrationsPlan.of(environment, target.account()));
        parts.add(new WorkerPlan(contract.worker(), environment, bench.bundles(), target.live(), target.account()));
        parts.add(new TriggersPlan(environment, target.live(), target.account()));
        contract.site()
                .ifPresent(site -> parts.add(
                        new NotReleased("site", site.project(), "d4 does not publish it yet; publish it as before")));
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
