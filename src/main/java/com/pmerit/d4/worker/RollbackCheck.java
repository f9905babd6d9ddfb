package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.RollbackReadiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks whether the version that is live now could be put back: Cloudflare still deploys it, what it is bound to is there, its
 * secrets outlive the release, and it is healthy. What cannot be read speaks against it. Only reads.
 */
public final class RollbackCheck {
    private final Environment environment;
    private final BundleSource bundles;
    private final LiveWorkers live;
    private final AccountApi account;
    private final Function<String, Gate> smoke;

    /**
     * Prepares the look.
     *
     * @param smoke asks the environment whether the version of this id answers now, and is healthy
     */
    public RollbackCheck(
            Environment environment,
            BundleSource bundles,
            LiveWorkers live,
            AccountApi account,
            Function<String, Gate> smoke) {
        this.environment = environment;
        this.bundles = bundles;
        this.live = live;
        this.account = account;
        this.smoke = smoke;
    }

    /**
     * Looks.
     *
     * @throws InterruptedException when the build is stopped
     */
    public RollbackReadiness look() throws InterruptedException {
        ApiResult<LiveWorker> found = live.remembered(environment.worker());
        if (found.failure().isPresent()) {
            return RollbackReadiness.no(
                    "what is live cannot be read: " + found.failure().get().message());
        }
        LiveWorker worker = found.orElseThrow();
        if (worker instanceof LiveWorker.Serving serving) {
            return anchor(serving.version());
        }
        return RollbackReadiness.no(
                worker instanceof LiveWorker.Split split
                        ? "traffic is split between " + split.shares() + ", and none of them is the one to go back to"
                        : "nothing is live yet");
    }

    private RollbackReadiness anchor(WorkerVersion version) throws InterruptedException {
        List<String> obstacles = new ArrayList<>();
        List<String> proofs = new ArrayList<>();
        deployable(version).ifPresentOrElse(obstacles::add, () -> proofs.add("Cloudflare still deploys it"));
        BoundResources resources = BoundResources.of(version.bindings(), account);
        obstacles.addAll(resources.missing());
        if (resources.found() > 0 && resources.missing().isEmpty()) {
            proofs.add(
                    resources.found() == 1
                            ? "its resource is there"
                            : "its " + resources.found() + " resources are there");
        }
        secrets(version, obstacles, proofs);
        Verdict health = smoke.apply(version.id()).check();
        if (health instanceof Verdict.Passed) {
            proofs.add(health.summary());
        } else {
            obstacles.add("it does not pass its smoke test now: " + health.summary());
        }
        return new RollbackReadiness(Optional.of(version.id()), obstacles, proofs, resources.unchecked());
    }

    private Optional<String> deployable(WorkerVersion version) {
        return account.versions()
                .listDeployable(environment.worker())
                .fold(
                        versions ->
                                versions.stream().anyMatch(listed -> listed.id().equals(version.id()))
                                        ? Optional.empty()
                                        : Optional.of("version " + version.id()
                                                + " is not among those that Cloudflare still deploys"),
                        failure -> Optional.of("it is not known which versions can be deployed: " + failure.message()));
    }

    /** Cloudflare refuses to go back to a version with secrets that the live one lacks (code 10220). */
    private void secrets(WorkerVersion version, List<String> obstacles, List<String> proofs)
            throws InterruptedException {
        if (!(bundles.bundle(environment) instanceof Bundling.Made made)) {
            obstacles.add("the version to come cannot be made, so its secrets are not known");
            return;
        }
        List<Binding> wanted = WantedBindings.of(made.bundle(), environment);
        List<String> kept = Uploads.keptSecrets(wanted, version);
        List<String> lost = version.secretNames().stream()
                .filter(name -> !kept.contains(name))
                .toList();
        if (!lost.isEmpty()) {
            obstacles.add("the version to come has no secret " + String.join(", ", lost) + " any more");
        } else if (!kept.isEmpty()) {
            proofs.add("the version to come keeps its secrets (" + kept.size() + ")");
        }
    }
}
