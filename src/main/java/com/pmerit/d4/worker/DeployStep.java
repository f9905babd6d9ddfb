package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.Optional;

/** Shifts all traffic to the version of this release: the only step that users see. */
public final class DeployStep implements Step {
    private final Environment environment;
    private final Traffic traffic;

    /**
     * Prepares the shift.
     *
     * @param message what stands beside the deployment in Cloudflare's lists
     */
    public DeployStep(Environment environment, AccountApi account, String message) {
        this.environment = environment;
        this.traffic = new Traffic(environment, account, message);
    }

    @Override
    public String id() {
        return "deploy";
    }

    @Override
    public String title() {
        return "Shift all traffic to it";
    }

    @Override
    public Optional<Phase> phase() {
        return Optional.of(Phase.SHIFTING);
    }

    @Override
    public StepResult run(Progress progress) {
        if (progress.serving()) {
            return new StepResult.AlreadyDone(
                    "version " + progress.version().orElseThrow() + " takes all traffic", progress);
        }
        Way way = Way.of(progress, environment.traffic());
        Shares all = Shares.alone(way.version());
        Shift shift =
                traffic.to(all, all::equals, head -> way.isNotBegun(Shares.of(head)) || way.isOnIt(Shares.of(head)));
        if (shift instanceof Shift.Stood) {
            return new StepResult.AlreadyDone("version " + way.version() + " takes all traffic", progress.nowServing());
        }
        if (shift instanceof Shift.Made) {
            return new StepResult.Done(
                    "version " + way.version() + " takes all traffic, before it " + way.anchor(),
                    progress.nowServing());
        }
        if (shift instanceof Shift.Foreign foreign) {
            return traffic.told(foreign, "shifted all traffic");
        }
        return shift instanceof Shift.Broken broken ? broken(broken) : Traffic.unseen();
    }

    private StepResult broken(Shift.Broken broken) {
        return environment.traffic().isEmpty()
                ? traffic.told(broken, "users still meet what they met before", Aftermath.NOTHING)
                : traffic.told(broken, "users meet both versions, or the old one", Aftermath.TAKE_BACK);
    }
}
