package com.pmerit.d4.mojo;

import com.pmerit.d4.database.AppliedByRunStep;
import com.pmerit.d4.release.InPhase;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.WhenServing;
import com.pmerit.d4.site.SiteLeftStep;
import com.pmerit.d4.smoke.SmokeStep;
import java.util.ArrayList;
import java.util.List;

/** What brings a run to an end that was cut off, before another one begins. */
final class Recoveries {
    private Recoveries() {}

    /** First of all when a run was killed while traffic moved: are users well with what it left? */
    static List<Step> askUsers(Target target, Underway run) {
        CommonSteps common = new CommonSteps(target, run);
        return List.of(
                common.lock(),
                common.journal(),
                common.resume(),
                new WhenServing(new SmokeStep(target.environment(), target.smoker())));
    }

    /**
     * Brings a run to its end whose version is uploaded, without its code in hand. Its deployments do not name the commit in
     * hand, which may be another one: the message of the version itself says what is live.
     */
    static List<Step> finish(Target target, Underway run) {
        CommonSteps common = new CommonSteps(target, run);
        List<Step> steps = new ArrayList<>(List.of(common.lock(), common.journal(), common.resume()));
        steps.addAll(common.bringToUsers("Finished by d4"));
        steps.addAll(run.draft().isRollback() ? common.bringSiteBack() : siteLeft(target, run));
        steps.addAll(common.end(Outcome.DONE));
        return steps;
    }

    private static List<Step> siteLeft(Target target, Underway run) {
        return target.site().stream()
                .<Step>map(site ->
                        new SiteLeftStep(site, run.account(), run.draft().commit()))
                .toList();
    }

    /** Takes an open run back: an undo that was cut off, or one that somebody asks for. */
    static List<Step> takeBack(Target target, Underway run) {
        CommonSteps common = new CommonSteps(target, run);
        List<Step> steps =
                new ArrayList<>(List.of(common.lock(), common.journal(), new InPhase(Phase.UNDOING, common.resume())));
        steps.addAll(common.putBack());
        steps.addAll(common.end(Outcome.ROLLED_BACK));
        return steps;
    }

    /** Brings a run of migrations to its end that was cut off, before a release begins; what is pending is left to that. */
    static List<Step> endMigrations(Target target, Underway run) {
        CommonSteps common = new CommonSteps(target, run);
        List<Step> steps = new ArrayList<>(List.of(
                common.lock(),
                common.journal(),
                common.resume(),
                new AppliedByRunStep(target.environment(), run.account(), run.books()),
                common.smokeOld()));
        steps.addAll(common.end(Outcome.DONE));
        return steps;
    }
}
