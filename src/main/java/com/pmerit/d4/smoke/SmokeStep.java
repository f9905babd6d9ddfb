package com.pmerit.d4.smoke;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;

/** The released version answers at the public URL, and is healthy. */
public final class SmokeStep implements Step {
    private final Environment environment;
    private final Smoker smoker;

    /** Asks one environment. */
    public SmokeStep(Environment environment, Smoker smoker) {
        this.environment = environment;
        this.smoker = smoker;
    }

    @Override
    public String id() {
        return "smoke";
    }

    @Override
    public String title() {
        return "Smoke-test what users meet";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        String version = progress.version()
                .orElseThrow(() -> new IllegalStateException("the release is smoke-tested before it is uploaded"));
        SmokeResult result = smoker.version(id(), environment, new Versions(version, progress.anchor()));
        if (result.passed()) {
            return new StepResult.AlreadyDone(
                    result.summary() + " (" + result.proof().words() + ")", progress);
        }
        return new StepResult.Failed(
                result.summary(),
                result.details(),
                "version " + version + " is live and did not pass"
                        + progress.anchor()
                                .map(anchor -> "; before it " + anchor + " was")
                                .orElse(""),
                progress.anchor()
                                .filter(anchor -> !anchor.equals(version))
                                .map(anchor -> "to go back: npx wrangler rollback " + anchor + " --name "
                                        + environment.worker() + "; ")
                                .orElse("")
                        + result.remedy().orElse("mend the Worker"),
                false);
    }
}
