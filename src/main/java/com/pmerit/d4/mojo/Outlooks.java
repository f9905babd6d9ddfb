package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.MigrationsPlan;
import com.pmerit.d4.release.NotReleased;
import com.pmerit.d4.release.PlanPart;
import com.pmerit.d4.release.RollbackReadiness;
import com.pmerit.d4.site.SiteOfRelease;
import com.pmerit.d4.site.SitePlan;
import com.pmerit.d4.site.SiteRollbackCheck;
import com.pmerit.d4.smoke.SmokeGate;
import com.pmerit.d4.worker.RollbackCheck;
import com.pmerit.d4.worker.TriggersPlan;
import com.pmerit.d4.worker.WorkerPlan;
import java.util.ArrayList;
import java.util.List;

/** What is looked at before a release without writing: what it would change, and whether there is a way back. */
final class Outlooks {
    private Outlooks() {}

    /** What a release would change, concern by concern; nothing of it writes. */
    static List<PlanPart> plan(Workbench bench, Target target) throws InterruptedException {
        Contract contract = bench.contract();
        Environment environment = target.environment();
        List<PlanPart> parts = new ArrayList<>();
        parts.addAll(MigrationsPlan.of(environment, target.account()));
        parts.add(new WorkerPlan(contract.worker(), environment, bench.bundles(), target.live(), target.account()));
        parts.add(new TriggersPlan(environment, target.live(), target.account()));
        if (target.site().isPresent()) {
            parts.add(new SitePlan(
                    new SiteOfRelease(target.site().get(), bench.sites(), target.account(), bench.siteRelease())));
        } else {
            contract.site()
                    .ifPresent(site -> parts.add(
                            new NotReleased("site", site.project(), "the POM says that d4 does not publish it")));
        }
        return parts;
    }

    /** Whether what is live now could be put back: the Worker, and the site where there is one. */
    static RollbackReadiness rollback(Workbench bench, Target target) throws InterruptedException {
        RollbackReadiness worker = new RollbackCheck(
                        target.environment(),
                        bench.bundles(),
                        target.live(),
                        target.account(),
                        version -> new SmokeGate(target.environment(), version, target.smoker()))
                .look();
        return target.site().isPresent()
                ? new SiteRollbackCheck(target.site().get(), target.account(), target.siteInquiry()).look(worker)
                : worker;
    }
}
