package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.VersionSummary;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.RollbackChoice;
import com.pmerit.d4.release.RollbackChooser;
import com.pmerit.d4.release.RollbackTarget;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Chooses the version that a rollback goes back to, in the place where a release uploads one: looks that its record can be
 * read, that what it is bound to is there, and that its secrets are those of the live version. Writes nothing.
 */
public final class ChooseVersionStep implements Step {
    private final Environment environment;
    private final LiveWorkers live;
    private final AccountApi account;
    private final Supplier<ApiResult<List<Run>>> runs;
    private final Optional<String> wish;

    /**
     * Prepares the choice.
     *
     * @param runs the releases of the Worker on record, newest first; none where there is no ledger
     * @param wish the version that was named, by its id or the beginning of it; empty for the last one that was proven
     */
    public ChooseVersionStep(
            Environment environment,
            LiveWorkers live,
            AccountApi account,
            Supplier<ApiResult<List<Run>>> runs,
            Optional<String> wish) {
        this.environment = environment;
        this.live = live;
        this.account = account;
        this.runs = runs;
        this.wish = wish;
    }

    @Override
    public String id() {
        return "choose";
    }

    @Override
    public String title() {
        return "Choose the version to go back to";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        ApiResult<LiveWorker> now = live.now(environment.worker());
        Optional<ApiFailure> failure = now.failure();
        return failure.isPresent() ? unreadable(failure.get()) : from(now.orElseThrow(), progress);
    }

    private StepResult from(LiveWorker worker, Progress progress) throws InterruptedException {
        if (worker instanceof LiveWorker.Absent) {
            return refused("nothing was ever deployed to " + environment.name(), List.of(), deploy());
        }
        if (worker instanceof LiveWorker.Split split) {
            return refused(
                    GradualDeployment.summary(environment),
                    List.of(split.shares()),
                    GradualDeployment.remedy(environment));
        }
        LiveWorker.Serving serving = (LiveWorker.Serving) worker;
        String serves = serving.version().id();
        if (progress.version().equals(Optional.of(serves)) && progress.canGoBack()) {
            return new StepResult.AlreadyDone("version " + serves + " takes all traffic again", progress.nowServing());
        }
        ApiResult<RollbackChoice> choice = choice(serving.version().summary(), progress);
        Optional<ApiFailure> failure = choice.failure();
        return failure.isPresent() ? unreadable(failure.get()) : checked(choice.orElseThrow(), serving, progress);
    }

    /** A run that is gone on with keeps its choice: chosen anew, another one could come of it. */
    private ApiResult<RollbackChoice> choice(VersionSummary serves, Progress progress) {
        Optional<String> named = progress.version().or(() -> wish);
        return account.versions()
                .listDeployable(environment.worker())
                .then(deployable -> account.deployments()
                        .list(environment.worker())
                        .then(deployments -> runs.get()
                                .map(recorded -> new RollbackChooser(
                                        environment.name(), serves, deployable, deployments, recorded))))
                .map(chooser -> named.map(chooser::named).orElseGet(chooser::last));
    }

    private StepResult checked(RollbackChoice choice, LiveWorker.Serving serving, Progress progress)
            throws InterruptedException {
        if (choice instanceof RollbackChoice.Refused no) {
            return refused(no.why(), List.of(), no.remedy());
        }
        RollbackTarget target = ((RollbackChoice.Chosen) choice).target();
        String id = target.version().id();
        ApiResult<WorkerVersion> version = account.versions().get(environment.worker(), id);
        Optional<ApiFailure> failure = version.failure();
        return failure.isPresent()
                ? refused(
                        "the record of version " + id + " cannot be read any more",
                        List.of(failure.get().message()),
                        history())
                : rehearsed(target, version.orElseThrow(), serving, progress);
    }

    private StepResult rehearsed(
            RollbackTarget target, WorkerVersion version, LiveWorker.Serving serving, Progress progress)
            throws InterruptedException {
        BoundResources resources = BoundResources.of(version.bindings(), account);
        if (!resources.missing().isEmpty()) {
            return refused(
                    "version " + version.id() + " is bound to what is not there any more",
                    resources.missing(),
                    "release the older code anew, with the bindings of today: " + deploy());
        }
        List<String> now = names(serving.version());
        List<String> then = names(version);
        if (!now.equals(then)) {
            return ChangedSecrets.refused(
                    environment, version.id(), "it has the secrets " + then + ", the live version has " + now);
        }
        Progress known = progress.anchor().isPresent()
                ? progress
                : progress.withAnchor(Optional.of(serving.version().id()));
        Progress chosen = UploadStep.found(serving.deployment(), known).withVersion(version.id());
        return new StepResult.AlreadyDone(target.summary(), serving.stages(version.id()) ? chosen.nowStaged() : chosen);
    }

    private static List<String> names(WorkerVersion version) {
        return List.copyOf(new TreeSet<>(version.secretNames()));
    }

    private StepResult unreadable(ApiFailure failure) {
        return refused(failure.message(), List.of(), "run the same command again");
    }

    private String deploy() {
        return "mvn deploy -P" + environment.name();
    }

    private String history() {
        return "mvn d4:history -P" + environment.name() + " lists what was live";
    }

    private static StepResult.Failed refused(String why, List<String> details, String remedy) {
        return new StepResult.Failed(why, details, "users still meet what they met before", remedy, Aftermath.NOTHING);
    }
}
