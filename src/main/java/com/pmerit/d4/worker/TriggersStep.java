package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the workers.dev address, the cron schedules and the settings that no version carries as the wrangler config says;
 * writes only what differs. Code and triggers belong together: where these cannot be set, the release is taken back.
 */
public final class TriggersStep implements Step {
    private final Environment environment;
    private final AccountApi account;

    /** Prepares the triggers of one environment. */
    public TriggersStep(Environment environment, AccountApi account) {
        this.environment = environment;
        this.account = account;
    }

    @Override
    public String id() {
        return "triggers";
    }

    @Override
    public String title() {
        return "Set workers.dev, schedules, settings";
    }

    @Override
    public StepResult run(Progress progress) {
        return new Triggers(environment, account)
                .compare()
                .fold(found -> make(found, progress), failure -> failed(failure, progress));
    }

    private StepResult make(List<Trigger> triggers, Progress progress) {
        List<String> changed = new ArrayList<>();
        for (Trigger trigger : triggers.stream().filter(Trigger::differs).toList()) {
            Optional<ApiFailure> failure = trigger.make().get().failure();
            if (failure.isPresent()) {
                return failed(failure.get(), progress);
            }
            changed.add(trigger.changed());
        }
        return changed.isEmpty()
                ? new StepResult.AlreadyDone("as the wrangler config says", progress)
                : new StepResult.Done(String.join("; ", changed), progress);
    }

    private StepResult failed(ApiFailure failure, Progress progress) {
        return new StepResult.Failed(
                failure.message(),
                List.of(),
                "version " + progress.version().orElse("of this release")
                        + " is live, but its triggers are not all set",
                "run the same command again: it sets what is missing",
                progress.canGoBack() ? Aftermath.TAKE_BACK : Aftermath.HUMAN);
    }
}
