package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.DeploymentRequest;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Shifts the traffic of one Worker. Cloudflare has no way to say "only if nothing has changed", so what is live is compared
 * before and after, and what others have deployed in between is never touched.
 */
final class Traffic {
    static final String UNSEEN = "Cloudflare accepted the deployment and does not list it";

    private final Environment environment;
    private final AccountApi account;
    private final String message;
    private final boolean changesSecrets;

    /**
     * Prepares shifts.
     *
     * @param message what stands beside the deployments in Cloudflare's lists
     */
    Traffic(Environment environment, AccountApi account, String message) {
        this(environment, account, message, false);
    }

    private Traffic(Environment environment, AccountApi account, String message, boolean changesSecrets) {
        this.environment = environment;
        this.account = account;
        this.message = message;
        this.changesSecrets = changesSecrets;
    }

    /**
     * The same for the way back of a run that has changed secrets itself: their values from before the run are what it goes back
     * to, which Cloudflare does by force only (code 10220).
     */
    Traffic bringingSecretsBack() {
        return new Traffic(environment, account, message, true);
    }

    /**
     * Shifts, unless that stands already.
     *
     * @param stands what needs no shift
     * @param expected what may be live before; anything else is somebody else's
     */
    Shift to(Shares wanted, Predicate<Shares> stands, Predicate<Deployment> expected) {
        return deployments()
                .fold(
                        list -> list.stream()
                                .findFirst()
                                .map(head -> from(head, wanted, stands, expected))
                                .orElseGet(() -> new Shift.Foreign(Optional.empty(), false)),
                        failure -> new Shift.Broken(failure, false));
    }

    private Shift from(Deployment head, Shares wanted, Predicate<Shares> stands, Predicate<Deployment> expected) {
        Shares now = Shares.of(head);
        if (stands.test(now)) {
            return new Shift.Stood(now);
        }
        return expected.test(head) ? shift(wanted, head) : new Shift.Foreign(Optional.of(now), false);
    }

    private Shift shift(Shares wanted, Deployment before) {
        DeploymentRequest request = new DeploymentRequest(wanted.list(), Optional.of(Uploads.bounded(message)));
        return account.deployments()
                .create(
                        environment.worker(),
                        request,
                        () -> deployments()
                                .map(list -> list.stream()
                                        .findFirst()
                                        .filter(head -> Shares.of(head).equals(wanted))))
                .fold(
                        made -> confirmed(wanted, before),
                        failure -> changesSecrets && ChangedSecrets.isReason(failure)
                                ? forced(request, wanted, before)
                                : broken(failure));
    }

    private Shift forced(DeploymentRequest request, Shares wanted, Deployment before) {
        return account.deployments()
                .createForced(environment.worker(), request)
                .fold(made -> confirmed(wanted, before), Traffic::broken);
    }

    private static Shift broken(ApiFailure failure) {
        return new Shift.Broken(failure, failure instanceof ApiFailure.OutcomeUnknown);
    }

    /** Also what somebody deployed between the look and the shift is seen: it stands in the list between the two. */
    private Shift confirmed(Shares wanted, Deployment before) {
        return deployments()
                .fold(
                        list -> {
                            List<Shares> since = list.stream()
                                    .takeWhile(deployment -> !deployment.id().equals(before.id()))
                                    .map(Shares::of)
                                    .toList();
                            if (since.isEmpty()) {
                                return new Shift.Unseen();
                            }
                            return since.stream().allMatch(wanted::equals)
                                    ? new Shift.Made(Shares.of(before))
                                    : new Shift.Foreign(Optional.of(since.get(0)), true);
                        },
                        failure -> new Shift.Broken(failure, true));
    }

    private ApiResult<List<Deployment>> deployments() {
        return account.deployments().list(environment.worker());
    }

    /**
     * Tells of somebody else's deployment.
     *
     * @param doing what this release did at that time, such as {@code shifted its traffic}
     */
    StepResult.Failed told(Shift.Foreign foreign, String doing) {
        return new StepResult.Failed(
                "somebody else deployed " + environment.worker() + (foreign.acted() ? " while" : " before")
                        + " this release " + doing,
                List.of(),
                foreign.head().map(head -> "live is " + head.shown()).orElse("nothing is live"),
                "find out who it is (npx wrangler deployments list --name " + environment.worker()
                        + "), then run this again",
                Aftermath.OVER);
    }

    /** Tells of a shift that cannot be seen. */
    static StepResult.Failed unseen() {
        return new StepResult.Failed(
                UNSEEN,
                List.of(),
                "it is not known which version is live",
                "run the same command again: it looks first and goes on from there",
                Aftermath.HUMAN);
    }

    /**
     * Tells of a failed call.
     *
     * @param liveNow what is live when nothing was shifted
     * @param aftermath what follows when nothing was shifted
     */
    StepResult.Failed told(Shift.Broken broken, String liveNow, Aftermath aftermath) {
        return new StepResult.Failed(
                broken.failure().message(),
                List.of(),
                broken.acted() ? "it is not known which version is live" : liveNow,
                "run the same command again: it looks first and goes on from there",
                broken.acted() ? Aftermath.HUMAN : aftermath);
    }
}
