package com.pmerit.d4.audit;

import com.pmerit.d4.audit.SiteAudit.Kinship;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.cloudflare.PagesProject;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Records;
import com.pmerit.d4.release.ReleaseMessage;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.site.LiveSite;
import com.pmerit.d4.site.LiveSites;
import com.pmerit.d4.worker.LiveWorker;
import com.pmerit.d4.worker.LiveWorkers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Reads what users of sites meet, and holds it against the Workers beside them. One request a project, one more a preview, and two a
 * Worker; where site and Worker name different commits, one more for d4's record of it. Writes nothing.
 */
final class SiteAuditor {
    private static final int RUNS_LOOKED_AT = 100;

    private final AccountApi account;
    private final LiveWorkers workers;
    private final Map<String, ApiResult<PagesProject>> projects = new ConcurrentHashMap<>();

    SiteAuditor(AccountApi account, LiveWorkers workers) {
        this.account = account;
        this.workers = workers;
    }

    /** Begins to read one environment's site. */
    Reading begin(Environment environment, SitePlacement placement, ExecutorService threads) {
        return new Reading(
                environment,
                placement,
                threads.submit(() -> live(placement)),
                threads.submit(() -> workers.remembered(environment.worker())));
    }

    /** Environments that share a project ask for it once. */
    private ApiResult<LiveSite> live(SitePlacement placement) {
        return projects.computeIfAbsent(placement.project(), account.pages()::project)
                .then(project -> new LiveSites(account).in(project, placement));
    }

    /** What is being read. */
    final class Reading {
        private final Environment environment;
        private final SitePlacement placement;
        private final Future<ApiResult<LiveSite>> site;
        private final Future<ApiResult<LiveWorker>> worker;

        private Reading(
                Environment environment,
                SitePlacement placement,
                Future<ApiResult<LiveSite>> site,
                Future<ApiResult<LiveWorker>> worker) {
            this.environment = environment;
            this.placement = placement;
            this.site = site;
            this.worker = worker;
        }

        /** Waits for the answers and puts them together. */
        SiteAudit ended() throws InterruptedException, ExecutionException {
            ApiResult<LiveWorker> beside = worker.get();
            return site.get()
                    .fold(
                            live -> live.deployment()
                                    .map(deployment -> found(live, deployment, beside))
                                    .orElseGet(() -> new SiteAudit.Nothing(placement.shown())),
                            failure -> new SiteAudit.Unreadable(placement.shown(), failure.message()));
        }

        private SiteAudit found(LiveSite live, PagesDeployment deployment, ApiResult<LiveWorker> beside) {
            return new SiteAudit.Live(
                    placement.shown(),
                    new SiteAudit.Published(
                            deployment.id(),
                            deployment.commit(),
                            deployment.dirty(),
                            deployment.branch(),
                            deployment.createdOn(),
                            live.address(deployment).toString(),
                            live.urls(deployment)),
                    LiveSite.isOfD4(deployment),
                    kinship(deployment, beside));
        }

        private Kinship kinship(PagesDeployment deployment, ApiResult<LiveWorker> beside) {
            if (deployment.commit().isEmpty()) {
                return new Kinship.Unknown("the site names no commit");
            }
            return beside.fold(
                    live -> kinship(deployment.commit().get(), live),
                    failure -> new Kinship.Unknown("the Worker cannot be read: " + failure.message()));
        }

        private Kinship kinship(String commit, LiveWorker live) {
            if (!(live instanceof LiveWorker.Serving serving)) {
                return new Kinship.Unknown(
                        live instanceof LiveWorker.Split split
                                ? "the Worker's traffic is split: " + split.shares()
                                : "no Worker is live");
            }
            Optional<ReleaseMessage> release = serving.release();
            if (release.isEmpty()) {
                return new Kinship.Unknown(
                        "the live version " + serving.version().id() + " names no commit");
            }
            return release.get().names(commit)
                    ? new Kinship.Same()
                    : byRecord(commit, serving.version().id(), release.get());
        }

        /** A commit that changes the site alone leaves the version as it is, with the commit that brought it. */
        private Kinship byRecord(String commit, String version, ReleaseMessage release) {
            String other = "the Worker names commit " + release.commit();
            return Records.of(environment, account)
                    .<Kinship>map(records -> records.runs(environment.worker(), RUNS_LOOKED_AT)
                            .fold(
                                    runs -> together(runs, commit, version)
                                            ? new Kinship.Same()
                                            : new Kinship.Other(release.commit()),
                                    failure -> new Kinship.Unknown(
                                            other + ", and d4's records cannot be read: " + failure.message())))
                    .orElseGet(() -> new Kinship.Unknown(
                            other + ", and no record tells whether a release of the site" + " alone came after it"));
        }

        /** Also a version that brought secrets alone is of the release whose code it kept. */
        private static boolean together(List<Run> runs, String commit, String version) {
            Optional<String> of = Optional.of(version);
            for (Run run : runs) {
                if (run.outcome().equals(Optional.of(Outcome.DONE))
                        && run.version().equals(of)) {
                    if (run.commit().equals(Optional.of(commit))) {
                        return true;
                    }
                    of = run.isSecrets() ? run.anchor().version() : of;
                }
            }
            return false;
        }
    }
}
