package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.CreatedScript;
import com.pmerit.d4.cloudflare.ModuleType;
import com.pmerit.d4.cloudflare.VersionContent;
import com.pmerit.d4.cloudflare.WorkerModule;
import com.pmerit.d4.cloudflare.WorkerUpload;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a Worker that does not exist yet as an empty draft that holds the secrets, for a release needs them set. Nobody can ask it:
 * it has no route, no domain and no address under workers.dev until its first release.
 */
public final class DraftStep implements Step {
    private static final String MESSAGE = "Draft by d4 for secrets";
    private static final String MODULE = "draft.js";
    private static final String CODE =
            "export default { fetch() { return new Response(\"not released yet\", { status: 503 }); } };\n";

    /** As wrangler 4 uploads it (its createDraftWorker). */
    private static final String WRANGLERS_CODE = "export default { fetch() {} }";

    private final Worker worker;
    private final Environment environment;
    private final LiveWorkers live;
    private final AccountApi account;
    private final NewSecrets secrets;

    /** Prepares the draft. */
    public DraftStep(Worker worker, Environment environment, LiveWorkers live, AccountApi account, NewSecrets secrets) {
        this.worker = worker;
        this.environment = environment;
        this.live = live;
        this.account = account;
        this.secrets = secrets;
    }

    /**
     * Whether what is live is such a draft, or the one that {@code wrangler secret put} makes: an empty Worker that was never
     * released, which no smoke test can pass.
     */
    public static ApiResult<Boolean> isDraft(LiveWorker found, String script, AccountApi account) {
        if (!(found instanceof LiveWorker.Serving serving)) {
            return new ApiResult.Ok<>(false);
        }
        WorkerVersion version = serving.version();
        boolean bare =
                version.summary().tag().isEmpty() && version.bindings().stream().allMatch(Binding::isSecret);
        return isOurs(found) || !bare
                ? new ApiResult.Ok<>(isOurs(found))
                : account.versions().content(script, version.id()).map(DraftStep::isOfWrangler);
    }

    private static boolean isOurs(LiveWorker found) {
        return found instanceof LiveWorker.Serving serving
                && serving.version().summary().message().equals(Optional.of(MESSAGE));
    }

    private static boolean isOfWrangler(VersionContent content) {
        return content.modules().size() == 1
                && new String(content.modules().get(0).content(), StandardCharsets.UTF_8)
                        .strip()
                        .equals(WRANGLERS_CODE);
    }

    @Override
    public String id() {
        return "draft";
    }

    @Override
    public String title() {
        return "Make a draft of the Worker with the secrets";
    }

    @Override
    public StepResult run(Progress progress) {
        Optional<StepResult.Failed> unfit = secrets.unfit(worker, environment, Optional.empty());
        return unfit.isPresent()
                ? unfit.get()
                : live.now(environment.worker())
                        .fold(
                                found -> found instanceof LiveWorker.Absent ? create(progress) : foreign(),
                                failure -> failed(failure.message(), "no secret was set", Aftermath.NOTHING));
    }

    private StepResult create(Progress progress) {
        WorkerUpload draft = new WorkerUpload(
                MODULE,
                List.of(new WorkerModule(MODULE, ModuleType.ESM, CODE.getBytes(StandardCharsets.UTF_8))),
                environment.script().compatibilityDate(),
                environment.script().compatibilityFlags(),
                List.of(),
                secrets.values(),
                WorkerUpload.SECRET_TYPES,
                Map.of("workers/message", MESSAGE),
                Map.of());
        return account.scripts()
                .create(environment.worker(), draft, this::anyScript)
                .then(made -> live.now(environment.worker()))
                .fold(
                        found ->
                                isOurs(found) ? confirmed(((LiveWorker.Serving) found).version(), progress) : foreign(),
                        this::unknown);
    }

    private ApiResult<Optional<CreatedScript>> anyScript() {
        return live.now(environment.worker())
                .map(found -> found instanceof LiveWorker.Absent
                        ? Optional.empty()
                        : Optional.of(new CreatedScript(environment.worker(), Optional.empty(), Optional.empty())));
    }

    private StepResult confirmed(WorkerVersion made, Progress progress) {
        return made.secretNames().containsAll(secrets.names())
                ? new StepResult.Done(
                        environment.worker() + " is there as an empty draft without an address, with "
                                + String.join(", ", secrets.names()) + "; mvn deploy -P" + environment.name()
                                + " releases it",
                        progress.withVersion(made.id()).nowServing())
                : failed(
                        "the draft of " + environment.worker() + " has the secrets " + made.secretNames() + " only",
                        "it is a draft without an address: nobody meets it",
                        Aftermath.OVER);
    }

    private StepResult foreign() {
        return failed(
                "somebody else made " + environment.worker() + " at the same time",
                "this run set no secret",
                Aftermath.OVER);
    }

    private StepResult unknown(ApiFailure failure) {
        return failed(failure.message(), "a draft without an address may be there: nobody meets it", Aftermath.OVER);
    }

    private static StepResult.Failed failed(String why, String liveNow, Aftermath aftermath) {
        return new StepResult.Failed(why, List.of(), liveNow, "run the same command again", aftermath);
    }
}
