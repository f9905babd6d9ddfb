package com.pmerit.d4.smoke;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.smoke.SmokeResult.Ending;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The version that users meet lives with the schema that this release has just changed. It has to for as long as the new
 * version is on its way, and after every undo.
 */
public final class OldVersionSmokeStep implements Step {
    private final Environment environment;
    private final Smoker smoker;
    private final Supplier<ApiResult<Boolean>> reachable;

    /**
     * Asks one environment.
     *
     * @param reachable whether the public URL leads to the Worker at all, as {@link PublicAddress} reads it
     */
    public OldVersionSmokeStep(Environment environment, Smoker smoker, Supplier<ApiResult<Boolean>> reachable) {
        this.environment = environment;
        this.smoker = smoker;
        this.reachable = reachable;
    }

    @Override
    public String id() {
        return "smoke-old";
    }

    @Override
    public String title() {
        return "Smoke-test the old version";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        if (progress.migrations().isEmpty()) {
            return new StepResult.NotNeeded("the schema is as the old version knows it");
        }
        if (progress.anchor().isEmpty()) {
            return new StepResult.NotNeeded("no version was live before");
        }
        // A version that is known here was uploaded by a run that was cut off after this very question.
        if (progress.version().isPresent()) {
            return new StepResult.NotNeeded("it was asked before the new version was uploaded");
        }
        if (BaselineStep.failedBefore(progress)) {
            return new StepResult.NotNeeded("it did not pass this smoke test before the migrations");
        }
        String anchor = progress.anchor().get();
        ApiResult<Boolean> reached = reachable.get();
        if (reached.failure().isPresent()) {
            return unread(reached.failure().get());
        }
        return reached.orElseThrow()
                ? ask(anchor, progress)
                : new StepResult.NotNeeded("nobody can reach it: its workers.dev address is switched off");
    }

    private StepResult unread(ApiFailure failure) {
        return new StepResult.Failed(
                failure.message(),
                List.of(),
                "users still meet what they met before; nothing was uploaded",
                "run the same command again: it goes on where this run stopped",
                Aftermath.NOTHING);
    }

    private StepResult ask(String anchor, Progress progress) throws InterruptedException {
        SmokeResult result = smoker.version(id(), environment, new Versions(anchor, Optional.empty()));
        return result.passed()
                ? new StepResult.AlreadyDone(
                        result.summary() + " on the new schema ("
                                + result.proof().words() + ")",
                        Latency.keep(result.latency(), progress))
                : failed(anchor, result);
    }

    private StepResult failed(String anchor, SmokeResult result) {
        boolean foreign = result.ending() == Ending.CONFLICT;
        return new StepResult.Failed(
                foreign
                        ? result.summary()
                        : "the live version " + anchor + " does not live with the migrated schema: " + result.summary(),
                result.details(),
                (foreign ? "a version that is not of this release is live" : "version " + anchor + " is live and fails")
                        + "; nothing was uploaded",
                foreign
                        ? result.remedy().orElseThrow()
                        : "roll forward with a migration that gives back what version " + anchor
                                + " needs; expand the schema in one release, contract it in a later one",
                foreign ? Aftermath.OVER : Aftermath.NOTHING);
    }
}
