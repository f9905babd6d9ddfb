package com.pmerit.d4.report;

import com.pmerit.d4.audit.BucketAudit;
import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.EnvironmentAudit;
import com.pmerit.d4.audit.SiteAudit;
import com.pmerit.d4.audit.WorkerAudit;
import com.pmerit.d4.audit.WorkerAudit.Bound;
import com.pmerit.d4.report.AuditLines.Rank;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What an audit read, for a terminal: a column an environment, a line a fact. */
final class AuditTables {
    private static final Set<String> WITH_A_TABLE = Set.of("D1", "R2");
    private static final Set<String> SITE_WHEN_AND_WHERE = Set.of(" since", " at");

    private final AuditReport report;
    private final List<EnvironmentAudit> environments;
    private final AuditLines lines;

    AuditTables(AuditReport report, AuditLines lines) {
        this.report = report;
        this.environments = report.audit().environments();
        this.lines = lines;
    }

    /** Adds them to the lines. */
    void write() {
        lines.row(
                Rank.ALWAYS,
                "",
                environments.stream().map(EnvironmentAudit::name).toList());
        workers();
        bindings(each -> each.databases().stream().map(DatabaseAudit::binding)).forEach(this::database);
        bindings(each -> each.buckets().stream().map(BucketAudit::binding)).forEach(this::bucket);
        sites();
    }

    private void workers() {
        List<Optional<WorkerAudit>> workers =
                environments.stream().map(EnvironmentAudit::worker).toList();
        if (workers.stream().allMatch(Optional::isEmpty)) {
            return;
        }
        row(Rank.TABLE, "Worker", workers, WorkerAudit::name);
        row(Rank.TABLE, " live", workers, WorkerCells::live);
        row(Rank.WELL, " since", workers, each -> WorkerCells.since(each, report.readAt()));
        row(Rank.TABLE, " code", workers, WorkerCells::code);
        row(Rank.TABLE, " bindings", workers, WorkerCells::bindings);
        report.audit()
                .secrets()
                .ifPresent(secrets -> lines.row(
                        Rank.TABLE,
                        " secrets",
                        environments.stream()
                                .map(each -> each.worker()
                                        .map(worker -> WorkerCells.secrets(each.name(), worker, secrets))
                                        .orElse("-"))
                                .toList()));
        row(Rank.WELL, " triggers", workers, WorkerCells::triggers);
        names().forEach(name ->
                row(isWell(name) ? Rank.WELL : Rank.TABLE, " " + name, workers, each -> WorkerCells.bound(each, name)));
    }

    /** Those with a row of their own; databases and buckets have tables. */
    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        bound().filter(binding -> !WITH_A_TABLE.contains(binding.type()) && tells(binding))
                .forEach(binding -> names.add(binding.name()));
        return names;
    }

    /** What is bound to nothing that has a name, such as the id of its own version, is told of when it is not well. */
    private static boolean tells(Bound binding) {
        return !binding.isWell() || !binding.target().equals("-");
    }

    private boolean isWell(String name) {
        return bound().filter(binding -> binding.name().equals(name)).allMatch(Bound::isWell);
    }

    private Stream<Bound> bound() {
        return environments.stream()
                .flatMap(each -> each.worker().stream())
                .flatMap(worker -> worker.bindings().stream());
    }

    private void database(String binding) {
        List<Optional<DatabaseAudit>> databases = environments.stream()
                .map(each -> each.databases().stream()
                        .filter(database -> database.binding().equals(binding))
                        .findFirst())
                .toList();
        row(Rank.TABLE, binding, databases, DatabaseAudit::name);
        read(Rank.TABLE, " tables", databases, each -> DatabaseCells.tables(each.tables()));
        read(Rank.EXTRA, " beside them", databases, each -> DatabaseCells.beside(each.tables()));
        read(
                Rank.EXTRA,
                " num_tables",
                databases,
                each -> each.numTables()
                        .map(number -> number + " by Cloudflare's count")
                        .orElse("-"));
        read(
                Rank.TABLE,
                " size",
                databases,
                each -> each.bytes().map(AuditLines::size).orElse("-"));
        DatabaseCells.counted(databases)
                .forEach(table -> read(Rank.TABLE, " " + table, databases, each -> DatabaseCells.rows(each, table)));
        read(Rank.WELL, " region", databases, each -> each.region().orElse("-"));
        read(Rank.TABLE, " tracking", databases, each -> DatabaseCells.tracking(each.tracking()));
        databases.stream().flatMap(Optional::stream).forEach(database -> {
            if (database instanceof DatabaseAudit.Unreadable unreadable) {
                unreadable(unreadable.name(), unreadable.why());
            }
        });
    }

    private void bucket(String binding) {
        List<Optional<BucketAudit>> buckets = environments.stream()
                .map(each -> each.buckets().stream()
                        .filter(bucket -> bucket.binding().equals(binding))
                        .findFirst())
                .toList();
        row(Rank.TABLE, binding, buckets, BucketAudit::name);
        row(Rank.TABLE, " holds", buckets, AuditTables::held);
        buckets.stream().flatMap(Optional::stream).forEach(bucket -> {
            if (bucket instanceof BucketAudit.Unreadable unreadable) {
                unreadable(unreadable.name(), unreadable.why());
            }
        });
    }

    private static String held(BucketAudit bucket) {
        if (bucket instanceof BucketAudit.Counted counted) {
            return counted.objects()
                            .map(objects -> objects + (objects == 1 ? " object" : " objects"))
                            .orElse("objects not given")
                    + ", "
                    + counted.bytes().map(AuditLines::size).orElse("size not given");
        }
        return bucket instanceof BucketAudit.NotGiven ? "not given" : "?";
    }

    private void sites() {
        List<Optional<SiteAudit>> sites =
                environments.stream().map(EnvironmentAudit::site).toList();
        if (sites.stream().allMatch(Optional::isEmpty)) {
            return;
        }
        SiteCells.rows(report.readAt())
                .forEach((label, cell) ->
                        row(SITE_WHEN_AND_WHERE.contains(label) ? Rank.WELL : Rank.TABLE, label, sites, cell));
        report.audit().unreadableSites().forEach(site -> unreadable(site.place(), site.why()));
    }

    /** Of all environments, in the order in which they come. */
    private Set<String> bindings(Function<EnvironmentAudit, Stream<String>> names) {
        Set<String> bindings = new LinkedHashSet<>();
        environments.stream().flatMap(names).forEach(bindings::add);
        return bindings;
    }

    private <T> void row(Rank rank, String label, List<Optional<T>> things, Function<? super T, String> cell) {
        lines.row(
                rank,
                label,
                things.stream().map(thing -> thing.map(cell).orElse("-")).toList());
    }

    private void read(
            Rank rank,
            String label,
            List<Optional<DatabaseAudit>> databases,
            Function<DatabaseAudit.Read, String> cell) {
        row(rank, label, databases, DatabaseCells.read(cell));
    }

    private void unreadable(String name, String why) {
        lines.text(Rank.FINDING, " " + name + " cannot be read: " + why);
    }
}
