package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.WorkersDev;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the workers.dev address, the cron schedules and the settings that no version carries as the wrangler config says;
 * writes only what differs.
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
        List<String> changed = new ArrayList<>();
        return workersDev(changed)
                .then(done -> schedules(changed))
                .then(done -> new UnversionedSettings(environment, account).make())
                .map(settings -> settings.isEmpty() || changed.add(String.join(", ", settings)))
                .fold(
                        done -> changed.isEmpty()
                                ? new StepResult.AlreadyDone("as the wrangler config says", progress)
                                : new StepResult.Done(String.join("; ", changed), progress),
                        failure -> failed(failure, progress));
    }

    private ApiResult<Boolean> workersDev(List<String> changed) {
        String script = environment.worker();
        return account.triggers().workersDev(script).then(now -> {
            WorkersDev wanted = wanted(now);
            if (wanted.equals(now)) {
                return new ApiResult.Ok<>(false);
            }
            return account.triggers().setWorkersDev(script, wanted).map(set -> {
                changed.add("workers.dev " + (set.enabled() ? "on" : "off") + ", preview URLs "
                        + (set.previews() ? "on" : "off"));
                return true;
            });
        });
    }

    /** wrangler's rule: on unless the config says otherwise or has routes; previews follow unless they are named. */
    private WorkersDev wanted(WorkersDev now) {
        boolean routed = !node("route").isMissingNode() || !node("routes").isMissingNode();
        boolean enabled = node("workers_dev").asBoolean(!routed);
        JsonNode previews = node("preview_urls");
        return new WorkersDev(
                enabled,
                previews.isMissingNode()
                        ? (enabled == now.enabled() ? now.previews() : enabled)
                        : previews.asBoolean());
    }

    private ApiResult<Boolean> schedules(List<String> changed) {
        if (node("triggers").path("crons").isMissingNode()) {
            return new ApiResult.Ok<>(false);
        }
        Set<String> wanted = new TreeSet<>(environment.wrangler().crons());
        String script = environment.worker();
        return account.triggers().schedules(script).then(now -> {
            if (new TreeSet<>(now).equals(wanted)) {
                return new ApiResult.Ok<>(false);
            }
            return account.triggers()
                    .replaceSchedules(script, environment.wrangler().crons())
                    .map(set ->
                            changed.add(wanted.isEmpty() ? "no schedules" : "schedules " + String.join(", ", wanted)));
        });
    }

    private JsonNode node(String key) {
        return WranglerBindings.node(environment.wrangler(), key);
    }

    private StepResult failed(ApiFailure failure, Progress progress) {
        return new StepResult.Failed(
                failure.message(),
                List.of(),
                "version " + progress.version().orElse("of this release")
                        + " is live, but its triggers are not all set",
                "run the same command again: it sets what is missing",
                false);
    }
}
