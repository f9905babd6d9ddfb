package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.database.PendingMigrations;
import com.pmerit.d4.database.backup.BackupStep;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.release.NoteStep;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.UnlockStep;
import com.pmerit.d4.release.Watched;
import com.pmerit.d4.site.SiteChoiceStep;
import com.pmerit.d4.smoke.LiveSmokeGate;
import com.pmerit.d4.source.CleanTreeGate;
import com.pmerit.d4.source.TagGate;
import com.pmerit.d4.source.TagStep;
import com.pmerit.d4.worker.ChooseVersionStep;
import com.pmerit.d4.worker.DeployStep;
import com.pmerit.d4.worker.DraftStep;
import com.pmerit.d4.worker.LiveCommitGate;
import com.pmerit.d4.worker.NewSecrets;
import com.pmerit.d4.worker.SecretsStep;
import com.pmerit.d4.worker.StageStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The SOP's procedures beside the release: rollback, secrets, migrations, backup, smoke test and tag. */
final class Procedures {
    private Procedures() {}

    /**
     * The rollback procedure: the earlier version is asked before users meet it, and again afterwards; and so is the site that they
     * met with it, which goes back after the Worker.
     */
    static List<Step> goBack(
            Target target, Underway run, Supplier<ApiResult<List<Run>>> runs, Optional<String> version) {
        CommonSteps common = new CommonSteps(target, run);
        Step choice = new ChooseVersionStep(target.environment(), target.live(), run.account(), runs, version);
        List<Step> rest = new ArrayList<>();
        target.site()
                .ifPresent(site -> rest.add(
                        new SiteChoiceStep(target.environment(), site, run.account(), runs, target.siteInquiry())));
        rest.addAll(common.bringToUsers("Rollback by d4"));
        rest.addAll(common.bringSiteBack());
        return underLock(target, run, choice, rest);
    }

    /**
     * Secrets for the code that is live: one version with everything else as it is, asked before users meet it and again
     * afterwards.
     */
    static List<Step> putSecrets(Workbench bench, Target target, Underway run, NewSecrets secrets) {
        return underLock(
                target,
                run,
                secretsStep(bench, target, run, secrets),
                new CommonSteps(target, run).bringToUsers(secrets.message()));
    }

    /** Secrets of a Worker that does not exist yet: they wait in an empty draft without an address for its first release. */
    static List<Step> putFirstSecrets(Workbench bench, Target target, Underway run, NewSecrets secrets) {
        Step draft =
                new DraftStep(bench.contract().worker(), target.environment(), target.live(), run.account(), secrets);
        return underLock(target, run, draft, List.of());
    }

    /** Secrets of a Worker that is an empty draft still: nobody meets it, and there is nothing to ask. */
    static List<Step> putSecretsOfDraft(Workbench bench, Target target, Underway run, NewSecrets secrets) {
        return underLock(
                target,
                run,
                secretsStep(bench, target, run, secrets),
                List.of(
                        new StageStep(target.environment(), run.account(), secrets.message()),
                        new DeployStep(target.environment(), run.account(), secrets.message())));
    }

    private static Step secretsStep(Workbench bench, Target target, Underway run, NewSecrets secrets) {
        return new SecretsStep(bench.contract().worker(), target.environment(), target.live(), run.account(), secrets);
    }

    /** Work on the Worker, from the lock to the record. */
    private static List<Step> underLock(Target target, Underway run, Step first, List<Step> rest) {
        CommonSteps common = new CommonSteps(target, run);
        List<Step> steps = new ArrayList<>(List.of(common.lock(), common.journal(), first));
        steps.addAll(rest);
        steps.addAll(common.end(Outcome.DONE));
        return steps;
    }

    /** Something is done to a database under the lock of the Worker that writes to it, and put on record. */
    static List<Step> locked(Target target, Underway run, Step work) {
        Watched watched = new Watched(work);
        return List.of(
                new CommonSteps(target, run).lock(),
                watched,
                new NoteStep(run.books(), run.draft(), watched::done),
                new UnlockStep(run.books()));
    }

    /** A proven dump of what an environment's databases hold. */
    static List<Step> backup(Workbench bench, Target target) {
        return List.of(new BackupStep(target.environment(), bench.backup(target)));
    }

    /**
     * The checklist of migrations without a release: no code goes out, so that tests, types, bindings, secrets and the tag are
     * not asked. The files must be those of a commit that descends from what is live; the environment before must have every
     * one of them, end in the same schema, and be healthy with it, whatever code it runs.
     */
    static List<Gate> migrationChecklist(Workbench bench, Target target) {
        CommonGates common = new CommonGates(bench, target);
        List<Gate> gates = new ArrayList<>(
                List.of(common.lint(), common.cleanTree(), common.ancestry(), common.migrations(), common.rehearsal()));
        target.before().ifPresent(before -> gates.add(new LiveSmokeGate(before, target.account(), target.smoker())));
        return gates;
    }

    /**
     * Migrations without a release. The answer of the live version from before is on record before the first file is applied,
     * so that a run that goes on after a kill does not take the migrated schema for how it was.
     */
    static List<Step> migrate(Workbench bench, Target target, Underway run) {
        CommonSteps common = new CommonSteps(target, run);
        List<Step> steps = new ArrayList<>(List.of(
                common.lock(),
                common.journal(),
                common.resume(),
                common.baseline(),
                common.safeguard(bench),
                common.migrate(),
                common.smokeOld()));
        steps.addAll(common.end(Outcome.DONE));
        return steps;
    }

    /** What a run of migrations would apply. */
    static List<Step> migrationPreview(Target target) {
        return List.of(new PendingMigrations(target.environment(), target.account()));
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
}
