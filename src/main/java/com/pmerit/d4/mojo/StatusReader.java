package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Site;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.database.MigrationStatus;
import com.pmerit.d4.database.StatusReading;
import com.pmerit.d4.release.LedgerEntry;
import com.pmerit.d4.release.Origin;
import com.pmerit.d4.release.Records;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.report.EnvironmentStatus;
import com.pmerit.d4.report.EnvironmentStatus.DatabaseStatus;
import com.pmerit.d4.report.EnvironmentStatus.MigrationCounts;
import com.pmerit.d4.report.EnvironmentStatus.RecordStatus;
import com.pmerit.d4.report.EnvironmentStatus.RecordedSmoke;
import com.pmerit.d4.report.EnvironmentStatus.WaitingCommits;
import com.pmerit.d4.report.LiveStatus;
import com.pmerit.d4.report.Seen;
import com.pmerit.d4.report.SiteStatus;
import com.pmerit.d4.site.LiveSites;
import com.pmerit.d4.source.Answer;
import com.pmerit.d4.source.CommitGap;
import com.pmerit.d4.source.Git;
import com.pmerit.d4.worker.LiveWorker;
import com.pmerit.d4.worker.LiveWorkers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads what environments are like now: Cloudflare, their databases, d4's records and git. Writes nothing. */
final class StatusReader {
    private static final int RECORDS = 20;
    private static final int COMMITS = 5;

    private final AccountApi account;
    private final LiveWorkers live;
    private final Git git;
    private final Optional<Site> site;

    /**
     * Prepares the reading.
     *
     * @param git the repository whose HEAD is in hand
     * @param site the front end, if there is one
     */
    StatusReader(AccountApi account, Git git, Optional<Site> site) {
        this.site = site;
        this.account = account;
        this.live = new LiveWorkers(account);
        this.git = git;
    }

    /** The environments, all read side by side, in the order in which they are given. */
    List<EnvironmentStatus> read(List<Environment> environments) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(environments.size(), task -> {
            Thread thread = new Thread(task, "d4-status");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<EnvironmentStatus>> running = new ArrayList<>();
            for (Environment environment : environments) {
                running.add(threads.submit(() -> withSite(environment, read(environment))));
            }
            List<EnvironmentStatus> all = new ArrayList<>();
            for (Future<EnvironmentStatus> future : running) {
                all.add(future.get());
            }
            return all;
        } catch (ExecutionException broken) {
            throw new IllegalStateException(
                    "the status of an environment could not be put together", broken.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private EnvironmentStatus withSite(Environment environment, EnvironmentStatus status) {
        return site.flatMap(stated -> stated.in(environment.name()))
                .map(placement -> status.with(published(placement)))
                .orElse(status);
    }

    private Seen<SiteStatus> published(SitePlacement placement) {
        return new LiveSites(account)
                .now(placement)
                .fold(
                        found -> new Seen.Read<>(new SiteStatus(
                                placement.shown(),
                                found.deployment()
                                        .map(one -> new SiteStatus.Published(
                                                one.id(), one.branch(), one.commit(), one.createdOn())))),
                        StatusReader::unreadable);
    }

    private EnvironmentStatus read(Environment environment) throws InterruptedException {
        ApiResult<LiveWorker> worker = live.now(environment.worker());
        if (worker instanceof ApiResult.Failed<LiveWorker> failed) {
            return new EnvironmentStatus(
                    environment.name(),
                    environment.worker(),
                    new Seen.Unreadable<>(failed.reason().message()),
                    List.of(),
                    Optional.empty(),
                    new Seen.Unreadable<>("what is live cannot be read"));
        }
        LiveStatus status = status(worker.orElseThrow());
        return new EnvironmentStatus(
                environment.name(),
                environment.worker(),
                new Seen.Read<>(status),
                environment.databases().values().stream().map(this::database).toList(),
                Records.of(environment, account).map(records -> records(environment, records)),
                waiting(status));
    }

    private static LiveStatus status(LiveWorker worker) {
        if (worker instanceof LiveWorker.Serving serving) {
            return status(serving);
        }
        if (worker instanceof LiveWorker.Split split) {
            Deployment deployment = split.deployment();
            return new LiveStatus.Split(
                    deployment.shares().stream().map(TrafficShare::toString).toList(),
                    deployment.createdOn(),
                    deployment.author(),
                    Origin.of(deployment, Optional.empty()).name());
        }
        return new LiveStatus.Nothing();
    }

    private static LiveStatus status(LiveWorker.Serving serving) {
        Deployment deployment = serving.deployment();
        WorkerVersion version = serving.version();
        return new LiveStatus.Serving(
                version.id(),
                serving.release(),
                deployment.createdOn(),
                deployment.author(),
                Origin.of(deployment, Optional.of(version.summary())).name(),
                deployment.shares().stream()
                        .map(TrafficShare::versionId)
                        .filter(id -> !id.equals(version.id()))
                        .toList(),
                version.secretNames().size());
    }

    private DatabaseStatus database(Database database) {
        StatusReading reading = StatusReading.of(account, database);
        if (reading instanceof StatusReading.Unreadable unreadable) {
            return new DatabaseStatus(database.name(), new Seen.Unreadable<>(words(unreadable)));
        }
        MigrationStatus status = ((StatusReading.Read) reading).status();
        return new DatabaseStatus(
                database.name(),
                new Seen.Read<>(new MigrationCounts(
                        status.applied().size(),
                        status.pending().stream()
                                .map(file -> file.name().text())
                                .toList(),
                        status.withoutFile())));
    }

    private static String words(StatusReading.Unreadable unreadable) {
        return unreadable.details().isEmpty()
                ? unreadable.why()
                : unreadable.why() + ": " + String.join("; ", unreadable.details());
    }

    private Seen<RecordStatus> records(Environment environment, Records records) {
        ApiResult<RecordStatus> read = records.openRun(environment.name(), environment.worker())
                .then(open -> records.history(environment.worker(), RECORDS).map(latest -> recorded(open, latest)));
        return read.fold(Seen.Read::new, failure -> unreadable(failure));
    }

    private static <T> Seen<T> unreadable(ApiFailure failure) {
        return new Seen.Unreadable<>(failure.message());
    }

    private static RecordStatus recorded(Optional<LedgerEntry> open, List<LedgerEntry> latest) {
        return new RecordStatus(
                runs(latest).stream()
                        .filter(run -> run.smokeSha256().isPresent())
                        .findFirst()
                        .map(run -> new RecordedSmoke(
                                run.startedAt(),
                                run.version(),
                                run.smokeSha256().orElseThrow())),
                runs(open.stream().toList()).stream().findFirst(),
                latest.stream()
                        .filter(LedgerEntry.Unreadable.class::isInstance)
                        .map(entry -> ((LedgerEntry.Unreadable) entry).id())
                        .toList());
    }

    private static List<Run> runs(List<LedgerEntry> entries) {
        return entries.stream()
                .filter(LedgerEntry.Known.class::isInstance)
                .map(entry -> ((LedgerEntry.Known) entry).run())
                .toList();
    }

    private Seen<WaitingCommits> waiting(LiveStatus status) throws InterruptedException {
        if (!(status instanceof LiveStatus.Serving serving)) {
            return new Seen.Unreadable<>(
                    status instanceof LiveStatus.Nothing
                            ? "nothing is live"
                            : "traffic is split, so that no one commit is live");
        }
        if (serving.release().isEmpty()) {
            return new Seen.Unreadable<>("unknown, for the live version does not name its commit");
        }
        String liveCommit = serving.release().get().commit();
        Answer<CommitGap> gap = git.head() instanceof Answer.Known<String> head
                ? git.commitsBetween(liveCommit, head.value(), COMMITS)
                : new Answer.Unknown<>("there is no commit in hand", "");
        if (gap instanceof Answer.Unknown<CommitGap> unknown) {
            return new Seen.Unreadable<>("unknown, for " + unknown.summary());
        }
        CommitGap known = ((Answer.Known<CommitGap>) gap).value();
        return new Seen.Read<>(new WaitingCommits(known.missing(), known.lines(), known.foreign()));
    }
}
