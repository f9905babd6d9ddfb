package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.List;
import java.util.Optional;

/**
 * Makes the uploaded version part of the live deployment at 0 %: no user meets it, and a request that names it reaches it
 * (Workers documentation, "Gradual deployments", version overrides).
 */
public final class StageStep implements Step {
    private final Environment environment;
    private final Traffic traffic;

    /**
     * Prepares it.
     *
     * @param message what stands beside the deployment in Cloudflare's lists
     */
    public StageStep(Environment environment, AccountApi account, String message) {
        this.environment = environment;
        this.traffic = new Traffic(environment, account, message);
    }

    @Override
    public String id() {
        return "stage";
    }

    @Override
    public String title() {
        return "Stage it without traffic";
    }

    @Override
    public StepResult run(Progress progress) {
        if (progress.serving()) {
            return progress.anchor().isEmpty()
                    ? new StepResult.NotNeeded(
                            "a first version is live at once: no smoke test before traffic was possible")
                    : new StepResult.AlreadyDone("its version takes all traffic already", progress);
        }
        Way way = Way.of(progress, environment.traffic());
        Shift shift = traffic.to(
                Shares.between(way.anchor(), way.version(), 0), way::isOnIt, head -> isExpected(head, way, progress));
        if (shift instanceof Shift.Stood stood) {
            return new StepResult.AlreadyDone(stood.head().shown(), progress.nowStaged());
        }
        if (shift instanceof Shift.Made) {
            return new StepResult.Done(
                    "version " + way.version() + " at 0 %, version " + way.anchor() + " serves", progress.nowStaged());
        }
        if (shift instanceof Shift.Foreign foreign) {
            return traffic.told(foreign, "staged its version");
        }
        return shift instanceof Shift.Broken broken
                ? ChangedSecrets.told(broken.failure(), environment, way.version())
                        .orElseGet(() -> safely(broken.failure().message(), way))
                : safely(Traffic.UNSEEN, way);
    }

    /** At 0 % it makes no difference to users whether it arrived. */
    private static StepResult.Failed safely(String why, Way way) {
        return new StepResult.Failed(
                why,
                List.of(),
                "users still meet version " + way.anchor(),
                "run the same command again: it goes on where this run stopped",
                Aftermath.NOTHING);
    }

    /** What an earlier release has left at 0 % gives way, provided that it was there when this one looked first. */
    private static boolean isExpected(Deployment head, Way way, Progress progress) {
        boolean asFound = Optional.of(head.id()).equals(UploadStep.foundDeployment(progress))
                && head.soleVersion().equals(progress.anchor());
        return asFound || way.isNotBegun(Shares.of(head));
    }
}
