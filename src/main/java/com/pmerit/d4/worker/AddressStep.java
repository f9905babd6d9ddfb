package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.util.List;

/**
 * Switches the Worker's workers.dev address on where it is to be on and is off, so that a version can be asked before users
 * meet it. Whoever comes by that address before the shift meets the version that is live.
 */
public final class AddressStep implements Step {
    private final Triggers triggers;

    /** Prepares the address of one environment. */
    public AddressStep(Environment environment, AccountApi account) {
        this.triggers = new Triggers(environment, account);
    }

    @Override
    public String id() {
        return "address";
    }

    @Override
    public String title() {
        return "Let it be asked under workers.dev";
    }

    @Override
    public StepResult run(Progress progress) {
        return triggers.missingAddress()
                .fold(
                        missing -> missing.map(trigger -> make(trigger, progress))
                                .orElseGet(() ->
                                        new StepResult.AlreadyDone("nothing keeps it from being asked", progress)),
                        failure -> failed(failure, progress));
    }

    private StepResult make(Trigger trigger, Progress progress) {
        return trigger.make()
                .get()
                .failure()
                .map(failure -> failed(failure, progress))
                .orElseGet(() -> new StepResult.Done(trigger.changed(), progress));
    }

    private StepResult failed(ApiFailure failure, Progress progress) {
        return new StepResult.Failed(
                failure.message(),
                List.of(),
                progress.serving()
                        ? "version " + progress.version().orElse("of this release")
                                + " is the first and live, and may not be reachable under workers.dev"
                        : "users still meet what they met before",
                "run the same command again: it goes on where this run stopped",
                progress.serving() ? StepResult.Aftermath.HUMAN : StepResult.Aftermath.NOTHING);
    }
}
