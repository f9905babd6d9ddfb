package com.pmerit.d4.smoke;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;

/** After an undo: the version from before answers at the public URL again, and is healthy. */
public final class SmokeAnchorStep implements Step {
    private final Environment environment;
    private final Smoker smoker;

    /** Asks one environment. */
    public SmokeAnchorStep(Environment environment, Smoker smoker) {
        this.environment = environment;
        this.smoker = smoker;
    }

    @Override
    public String id() {
        return "smoke-anchor";
    }

    @Override
    public String title() {
        return "Smoke-test what users meet again";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        if (progress.isPutAwayUnmet()) {
            return new StepResult.NotNeeded("users met the same version all the time");
        }
        if (BaselineStep.failedBefore(progress)) {
            return new StepResult.NotNeeded(
                    "it did not pass this smoke test before the release either; that it takes all traffic was read back");
        }
        String anchor = progress.anchor()
                .orElseThrow(() -> new IllegalStateException("an undo that put nothing back is smoke-tested"));
        SmokeResult result = smoker.restored(id(), environment, new Versions(anchor, progress.version()));
        return result.passed()
                ? new StepResult.AlreadyDone(result.proven(), progress)
                : new StepResult.Failed(
                        "the release was taken back, and version " + anchor + " does not pass either: "
                                + result.summary(),
                        result.details(),
                        "version " + anchor + " is live again and did not pass",
                        result.remedy().orElseThrow(),
                        Aftermath.HUMAN);
    }
}
