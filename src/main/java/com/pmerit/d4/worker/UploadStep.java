package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.AttachedAssets;
import com.pmerit.d4.cloudflare.CreatedScript;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.WorkerUpload;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Brings the code to Cloudflare as a version that serves nobody yet; for a Worker that does not exist, as its first. */
public final class UploadStep implements Step {
    private static final String FOUND = "deployment";

    private final Environment environment;
    private final BundleSource bundles;
    private final LiveWorkers live;
    private final AccountApi account;
    private final String message;
    private final Consumer<String> howFar;

    /**
     * Prepares the upload.
     *
     * @param message what stands beside the version in Cloudflare's lists, such as the commit
     * @param howFar is told how many of the static files have been sent
     */
    public UploadStep(
            Environment environment,
            BundleSource bundles,
            LiveWorkers live,
            AccountApi account,
            String message,
            Consumer<String> howFar) {
        this.environment = environment;
        this.bundles = bundles;
        this.live = live;
        this.account = account;
        this.message = message;
        this.howFar = howFar;
    }

    /** The same, with the deployment that was live when the version to be staged was brought or chosen. */
    static Progress found(Deployment deployment, Progress progress) {
        return progress.keeping(FOUND, deployment.id());
    }

    /** The id of the deployment that was live when this step looked; empty before. */
    static Optional<String> foundDeployment(Progress progress) {
        return Optional.ofNullable(progress.kept().get(FOUND));
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
        ApiResult<LiveWorker> now = live.now(environment.worker());
        return now.failure().isPresent() ? failed(now.failure().get()) : bring(made, now.orElseThrow(), progress);
    }

    private StepResult bring(Bundling.Made made, LiveWorker worker, Progress progress) throws InterruptedException {
        if (worker instanceof LiveWorker.Split split) {
            return onItsWay(made, split, progress);
        }
        if (worker instanceof LiveWorker.Absent) {
            return progress.anchor().isEmpty()
                    ? withAssets(made, (attach, words) -> first(made, attach, words, progress))
                    : foreign("nothing is live");
        }
        LiveWorker.Serving serving = (LiveWorker.Serving) worker;
        String live = serving.version().id();
        Progress known = progress.anchor().isPresent() ? progress : progress.withAnchor(Optional.of(live));
        if (versions(made).isThis(serving.version())) {
            return new StepResult.AlreadyDone(
                    "code " + made.digest().shortForm() + " is live as version " + live,
                    known.withVersion(live).nowServing());
        }
        if (!known.anchor().equals(Optional.of(live))) {
            return foreign("version " + live + " is live, which is not of this release");
        }
        Progress found = found(serving.deployment(), known);
        ApiResult<OwnVersions.Found> orphans = versions(made).since(serving.version(), serving.deployment());
        if (orphans.failure().isPresent()) {
            return failed(orphans.failure().get());
        }
        Optional<WorkerVersion> left = orphans.orElseThrow().chosen();
        return left.isPresent()
                ? adopted(orphans.orElseThrow(), left.get(), serving.deployment(), found)
                : withAssets(made, (attach, words) -> upload(made, serving, attach, words, found));
    }

    /** What is done with a version when its static files have come. */
    @FunctionalInterface
    private interface Upload {
        StepResult bring(UnaryOperator<WorkerUpload> attach, String words);
    }

    /** The files come before the version that names them; the token by which it does so is never kept. */
    private StepResult withAssets(Bundling.Made made, Upload upload) throws InterruptedException {
        Optional<StaticAssets> assets = made.bundle().assets();
        if (assets.isEmpty()) {
            return upload.bring(UnaryOperator.identity(), "");
        }
        AssetsUpload.Upload came = new AssetsUpload(account, environment.worker(), assets.get(), howFar).bring();
        if (came instanceof AssetsUpload.Failed failed) {
            return new StepResult.Failed(
                    failed.why(),
                    failed.details(),
                    "users still meet what they met before",
                    failed.remedy(),
                    Aftermath.NOTHING);
        }
        AssetsUpload.Brought brought = (AssetsUpload.Brought) came;
        AttachedAssets attached =
                new AttachedAssets(brought.token(), assets.get().config());
        String words = ", " + brought.sent() + " of " + assets.get().files().size() + " static files uploaded";
        return upload.bring(version -> version.with(attached), words);
    }

    private static StepResult adopted(
            OwnVersions.Found orphans, WorkerVersion version, Deployment deployment, Progress known) {
        Progress progress = known.withVersion(version.id());
        boolean staged =
                deployment.shares().stream().anyMatch(share -> share.versionId().equals(version.id()));
        String others = orphans.count() == 1
                ? ""
                : "; " + orphans.count() + " versions of this code were uploaded, the others stay unused";
        return new StepResult.AlreadyDone(
                "version " + version.id() + " of this code is there already, without traffic" + others,
                staged ? progress.nowStaged() : progress);
    }

    /** A release that was cut off between two parts of its traffic has left them so. */
    private StepResult onItsWay(Bundling.Made made, LiveWorker.Split split, Progress progress) {
        boolean ours = progress.canGoBack()
                && progress.version()
                        .filter(version ->
                                Way.of(progress, environment.traffic()).isOnIt(Shares.of(split.deployment())))
                        .isPresent();
        if (!ours) {
            return refused(split);
        }
        String version = progress.version().orElseThrow();
        return account.versions()
                .get(environment.worker(), version)
                .fold(
                        found -> versions(made).isThis(found)
                                ? new StepResult.AlreadyDone(
                                        "version " + version + " of this code has a part of the traffic already",
                                        progress.nowStaged())
                                : refused(split),
                        this::failed);
    }

    private StepResult refused(LiveWorker.Split split) {
        return new StepResult.Failed(
                GradualDeployment.summary(environment),
                List.of(split.shares()),
                "the versions shown are live",
                GradualDeployment.remedy(environment),
                true);
    }

    private StepResult foreign(String live) {
        return new StepResult.Failed(
                "somebody else deployed " + environment.worker() + " since this release was begun",
                List.of(),
                live,
                "find out who it is (npx wrangler deployments list --name " + environment.worker()
                        + "), then run this again",
                Aftermath.OVER);
    }

    private StepResult upload(
            Bundling.Made made,
            LiveWorker.Serving anchor,
            UnaryOperator<WorkerUpload> attach,
            String words,
            Progress progress) {
        WorkerUpload upload = attach.apply(Uploads.of(made, environment, Optional.of(anchor.version()), message));
        return account.versions()
                .upload(
                        environment.worker(),
                        upload,
                        () -> versions(made)
                                .since(anchor.version(), anchor.deployment())
                                .map(OwnVersions.Found::chosen))
                .fold(
                        version -> new StepResult.Done(
                                "version " + version.id() + ", code "
                                        + made.digest().shortForm() + words,
                                progress.withVersion(version.id())),
                        this::failed);
    }

    /** Cloudflare has no versions without a script: the first upload is live at once. */
    private StepResult first(Bundling.Made made, UnaryOperator<WorkerUpload> attach, String words, Progress progress) {
        WorkerUpload upload = attach.apply(Uploads.of(made, environment, Optional.empty(), message));
        return account.scripts()
                .create(environment.worker(), upload, this::anyScript)
                .fold(
                        script -> confirmed(made, words, progress),
                        failure -> failure instanceof ApiFailure.OutcomeUnknown ? unknown(failure) : failed(failure));
    }

    /** Whatever stands there now, also another's code, must not be uploaded over. */
    private ApiResult<Optional<CreatedScript>> anyScript() {
        return live.now(environment.worker())
                .map(worker -> worker instanceof LiveWorker.Absent
                        ? Optional.empty()
                        : Optional.of(new CreatedScript(environment.worker(), Optional.empty(), Optional.empty())));
    }

    private StepResult confirmed(Bundling.Made made, String words, Progress progress) {
        return live.now(environment.worker())
                .fold(
                        worker -> worker instanceof LiveWorker.Serving serving
                                        && versions(made).isThis(serving.version())
                                ? new StepResult.Done(
                                        "first deploy: version "
                                                + serving.version().id() + " is live, code "
                                                + made.digest().shortForm() + words
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

    private OwnVersions versions(Bundling.Made made) {
        return new OwnVersions(environment, account, made);
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
