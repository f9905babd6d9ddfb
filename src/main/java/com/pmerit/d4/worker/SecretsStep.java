package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.VersionContent;
import com.pmerit.d4.cloudflare.VersionSummary;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Uploads the code that is live once more, as one version that has the new values of the secrets and everything else as it is, and
 * reads that back. It serves nobody yet. What an earlier run of the same kind has uploaded is not gone on with, for nobody can
 * read which values it has.
 */
public final class SecretsStep implements Step {
    private final Worker worker;
    private final Environment environment;
    private final LiveWorkers live;
    private final AccountApi account;
    private final NewSecrets secrets;

    /** Prepares the upload. */
    public SecretsStep(
            Worker worker, Environment environment, LiveWorkers live, AccountApi account, NewSecrets secrets) {
        this.worker = worker;
        this.environment = environment;
        this.live = live;
        this.account = account;
        this.secrets = secrets;
    }

    @Override
    public String id() {
        return "secrets";
    }

    @Override
    public String title() {
        return "Upload a version with the secrets";
    }

    @Override
    public StepResult run(Progress progress) {
        return live.now(environment.worker()).fold(found -> from(found, progress), this::failed);
    }

    private StepResult from(LiveWorker found, Progress progress) {
        if (found instanceof LiveWorker.Split split) {
            return refused(
                    GradualDeployment.summary(environment),
                    List.of(split.shares()),
                    GradualDeployment.remedy(environment),
                    Aftermath.NOTHING);
        }
        if (!(found instanceof LiveWorker.Serving serving)) {
            return refused(
                    environment.worker() + " is gone",
                    List.of(),
                    "find out who removed it, then run the same command again",
                    Aftermath.OVER);
        }
        String serves = serving.version().id();
        Progress known = progress.anchor().isPresent() ? progress : progress.withAnchor(Optional.of(serves));
        if (!known.anchor().equals(Optional.of(serves))) {
            return refused(
                    "somebody else deployed " + environment.worker() + " since this run was begun",
                    List.of("version " + serves + " is live"),
                    "find out who it is (npx wrangler deployments list --name " + environment.worker()
                            + "), then run this again",
                    Aftermath.OVER);
        }
        return secrets.unfit(worker, environment, Optional.of(serving.version()))
                .<StepResult>map(failed -> failed)
                .orElseGet(() -> upload(serving, UploadStep.found(serving.deployment(), known)));
    }

    /**
     * Cloudflare keeps the static files of the latest version, live or not (Workers documentation, "Static assets": keep_assets): the
     * latest must have those of the live one.
     */
    private Optional<StepResult> strangeAssets(LiveWorker.Serving serving) {
        boolean has = environment.script().assets().isPresent()
                || serving.version().bindings().stream()
                        .anyMatch(binding -> binding.type().equals("assets"));
        return has
                ? account.versions()
                        .listDeployable(environment.worker())
                        .fold(versions -> unlike(serving.version(), versions), failure -> Optional.of(failed(failure)))
                : Optional.empty();
    }

    private Optional<StepResult> unlike(WorkerVersion live, List<VersionSummary> versions) {
        return versions.stream()
                .max(Comparator.comparing(VersionSummary::number))
                .filter(latest -> !latest.id().equals(live.id()))
                .filter(latest -> latest.tag().filter(CodeDigest::isDigest).isEmpty()
                        || !latest.tag().equals(live.summary().tag()))
                .map(latest -> refused(
                        "version " + latest.id()
                                + " was uploaded after the live one, and a version with other secrets would"
                                + " get its static files",
                        List.of("version " + live.id() + " is live"),
                        "release first (mvn deploy -P" + environment.name() + "), then run the same command again",
                        Aftermath.NOTHING));
    }

    private StepResult upload(LiveWorker.Serving serving, Progress progress) {
        Optional<StepResult> strange = strangeAssets(serving);
        return strange.isPresent() ? strange.get() : copied(serving, progress);
    }

    private StepResult copied(LiveWorker.Serving serving, Progress progress) {
        VersionCopy copy = new VersionCopy(serving, secrets);
        return account.versions()
                .content(environment.worker(), serving.version().id())
                .fold(
                        content -> copy.isOf(content)
                                ? upload(copy, content, progress)
                                : refused(
                                        "the code that Cloudflare gives of version "
                                                + serving.version().id() + " is not the code that its tag names",
                                        List.of(),
                                        "npx wrangler versions secret put "
                                                + secrets.names().iterator().next()
                                                + " makes a version out of it all the same",
                                        Aftermath.NOTHING),
                        this::failed);
    }

    private StepResult upload(VersionCopy copy, VersionContent content, Progress progress) {
        return newest().then(before -> account.versions()
                        .upload(environment.worker(), copy.of(content), () -> madeSince(before, copy))
                        .then(made -> account.versions().get(environment.worker(), made.id())))
                .fold(made -> compared(copy, made, progress), this::failed);
    }

    private ApiResult<Long> newest() {
        return account.versions()
                .listDeployable(environment.worker())
                .map(versions -> versions.stream()
                        .mapToLong(VersionSummary::number)
                        .max()
                        .orElse(0));
    }

    /** The version of an upload whose answer was lost. */
    private ApiResult<Optional<WorkerVersion>> madeSince(long before, VersionCopy copy) {
        return account.versions()
                .listDeployable(environment.worker())
                .map(versions -> versions.stream()
                        .filter(version -> version.number() > before && copy.isMarked(version.annotations()))
                        .map(VersionSummary::id)
                        .findFirst())
                .then(id -> id.isEmpty()
                        ? new ApiResult.Ok<>(Optional.<WorkerVersion>empty())
                        : account.versions()
                                .get(environment.worker(), id.get())
                                .map(version -> Optional.of(version)
                                        .filter(made -> copy.faults(made).isEmpty())));
    }

    private StepResult compared(VersionCopy copy, WorkerVersion made, Progress progress) {
        List<String> faults = copy.faults(made);
        return faults.isEmpty()
                ? new StepResult.Done(
                        "version " + made.id() + " with " + String.join(", ", secrets.names())
                                + ", all else as it is live",
                        progress.withVersion(made.id()))
                : refused(
                        "version " + made.id() + " is not what is live with other secrets; it stays unused",
                        faults,
                        "release once (mvn deploy -P" + environment.name() + "), then run the same command again",
                        Aftermath.NOTHING);
    }

    private StepResult failed(ApiFailure failure) {
        return refused(failure.message(), List.of(), "run the same command again", Aftermath.NOTHING);
    }

    private static StepResult refused(String why, List<String> details, String remedy, Aftermath aftermath) {
        return new StepResult.Failed(why, details, "users still meet what they met before", remedy, aftermath);
    }
}
