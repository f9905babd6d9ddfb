package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.DeploymentRequest;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.util.List;
import java.util.Optional;

/** Shifts all traffic to the version of this release: the only step that users see. */
public final class DeployStep implements Step {
    private final Environment environment;
    private final AccountApi account;
    private final String message;

    /**
     * Prepares the shift.
     *
     * @param message what stands beside the deployment in Cloudflare's lists
     */
    public DeployStep(Environment environment, AccountApi account, String message) {
        this.environment = environment;
        this.account = account;
        this.message = message;
    }

    @Override
    public String id() {
        return "deploy";
    }

    @Override
    public String title() {
        return "Shift all traffic to it";
    }

    @Override
    public StepResult run(Progress progress) {
        String version = progress.version()
                .orElseThrow(() -> new IllegalStateException("the release deploys before it has uploaded"));
        if (progress.serving()) {
            return new StepResult.AlreadyDone("version " + version + " takes all traffic", progress);
        }
        return head().fold(
                        head -> head.equals(progress.anchor())
                                ? shift(version, progress)
                                : foreign(head, "before this release shifted any traffic", true),
                        failure -> failed(failure, true));
    }

    private StepResult shift(String version, Progress progress) {
        DeploymentRequest request = DeploymentRequest.all(version, Uploads.bounded(message));
        ApiResult<Deployment> created = account.deployments()
                .create(
                        environment.worker(),
                        request,
                        () -> deployments()
                                .map(list -> list.stream()
                                        .findFirst()
                                        .filter(head -> head.soleVersion().equals(Optional.of(version)))));
        return created.fold(
                deployment -> confirmed(version, progress),
                failure -> failed(failure, !(failure instanceof ApiFailure.OutcomeUnknown)));
    }

    private StepResult confirmed(String version, Progress progress) {
        return head().fold(
                        head -> head.equals(Optional.of(version))
                                ? new StepResult.Done(
                                        "version " + version + " takes all traffic"
                                                + progress.anchor()
                                                        .map(anchor -> ", before it " + anchor)
                                                        .orElse(""),
                                        progress.nowServing())
                                : foreign(head, "while this release shifted its traffic", false),
                        failure -> failed(failure, false));
    }

    private ApiResult<Optional<String>> head() {
        return deployments().map(list -> list.stream().findFirst().flatMap(Deployment::soleVersion));
    }

    private ApiResult<List<Deployment>> deployments() {
        return account.deployments().list(environment.worker());
    }

    private StepResult foreign(Optional<String> head, String when, boolean safe) {
        return new StepResult.Failed(
                "somebody else deployed " + environment.worker() + " " + when,
                List.of(),
                head.map(version -> "version " + version + " is live, which is not of this release")
                        .orElse("traffic is split between versions that are not of this release"),
                "find out who it is (npx wrangler deployments list --name " + environment.worker()
                        + "), then run this again",
                safe);
    }

    private StepResult failed(ApiFailure failure, boolean safe) {
        return new StepResult.Failed(
                failure.message(),
                List.of(),
                safe ? "users still meet what they met before" : "it is not known which version is live",
                "run the same command again: it looks first and goes on from there",
                safe);
    }
}
