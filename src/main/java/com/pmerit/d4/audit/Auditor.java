package com.pmerit.d4.audit;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Site;
import com.pmerit.d4.database.MigrationStatus;
import com.pmerit.d4.worker.LiveWorkers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads environments side by side, all of them at once, and compares the schemas. Three requests a database, one or two a bucket, one a
 * Pages project and one more a preview, five a Worker, two for the token; nothing is asked twice, nothing is written.
 */
public final class Auditor {
    private static final int MOST_AT_ONCE = 16;

    private final AccountApi account;
    private final Optional<Site> site;
    private final Optional<WorkersAuditor> workers;

    /**
     * Prepares audits of the databases, buckets and sites in one account.
     *
     * @param site the front end, if there is one
     */
    public Auditor(AccountApi account, Optional<Site> site) {
        this(account, site, Optional.empty());
    }

    /**
     * Prepares audits of all that is in one account.
     *
     * @param site the front end, if there is one
     * @param workers holds the Workers against the contract
     */
    public Auditor(AccountApi account, Optional<Site> site, WorkersAuditor workers) {
        this(account, site, Optional.of(workers));
    }

    private Auditor(AccountApi account, Optional<Site> site, Optional<WorkersAuditor> workers) {
        this.account = account;
        this.site = site;
        this.workers = workers;
    }

    /**
     * Makes one.
     *
     * @param environments in release order; each is compared with the one that it names in {@code after}, else with the one
     *     before it in this list
     * @throws InterruptedException when the build is stopped
     */
    public Audit audit(List<Environment> environments) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(MOST_AT_ONCE, task -> {
            Thread thread = new Thread(task, "d4-audit");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return audit(environments, threads);
        } catch (ExecutionException broken) {
            throw new IllegalStateException("an audit could not be put together", broken.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Audit audit(List<Environment> environments, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        Map<String, List<Future<BucketAudit>>> counting = new HashMap<>();
        environments.forEach(environment -> counting.put(environment.name(), buckets(environment, threads)));
        LiveWorkers live = new LiveWorkers(account);
        Optional<WorkersAuditor.Reading> running =
                workers.map(auditor -> auditor.begin(environments, account, live, threads));
        Map<String, SiteAuditor.Reading> published = sites(environments, live, threads);
        Map<Place, Reading> readings = read(environments, threads);
        Map<String, List<BucketAudit>> buckets = new HashMap<>();
        for (Map.Entry<String, List<Future<BucketAudit>>> each : counting.entrySet()) {
            List<BucketAudit> counted = new ArrayList<>();
            for (Future<BucketAudit> bucket : each.getValue()) {
                counted.add(bucket.get());
            }
            buckets.put(each.getKey(), counted);
        }
        Map<String, SiteAudit> sites = new HashMap<>();
        for (Map.Entry<String, SiteAuditor.Reading> each : published.entrySet()) {
            sites.put(each.getKey(), each.getValue().ended());
        }
        Optional<WorkersAuditor.Found> found =
                running.isPresent() ? Optional.of(running.get().ended()) : Optional.empty();
        List<EnvironmentAudit> audits = environments.stream()
                .map(environment -> new EnvironmentAudit(
                        environment.name(),
                        environment.databases().keySet().stream()
                                .map(binding -> read(readings, new Place(environment.name(), binding))
                                        .audit())
                                .toList(),
                        buckets.getOrDefault(environment.name(), List.of()),
                        Optional.ofNullable(sites.get(environment.name())),
                        found.flatMap(all -> Optional.ofNullable(all.workers().get(environment.name())))))
                .toList();
        Map<Place, Deltas.Schema> schemas = new HashMap<>();
        readings.forEach(
                (place, reading) -> schemas.put(place, new Deltas.Schema(reading.database(), reading.schema())));
        return new Audit(
                audits,
                new Deltas(schemas).of(environments),
                found.map(WorkersAuditor.Found::secrets),
                found.map(WorkersAuditor.Found::token));
    }

    private record Reading(Database database, DatabaseAudit audit, Optional<LiveContents> schema) {}

    private Map<String, SiteAuditor.Reading> sites(
            List<Environment> environments, LiveWorkers live, ExecutorService threads) {
        SiteAuditor auditor = new SiteAuditor(account, live);
        Map<String, SiteAuditor.Reading> readings = new HashMap<>();
        environments.forEach(environment -> site.flatMap(stated -> stated.in(environment.name()))
                .ifPresent(
                        placement -> readings.put(environment.name(), auditor.begin(environment, placement, threads))));
        return readings;
    }

    private List<Future<BucketAudit>> buckets(Environment environment, ExecutorService threads) {
        return environment.buckets().entrySet().stream()
                .map(bucket -> threads.submit(() -> BucketAudit.of(account, bucket.getKey(), bucket.getValue())))
                .toList();
    }

    private Map<Place, Reading> read(List<Environment> environments, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        Map<Place, Pending> pending = new LinkedHashMap<>();
        for (Environment environment : environments) {
            environment.databases().forEach((binding, database) -> {
                LiveDatabase live = new LiveDatabase(account, database, counted(binding, environments));
                pending.put(
                        new Place(environment.name(), binding),
                        new Pending(database, threads.submit(live::description), threads.submit(live::contents)));
            });
        }
        Map<Place, Reading> readings = new LinkedHashMap<>();
        for (Map.Entry<Place, Pending> each : pending.entrySet()) {
            readings.put(each.getKey(), each.getValue().reading(each.getKey().binding()));
        }
        return readings;
    }

    /** What the POM names to be counted in one environment is counted in all that bind the same. */
    private static List<String> counted(String binding, List<Environment> environments) {
        Set<String> tables = new LinkedHashSet<>();
        environments.forEach(
                environment -> Optional.ofNullable(environment.databases().get(binding))
                        .ifPresent(database -> tables.addAll(database.counted())));
        return List.copyOf(tables);
    }

    private record Pending(
            Database database,
            Future<ApiResult<com.pmerit.d4.cloudflare.Database>> description,
            Future<ApiResult<LiveDatabase.Contents>> contents) {
        Reading reading(String binding) throws InterruptedException, ExecutionException {
            ApiResult<com.pmerit.d4.cloudflare.Database> described = description.get();
            return contents.get()
                    .fold(
                            read -> described.fold(
                                    facts -> new Reading(
                                            database, audit(binding, facts, read), Optional.of(read.schema())),
                                    failure -> unreadable(binding, failure.message())),
                            failure -> unreadable(binding, failure.message()));
        }

        private Reading unreadable(String binding, String why) {
            return new Reading(database, new DatabaseAudit.Unreadable(binding, database.name(), why), Optional.empty());
        }

        private DatabaseAudit audit(
                String binding, com.pmerit.d4.cloudflare.Database facts, LiveDatabase.Contents read) {
            return new DatabaseAudit.Read(
                    binding,
                    database.name(),
                    read.schema().counts(),
                    facts.tables(),
                    facts.fileSize(),
                    facts.region(),
                    tracking(read),
                    read.rows(),
                    SchemaPicture.of(read.schema()),
                    Optional.of(facts.name()).filter(name -> !name.equals(database.name())));
        }

        private Tracking tracking(LiveDatabase.Contents read) {
            ProjectFiles files = ProjectFiles.of(database);
            MigrationStatus status = MigrationStatus.of(files.inOrder(), read.tracked());
            boolean known = files.trouble().isEmpty();
            return new Tracking(
                    database.migrationsTable(),
                    read.hasTracking(database),
                    read.tracked().size(),
                    status.pending().stream().map(file -> file.name().text()).toList(),
                    known ? status.withoutFile() : List.of(),
                    files.trouble());
        }
    }

    private static Reading read(Map<Place, Reading> readings, Place place) {
        Reading reading = readings.get(place);
        if (reading == null) {
            throw new IllegalStateException("a database was not read: " + place);
        }
        return reading;
    }
}
