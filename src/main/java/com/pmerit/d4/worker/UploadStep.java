package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.CreatedScript;
import com.pmerit.d4.cloudflare.VersionSummary;
import com.pmerit.d4.cloudflare.WorkerUpload;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.util.List;
import java.util.Optional;

/** Brings the code to Cloudflare as a version that serves nobody yet; for a Worker that does not exist, as its first. */
public final class UploadStep implements Step {
    private final Environment environment;
    private final BundleSource bundles;
    private final LiveWorkers live;
    private final AccountApi account;
    private final String message;

    /**
     * Prepares the upload.
     *
     * @param message what stands beside the version in Cloudflare's lists, such as the commit
     */
    public UploadStep(
            Environment environment, BundleSource bundles, LiveWorkers live, AccountApi account, String message) {
        this.environment = environment;
        this.bundles = bundles;
        this.live = live;
        this.account = account;
        this.message = message;
    }

    @Override
    public String id() {
        return "upload";
    }

    @Override
    public String title() {
        return "Upload the Worker version";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        Bundling bundling = bundles.bundle(environment);
        if (bundling instanceof Bundling.Impossible impossible) {
            return new StepResult.Failed(
                    impossible.why(), impossible.details(), "the Worker is as it was", impossible.remedy(), true);
        }
        Bundling.Made made = (Bundling.Made) bundling;
        return live.now(environment.worker()).fold(worker -> bring(made, worker, progress), this::failed);
    }

    private StepResult bring(Bundling.Made made, LiveWorker worker, Progress progress) {
        if (worker instanceof LiveWorker.Split split) {
            return new StepResult.Failed(
                    GradualDeployment.summary(environment),
                    List.of(split.shares()),
                    "the versions shown are live",
                    GradualDeployment.remedy(environment),
                    true);
        }
        if (worker instanceof LiveWorker.Absent) {
            return first(made, progress);
        }
        WorkerVersion anchor = ((LiveWorker.Serving) worker).version();
        Progress known = progress.withAnchor(Optional.of(anchor.id()));
        if (isWanted(made, anchor)) {
            return new StepResult.AlreadyDone(
                    "code " + made.digest().shortForm() + " is live as version " + anchor.id(),
                    known.withVersion(anchor.id()).nowServing());
        }
        return orphan(made, anchor)
                .fold(
                        found -> found.<StepResult>map(version -> new StepResult.AlreadyDone(
                                        "version " + version.id() + " of this code is there already, without traffic",
                                        known.withVersion(version.id())))
                                .orElseGet(() -> upload(made, anchor, known)),
                        this::failed);
    }

    private StepResult upload(Bundling.Made made, WorkerVersion anchor, Progress progress) {
        WorkerUpload upload = Uploads.of(made, environment, Optional.of(anchor), message);
        return account.versions()
                .upload(environment.worker(), upload, () -> orphan(made, anchor))
                .fold(
                        version -> new StepResult.Done(
                                "version " + version.id() + ", code "
                                        + made.digest().shortForm(),
                                progress.withVersion(version.id())),
                        this::failed);
    }

    /** Cloudflare has no versions without a script: the first upload is live at once. */
    private StepResult first(Bundling.Made made, Progress progress) {
        WorkerUpload upload = Uploads.of(made, environment, Optional.empty(), message);
        return account.scripts()
                .create(environment.worker(), upload, this::anyScript)
                .fold(
                        script -> confirmed(made, progress),
                        failure -> failure instanceof ApiFailure.OutcomeUnknown ? unknown(failure) : failed(failure));
    }

    /** Whatever stands there now, also another's code, must not be uploaded over. */
    private ApiResult<Optional<CreatedScript>> anyScript() {
        return live.now(environment.worker())
                .map(worker -> worker instanceof LiveWorker.Absent
                        ? Optional.empty()
                        : Optional.of(new CreatedScript(environment.worker(), Optional.empty(), Optional.empty())));
    }

    private StepResult confirmed(Bundling.Made made, Progress progress) {
        return live.now(environment.worker())
                .fold(
                        worker -> worker instanceof LiveWorker.Serving serving && isWanted(made, serving.version())
                                ? new StepResult.Done(
                                        "first deploy: version "
                                                + serving.version().id() + " is live, code "
                                                + made.digest().shortForm()
                                                + "; no smoke test before traffic was possible",
                                        progress.withVersion(serving.version().id())
                                                .nowServing())
                                : new StepResult.Failed(
                                        "after the first upload " + environment.worker() + " does not run this code",
                                        List.of(),
                                        "somebody else may have deployed " + environment.worker() + " at the same time",
                                        "npx wrangler deployments list --name " + environment.worker(),
                                        false),
                        this::unknown);
    }

    /** The version that an interrupted release of this very code left behind: the latest one, newer than the live one. */
    private ApiResult<Optional<WorkerVersion>> orphan(Bundling.Made made, WorkerVersion anchor) {
        return account.versions().list(environment.worker()).then(versions -> {
            Optional<VersionSummary> latest = versions.stream()
                    .findFirst()
                    .filter(version -> version.number() > anchor.summary().number())
                    .filter(version ->
                            version.tag().equals(Optional.of(made.digest().hex())));
            return latest.isEmpty()
                    ? new ApiResult.Ok<>(Optional.empty())
                    : account.versions()
                            .get(environment.worker(), latest.get().id())
                            .map(version -> Optional.of(version)
                                    .filter(found -> isWanted(made, found)
                                            && found.secretNames().containsAll(anchor.secretNames())));
        });
    }

    private boolean isWanted(Bundling.Made made, WorkerVersion version) {
        return version.summary().tag().equals(Optional.of(made.digest().hex()))
                && BindingDelta.between(version.bindings(), WantedBindings.of(made.bundle(), environment))
                        .isEmpty();
    }

    private StepResult unknown(ApiFailure failure) {
        return new StepResult.Failed(
                failure.message(),
                List.of(),
                "it is not known what " + environment.worker() + " runs: a first upload is live at once",
                "run the same command again: it looks first and goes on from there",
                false);
    }

    private StepResult failed(ApiFailure failure) {
        return new StepResult.Failed(
                failure.message(),
                List.of(),
                "users still meet what they met before",
                "run the same command again: it goes on where this run stopped",
                true);
    }
}
