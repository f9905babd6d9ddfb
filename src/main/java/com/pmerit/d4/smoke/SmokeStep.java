package com.pmerit.d4.smoke;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.smoke.SmokeResult.Ending;
import java.util.Optional;

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
        SmokeResult result = ask(version, progress.anchor());
        if (result.passed()) {
            return new StepResult.AlreadyDone(result.proven(), progress.proven(result.transcriptSha256()));
        }
        boolean foreign = result.ending() == Ending.CONFLICT;
        return new StepResult.Failed(
                result.summary(),
                result.details(),
                (foreign
                                ? "a version that is not of this release answers"
                                : "version " + version + " is live and did not pass")
                        + progress.anchor()
                                .filter(anchor -> !anchor.equals(version))
                                .map(anchor -> "; before it " + anchor + " was")
                                .orElse(""),
                result.remedy().orElseThrow() + wayBack(foreign, progress),
                aftermath(foreign, progress));
    }

    /** A version that was live before this run began, such as one whose deployment came true late, is not this run's to take back. */
    private String wayBack(boolean foreign, Progress progress) {
        return foreign || progress.canGoBack() || progress.anchor().isEmpty()
                ? ""
                : "; or go back to the last version that a release proved: mvn d4:rollback -Dd4.environment="
                        + environment.name();
    }

    private static Aftermath aftermath(boolean foreign, Progress progress) {
        if (foreign) {
            return Aftermath.OVER;
        }
        return progress.canGoBack() ? Aftermath.TAKE_BACK : Aftermath.HUMAN;
    }

    /** A first version was asked by nobody before. */
    private SmokeResult ask(String version, Optional<String> anchor) throws InterruptedException {
        Versions versions = new Versions(version, anchor);
        return anchor.isPresent()
                ? smoker.version(id(), environment, versions)
                : smoker.firstVersion(id(), environment, versions);
    }
}
