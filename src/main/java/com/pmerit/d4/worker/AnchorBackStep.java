package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Undo: gives all traffic back to the version from before the release, alone. Not by force: forced, Cloudflare would bring back
 * the values that secrets had then, and no release of d4 changes any. Only the undo of a run that has set secrets itself does
 * want those values back.
 */
public final class AnchorBackStep implements Step {
    private static final String MESSAGE = "Rollback by d4";

    private final Environment environment;
    private final Traffic traffic;

    /** Prepares the way back of one environment. */
    public AnchorBackStep(Environment environment, AccountApi account) {
        this(environment, new Traffic(environment, account, MESSAGE));
    }

    private AnchorBackStep(Environment environment, Traffic traffic) {
        this.environment = environment;
        this.traffic = traffic;
    }

    /** Prepares the way back of a run that has set secrets: to the values from before it. */
    public static AnchorBackStep ofSecrets(Environment environment, AccountApi account) {
        return new AnchorBackStep(environment, new Traffic(environment, account, MESSAGE).bringingSecretsBack());
    }

    @Override
    public String id() {
        return "anchor-back";
    }

    @Override
    public String title() {
        return "Put the version from before back";
    }

    @Override
    public StepResult run(Progress progress) {
        if (!progress.canGoBack()) {
            return nowhere(progress);
        }
        String anchor = progress.anchor().orElseThrow();
        Set<String> known = new HashSet<>(Set.of(anchor));
        progress.version().ifPresent(known::add);
        Shares back = Shares.alone(anchor);
        Shift shift = traffic.to(back, back::equals, head -> Shares.of(head).isOnlyOf(known));
        if (shift instanceof Shift.Stood) {
            return new StepResult.AlreadyDone("version " + anchor + " takes all traffic", progress.takenBack());
        }
        if (shift instanceof Shift.Made made) {
            return made(made, anchor, progress);
        }
        if (shift instanceof Shift.Foreign foreign) {
            StepResult.Failed failed = traffic.told(foreign, "was taken back");
            return foreign.acted() ? failed : untouched(failed);
        }
        return shift instanceof Shift.Broken broken ? broken(broken, anchor) : Traffic.unseen();
    }

    private static StepResult made(Shift.Made made, String anchor, Progress progress) {
        boolean met = progress.version().map(made.before()::of).orElse(0.0) > 0;
        return met
                ? new StepResult.Done("version " + anchor + " takes all traffic again", progress.takenBack())
                : new StepResult.Done(
                        "version " + anchor + " alone is deployed again; no user met the other",
                        progress.putAwayUnmet());
    }

    private StepResult nowhere(Progress progress) {
        return new StepResult.Failed(
                "there is no earlier version of " + environment.worker() + " to go back to",
                List.of(),
                progress.version()
                        .map(version -> "version " + version + " is live")
                        .orElse("nothing was changed"),
                "mend the Worker and release it again",
                Aftermath.OVER);
    }

    private static StepResult.Failed untouched(StepResult.Failed failed) {
        return new StepResult.Failed(
                failed.summary() + "; nothing was undone",
                failed.details(),
                failed.liveNow(),
                failed.remedy(),
                failed.aftermath());
    }

    private StepResult broken(Shift.Broken broken, String anchor) {
        StepResult.Failed failed = traffic.told(
                broken, "the release may be live, and version " + anchor + " could not be put back", Aftermath.HUMAN);
        return ChangedSecrets.isReason(broken.failure())
                ? new StepResult.Failed(
                        "a secret was changed since version " + anchor + ": " + failed.summary(),
                        failed.details(),
                        failed.liveNow(),
                        "decide whether the secrets may get their old values: npx wrangler rollback " + anchor
                                + " --name " + environment.worker(),
                        Aftermath.HUMAN)
                : failed;
    }
}
