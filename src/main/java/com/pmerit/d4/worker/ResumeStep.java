package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.List;
import java.util.Optional;

/**
 * Holds what is live against what was live before the run, which another process may have begun: whether its version is
 * part of the deployment, takes all traffic, or somebody else has deployed since. Writes nothing.
 */
public final class ResumeStep implements Step {
    private final Environment environment;
    private final AccountApi account;
    private final String digest;
    private final Optional<JudgedWorker> judged;

    /** Prepares the look of a run whose gates have looked before. */
    public ResumeStep(Environment environment, AccountApi account, String digest, JudgedWorker judged) {
        this(environment, account, digest, Optional.of(judged));
    }

    /**
     * Prepares the look of a run without gates.
     *
     * @param digest of the code that the run brings, in hexadecimal: versions of it are the run's own
     */
    public ResumeStep(Environment environment, AccountApi account, String digest) {
        this(environment, account, digest, Optional.empty());
    }

    private ResumeStep(Environment environment, AccountApi account, String digest, Optional<JudgedWorker> judged) {
        this.environment = environment;
        this.account = account;
        this.digest = digest;
        this.judged = judged;
    }

    @Override
    public String id() {
        return "resume";
    }

    @Override
    public String title() {
        return "See how far the release is";
    }

    @Override
    public StepResult run(Progress progress) {
        return account.deployments()
                .list(environment.worker())
                .orAbsent()
                .fold(found -> looked(found.flatMap(list -> list.stream().findFirst()), progress), this::unreadable);
    }

    private StepResult looked(Optional<Deployment> head, Progress progress) {
        return judged.flatMap(gates -> gates.movedTo(environment, head))
                .<StepResult>map(this::moved)
                .orElseGet(() -> head.map(live -> compared(live, progress)).orElseGet(() -> nothingLive(progress)));
    }

    private StepResult moved(String live) {
        return new StepResult.Failed(
                "somebody else deployed " + environment.worker() + " after the gates of this release had looked at it",
                List.of(),
                live + "; this run changed nothing",
                "run the same command again: its gates look at what is live then",
                Aftermath.NOTHING);
    }

    private StepResult nothingLive(Progress progress) {
        return progress.anchor().isEmpty()
                ? new StepResult.AlreadyDone("nothing is live yet", progress)
                : foreign("nothing is live, and version " + progress.anchor().get() + " was");
    }

    /** What takes no traffic and is not of this release is nobody's concern: the staging of a version replaces it. */
    private StepResult compared(Deployment head, Progress progress) {
        List<TrafficShare> others = head.shares().stream()
                .filter(share -> !progress.anchor().equals(Optional.of(share.versionId())))
                .toList();
        if (others.isEmpty()) {
            return nothingYet(progress);
        }
        if (others.size() > 1) {
            return foreign("traffic is split between versions that this release does not know");
        }
        TrafficShare other = others.get(0);
        return isOurs(other.versionId(), progress)
                .fold(
                        ours -> ours
                                ? reached(other, progress)
                                : other.percentage() == 0 ? nothingYet(progress) : foreign(other),
                        this::unreadable);
    }

    private static StepResult nothingYet(Progress progress) {
        return new StepResult.AlreadyDone("nothing of this release takes part in the traffic yet", progress);
    }

    private ApiResult<Boolean> isOurs(String version, Progress progress) {
        return progress.version().equals(Optional.of(version))
                ? new ApiResult.Ok<>(true)
                : account.versions()
                        .get(environment.worker(), version)
                        .map(found -> found.summary().tag().equals(Optional.of(digest)));
    }

    private static StepResult reached(TrafficShare share, Progress progress) {
        Progress known = progress.withVersion(share.versionId());
        return share.percentage() == 100
                ? new StepResult.AlreadyDone("version " + share.versionId() + " takes all traffic", known.nowServing())
                : new StepResult.AlreadyDone(
                        "version " + share.versionId() + " is staged at "
                                + (share.percentage() == 0 ? "0" : String.valueOf(share.percentage())) + " %",
                        known.nowStaged());
    }

    private StepResult foreign(TrafficShare share) {
        return foreign("version " + share.versionId() + " is live, which is not of this release");
    }

    private StepResult foreign(String live) {
        return new StepResult.Failed(
                "somebody else deployed " + environment.worker() + " since this release was begun",
                List.of(),
                live,
                "find out who it is (npx wrangler deployments list --name " + environment.worker()
                        + "); to release over it, run the same command again",
                Aftermath.OVER);
    }

    private StepResult unreadable(ApiFailure failure) {
        return new StepResult.Failed(
                failure.message(),
                List.of(),
                "it could not be read what is live; this run has changed no traffic",
                "run the same command again: it looks first and goes on from there",
                Aftermath.HUMAN);
    }
}
