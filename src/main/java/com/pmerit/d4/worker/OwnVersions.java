package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import com.pmerit.d4.cloudflare.VersionSummary;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The versions of one code, with everything bound to it as an environment wants it, that releases have uploaded. */
final class OwnVersions {
    private final Environment environment;
    private final AccountApi account;
    private final Bundling.Made made;

    OwnVersions(Environment environment, AccountApi account, Bundling.Made made) {
        this.environment = environment;
        this.account = account;
        this.made = made;
    }

    /**
     * What interrupted releases of this very code left behind.
     *
     * @param chosen the one to go on with: the one that is staged, else the latest
     * @param count how many there are
     */
    record Found(Optional<WorkerVersion> chosen, int count) {}

    boolean isThis(WorkerVersion version) {
        return hasTag(version.summary())
                && BindingDelta.between(version.bindings(), WantedBindings.of(made.bundle(), environment))
                        .isEmpty();
    }

    /**
     * Those that are newer than the live one. Only what can be deployed is asked for, which Cloudflare lists as a whole; the
     * list of all comes in pages (Cloudflare API reference, "List Versions").
     */
    ApiResult<Found> since(WorkerVersion anchor, Deployment live) {
        Set<String> staged = live.shares().stream().map(TrafficShare::versionId).collect(Collectors.toSet());
        Comparator<VersionSummary> stagedFirst = Comparator.comparing(version -> !staged.contains(version.id()));
        return account.versions()
                .listDeployable(environment.worker())
                .then(versions -> choice(
                        anchor,
                        versions.stream()
                                .filter(version ->
                                        version.number() > anchor.summary().number())
                                .filter(this::hasTag)
                                .sorted(stagedFirst)
                                .toList()));
    }

    private ApiResult<Found> choice(WorkerVersion anchor, List<VersionSummary> tagged) {
        for (VersionSummary candidate : tagged) {
            ApiResult<WorkerVersion> read = account.versions().get(environment.worker(), candidate.id());
            Optional<ApiFailure> failure = read.failure();
            if (failure.isPresent()) {
                return new ApiResult.Failed<>(failure.get());
            }
            WorkerVersion version = read.orElseThrow();
            if (isThis(version) && version.secretNames().containsAll(anchor.secretNames())) {
                return new ApiResult.Ok<>(new Found(Optional.of(version), tagged.size()));
            }
        }
        return new ApiResult.Ok<>(new Found(Optional.empty(), tagged.size()));
    }

    private boolean hasTag(VersionSummary version) {
        return version.tag().equals(Optional.of(made.digest().hex()));
    }
}
