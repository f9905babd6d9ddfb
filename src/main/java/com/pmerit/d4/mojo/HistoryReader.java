package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import com.pmerit.d4.cloudflare.VersionSummary;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.History;
import com.pmerit.d4.release.Records;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.report.HistoryReport;
import com.pmerit.d4.report.Subject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what happened to an environment, from Cloudflare and from the ledger. Writes nothing. */
final class HistoryReader {
    private final AccountApi account;

    HistoryReader(AccountApi account) {
        this.account = account;
    }

    /** The latest entries; what the ledger or the record of a version does not tell is left out and said. */
    ApiResult<HistoryReport> read(Subject subject, Environment environment, int most) {
        return account.deployments()
                .list(environment.worker())
                .orAbsent()
                .map(found -> joined(subject, environment, found.orElse(List.of()), most));
    }

    private HistoryReport joined(Subject subject, Environment environment, List<Deployment> deployments, int most) {
        Map<String, VersionSummary> versions = versions(environment, deployments);
        Optional<ApiResult<List<Run>>> runs =
                Records.of(environment, account).map(records -> records.runs(environment.worker(), most));
        Optional<String> gap = runs.isEmpty()
                ? Optional.of(environment.name()
                        + " binds no database, so that only the deployments that Cloudflare lists" + " are known")
                : runs.get().failure().map(failure -> "the ledger cannot be read: " + failure.message());
        List<Run> recorded = runs.map(read -> read.fold(list -> list, failure -> List.<Run>of()))
                .orElse(List.of());
        return new HistoryReport(
                subject, Instant.now(), new History(deployments, versions, recorded).latest(most), gap);
    }

    /** By one list, and one by one those that it does not have any more; the others are told of without their release. */
    private Map<String, VersionSummary> versions(Environment environment, List<Deployment> deployments) {
        Map<String, VersionSummary> versions = new HashMap<>();
        if (!deployments.isEmpty()) {
            account.versions()
                    .listDeployable(environment.worker())
                    .fold(list -> list, failure -> List.<VersionSummary>of())
                    .forEach(version -> versions.put(version.id(), version));
        }
        deployments.stream()
                .flatMap(deployment -> deployment.shares().stream())
                .map(TrafficShare::versionId)
                .distinct()
                .filter(id -> !versions.containsKey(id))
                .toList()
                .forEach(id -> account.versions()
                        .get(environment.worker(), id)
                        .orAbsent()
                        .fold(found -> found, failure -> Optional.<WorkerVersion>empty())
                        .ifPresent(version -> versions.put(id, version.summary())));
        return versions;
    }
}
