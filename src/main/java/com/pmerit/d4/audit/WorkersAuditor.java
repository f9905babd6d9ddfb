package com.pmerit.d4.audit;

import com.pmerit.d4.audit.WorkerAudit.LiveTriggers;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Disagreement;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.worker.BindingComparison;
import com.pmerit.d4.worker.BundleSource;
import com.pmerit.d4.worker.Bundling;
import com.pmerit.d4.worker.ComparedTrigger;
import com.pmerit.d4.worker.LiveWorker;
import com.pmerit.d4.worker.LiveWorkers;
import com.pmerit.d4.worker.TriggersComparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Holds Workers against POM and wrangler config, and each against the one of the environment before. Two requests a Worker for what is
 * live, three for what calls it; and two for the token. The uploads are made on this machine meanwhile. Writes nothing.
 */
public final class WorkersAuditor {
    private final Contract contract;
    private final BundleSource bundles;
    private final TokenAuditor token;

    /**
     * Prepares it.
     *
     * @param bundles the uploads as the project would make them now
     */
    public WorkersAuditor(Contract contract, BundleSource bundles, TokenAuditor token) {
        this.contract = contract;
        this.bundles = bundles;
        this.token = token;
    }

    /** Begins to read. */
    Reading begin(List<Environment> environments, AccountApi account, LiveWorkers live, ExecutorService threads) {
        Reading reading = new Reading(environments, live, threads.submit(token::look));
        for (Environment environment : environments) {
            reading.workers.put(environment.name(), threads.submit(() -> live.remembered(environment.worker())));
            reading.triggers.put(
                    environment.name(), threads.submit(() -> new TriggersComparison(account).of(environment)));
        }
        return reading;
    }

    /**
     * What was found.
     *
     * @param workers by the name of their environment
     */
    record Found(Map<String, WorkerAudit> workers, SecretsAudit secrets, TokenAudit token) {}

    /** What is being read. */
    final class Reading {
        private final List<Environment> environments;
        private final LiveWorkers live;
        private final Future<TokenAudit> looking;
        private final Map<String, Future<ApiResult<LiveWorker>>> workers = new LinkedHashMap<>();
        private final Map<String, Future<ApiResult<Optional<List<ComparedTrigger>>>>> triggers = new LinkedHashMap<>();

        private Reading(List<Environment> environments, LiveWorkers live, Future<TokenAudit> looking) {
            this.environments = List.copyOf(environments);
            this.live = live;
            this.looking = looking;
        }

        /** Makes the uploads, waits for the answers, and puts all together. */
        Found ended() throws InterruptedException, ExecutionException {
            Map<String, Bundling> made = new LinkedHashMap<>();
            for (Environment environment : environments) {
                made.put(environment.name(), bundles.bundle(environment));
            }
            Map<String, LiveWorker> read = new LinkedHashMap<>();
            for (Map.Entry<String, Future<ApiResult<LiveWorker>>> each : workers.entrySet()) {
                if (each.getValue().get() instanceof ApiResult.Ok<LiveWorker> worker) {
                    read.put(each.getKey(), worker.value());
                }
            }
            Map<String, WorkerAudit> audits = new LinkedHashMap<>();
            for (Environment environment : environments) {
                audits.put(environment.name(), audit(environment, bundling(made, environment), read));
            }
            SecretsAudit secrets = new SecretsAuditor(live).audit(contract.worker(), environments, bundles);
            return new Found(audits, secrets, looking.get());
        }

        private WorkerAudit audit(Environment environment, Bundling bundling, Map<String, LiveWorker> read)
                throws InterruptedException, ExecutionException {
            ApiResult<LiveWorker> worker = future(workers, environment).get();
            BindingComparison comparison = new BindingComparison(environment, bundling);
            return new WorkerAudit(
                    environment.worker(),
                    worker.fold(
                            found -> LiveVersions.of(
                                    found,
                                    Predecessor.of(environment, environments).map(Environment::name),
                                    read),
                            failure -> new WorkerAudit.LiveVersion.Unreadable(failure.message())),
                    comparison.with(worker.fold(found -> found, failure -> new LiveWorker.Absent())).stream()
                            .map(WorkerAudit.Bound::of)
                            .toList(),
                    bundling instanceof Bundling.Impossible impossible
                            ? Optional.of(impossible.why() + " -> " + impossible.remedy())
                            : Optional.empty(),
                    future(triggers, environment)
                            .get()
                            .fold(
                                    found -> new LiveTriggers.Read(found.orElse(List.of()).stream()
                                            .map(WorkerAudit.Trigger::of)
                                            .toList()),
                                    failure -> new LiveTriggers.Unreadable(failure.message())),
                    contract.disagreementsOf(environment.name()).stream()
                            .map(Disagreement::message)
                            .toList());
        }

        private static Bundling bundling(Map<String, Bundling> made, Environment environment) {
            Bundling bundling = made.get(environment.name());
            if (bundling == null) {
                throw new IllegalStateException("no upload was tried for " + environment.name());
            }
            return bundling;
        }

        private static <T> Future<T> future(Map<String, Future<T>> futures, Environment environment) {
            Future<T> future = futures.get(environment.name());
            if (future == null) {
                throw new IllegalStateException("nothing was asked about " + environment.name());
            }
            return future;
        }
    }
}
