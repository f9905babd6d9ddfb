package com.pmerit.d4.report;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.AuditFinding;
import com.pmerit.d4.audit.BucketAudit;
import com.pmerit.d4.audit.Closing;
import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.Delta;
import com.pmerit.d4.audit.DeltaItem;
import com.pmerit.d4.audit.EnvironmentAudit;
import com.pmerit.d4.audit.FindingKind;
import com.pmerit.d4.audit.Severity;
import com.pmerit.d4.audit.SiteAudit;
import com.pmerit.d4.audit.TokenAudit;
import com.pmerit.d4.audit.WorkerAudit;
import com.pmerit.d4.audit.WorkerAudit.Bound;
import com.pmerit.d4.report.AuditLines.Rank;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Renders an audit for a terminal: a column an environment, a line a fact, as the SOP has them, then what differs and what was found.
 * Never more than {@value Console#MOST_LINES} lines; where they do not fit, what is well is left to the file first.
 */
public final class AuditConsole {
    private static final int MOST_OF_AN_ERROR = 2;
    private static final Set<String> TABLES = Set.of("D1", "R2");
    private static final Set<String> SITE_WHEN_AND_WHERE = Set.of(" since", " at");

    /** What stands in a table, or as a difference of schemas, and is not told twice. */
    private static final Set<FindingKind> SHOWN_IN_TABLES = Set.of(
            FindingKind.DATABASE_UNREADABLE,
            FindingKind.BUCKET_UNREADABLE,
            FindingKind.SITE_UNREADABLE,
            FindingKind.SCHEMA_DIFFERS,
            FindingKind.SCHEMA_NOT_COMPARED,
            FindingKind.MIGRATION_NOT_LISTED,
            FindingKind.BUCKET_NOT_COUNTED);

    private final int columns;
    private final UnaryOperator<String> mask;

    /**
     * Takes the shape of the console.
     *
     * @param columns the longest line
     * @param mask hides secrets; every text is sent through it first
     */
    public AuditConsole(int columns, UnaryOperator<String> mask) {
        this.columns = columns;
        this.mask = mask;
    }

    /** The lines, without line ends. */
    public List<String> lines(AuditReport report) {
        AuditLines roomy = render(report, 2);
        AuditLines fitting = roomy.size() <= Console.MOST_LINES ? roomy : render(report, 1);
        return fitting.within(Console.MOST_LINES, ReportFiles.AUDIT);
    }

    /**
     * All lines.
     *
     * @param most lines of a finding
     */
    private AuditLines render(AuditReport report, int most) {
        AuditLines lines = new AuditLines(columns, mask);
        Audit audit = report.audit();
        lines.text(Rank.ALWAYS, Console.heading(report.subject()));
        lines.row(
                Rank.ALWAYS,
                "",
                audit.environments().stream().map(EnvironmentAudit::name).toList());
        workers(report, lines);
        bindings(audit).forEach(binding -> table(binding, audit, lines));
        buckets(audit, lines);
        sites(report, lines);
        audit.token().ifPresent(token -> lines.text(Rank.WELL, "token        " + words(token)));
        audit.deltas().forEach(delta -> delta(delta, lines));
        report.findings().forEach(finding -> finding(finding, lines, most));
        report.since().ifPresent(since -> changes(report, since, lines));
        lines.text(Rank.ALWAYS, AuditEnding.of(audit));
        return lines;
    }

    private static void workers(AuditReport report, AuditLines lines) {
        List<EnvironmentAudit> environments = report.audit().environments();
        if (environments.stream().noneMatch(each -> each.worker().isPresent())) {
            return;
        }
        worker(lines, Rank.TABLE, "Worker", environments, WorkerAudit::name);
        worker(lines, Rank.TABLE, " live", environments, WorkerCells::live);
        worker(lines, Rank.WELL, " since", environments, each -> WorkerCells.since(each, report.readAt()));
        worker(lines, Rank.TABLE, " code", environments, WorkerCells::code);
        worker(lines, Rank.TABLE, " bindings", environments, WorkerCells::bindings);
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
        worker(lines, Rank.WELL, " triggers", environments, WorkerCells::triggers);
        names(environments)
                .forEach(name -> worker(
                        lines,
                        isWell(environments, name) ? Rank.WELL : Rank.TABLE,
                        " " + name,
                        environments,
                        each -> WorkerCells.bound(each, name)));
    }

    private static void worker(
            AuditLines lines,
            Rank rank,
            String label,
            List<EnvironmentAudit> environments,
            Function<WorkerAudit, String> cell) {
        lines.row(
                rank,
                label,
                environments.stream()
                        .map(each -> each.worker().map(cell).orElse("-"))
                        .toList());
    }

    /** Those with a row of their own; databases and buckets have tables. */
    private static Set<String> names(List<EnvironmentAudit> environments) {
        Set<String> names = new LinkedHashSet<>();
        environments.stream()
                .flatMap(each -> each.worker().stream())
                .flatMap(worker -> worker.bindings().stream())
                .filter(binding -> !TABLES.contains(binding.type()) && tells(binding))
                .forEach(binding -> names.add(binding.name()));
        return names;
    }

    /** What is bound to nothing that has a name, such as the id of its own version, is told of when it is not well. */
    private static boolean tells(Bound binding) {
        return !binding.isWell() || !binding.target().equals("-");
    }

    private static boolean isWell(List<EnvironmentAudit> environments, String name) {
        return environments.stream()
                .flatMap(each -> each.worker().stream())
                .flatMap(worker -> worker.bindings().stream())
                .filter(binding -> binding.name().equals(name))
                .allMatch(Bound::isWell);
    }

    private static String words(TokenAudit token) {
        if (token instanceof TokenAudit.Unknown unknown) {
            return "unknown: " + unknown.why();
        }
        TokenAudit.Known known = (TokenAudit.Known) token;
        return known.status()
                + known.expiresOn().map(end -> " until " + end).orElse(", without an end")
                + (known.rights() instanceof TokenAudit.Rights.Told told
                        ? "; may " + String.join(", ", told.permissions())
                        : "; its rights are not told");
    }

    private static void finding(AuditFinding finding, AuditLines lines, int most) {
        if (SHOWN_IN_TABLES.contains(finding.kind())) {
            return;
        }
        Severity severity = finding.kind().severity();
        lines.entry(
                rank(severity),
                severity.word(),
                finding.environment().map(name -> name + ": ").orElse("") + finding.subject() + ": "
                        + finding.message(),
                severity == Severity.ERROR ? MOST_OF_AN_ERROR : most);
        Rank mend = severity == Severity.WARNING ? Rank.ITEM : rank(severity);
        finding.remedy().ifPresent(remedy -> lines.entry(mend, "", "-> " + remedy, 2));
    }

    private static Rank rank(Severity severity) {
        return severity == Severity.NOTE ? Rank.EXTRA : Rank.FINDING;
    }

    private void changes(AuditReport report, EarlierAudit since, AuditLines lines) {
        List<AuditChange> changes = new AuditJson(mask).changes(report);
        lines.text(
                Rank.FINDING,
                "Since " + Age.date(since.readAt()) + ": "
                        + (changes.isEmpty()
                                ? "nothing changed"
                                : changes.size() + (changes.size() == 1 ? " change" : " changes")));
        changes.forEach(change -> lines.text(
                Rank.FINDING,
                " " + change.kind().word() + " "
                        + change.environment().map(name -> name + ": ").orElse("") + change.what()
                        + (change.values().isEmpty() ? "" : ": " + change.values())));
    }

    private static Set<String> bindings(Audit audit) {
        Set<String> bindings = new LinkedHashSet<>();
        audit.environments()
                .forEach(environment -> environment.databases().forEach(database -> bindings.add(database.binding())));
        return bindings;
    }

    private static void table(String binding, Audit audit, AuditLines lines) {
        List<Optional<DatabaseAudit>> databases = audit.environments().stream()
                .map(environment -> database(environment, binding))
                .toList();
        row(lines, Rank.TABLE, binding, databases, DatabaseAudit::name);
        row(lines, Rank.TABLE, " tables", databases, DatabaseCells.read(each -> DatabaseCells.tables(each.tables())));
        row(
                lines,
                Rank.EXTRA,
                " beside them",
                databases,
                DatabaseCells.read(each -> DatabaseCells.beside(each.tables())));
        row(
                lines,
                Rank.EXTRA,
                " num_tables",
                databases,
                DatabaseCells.read(each -> each.numTables()
                        .map(number -> number + " by Cloudflare's count")
                        .orElse("-")));
        row(
                lines,
                Rank.TABLE,
                " size",
                databases,
                DatabaseCells.read(each -> each.bytes().map(AuditLines::size).orElse("-")));
        for (String counted : DatabaseCells.counted(databases)) {
            row(
                    lines,
                    Rank.TABLE,
                    " " + counted,
                    databases,
                    DatabaseCells.read(each -> DatabaseCells.rows(each, counted)));
        }
        row(
                lines,
                Rank.WELL,
                " region",
                databases,
                DatabaseCells.read(each -> each.region().orElse("-")));
        row(
                lines,
                Rank.TABLE,
                " tracking",
                databases,
                DatabaseCells.read(each -> DatabaseCells.tracking(each.tracking())));
        for (Optional<DatabaseAudit> database : databases) {
            if (database.orElse(null) instanceof DatabaseAudit.Unreadable unreadable) {
                lines.text(Rank.FINDING, " " + unreadable.name() + " cannot be read: " + unreadable.why());
            }
        }
    }

    private static void buckets(Audit audit, AuditLines lines) {
        Set<String> bindings = new LinkedHashSet<>();
        audit.environments()
                .forEach(environment -> environment.buckets().forEach(bucket -> bindings.add(bucket.binding())));
        for (String binding : bindings) {
            List<Optional<BucketAudit>> buckets = audit.environments().stream()
                    .map(environment -> environment.buckets().stream()
                            .filter(bucket -> bucket.binding().equals(binding))
                            .findFirst())
                    .toList();
            lines.row(Rank.TABLE, binding, cells(buckets, BucketAudit::name));
            lines.row(Rank.TABLE, " holds", cells(buckets, AuditConsole::held));
            buckets.stream().flatMap(Optional::stream).forEach(bucket -> {
                if (bucket instanceof BucketAudit.Unreadable unreadable) {
                    lines.text(Rank.FINDING, " " + unreadable.name() + " cannot be read: " + unreadable.why());
                }
            });
        }
    }

    private static void sites(AuditReport report, AuditLines lines) {
        List<Optional<SiteAudit>> sites = report.audit().environments().stream()
                .map(EnvironmentAudit::site)
                .toList();
        if (sites.stream().allMatch(Optional::isEmpty)) {
            return;
        }
        SiteCells.rows(report.readAt())
                .forEach((label, cell) -> lines.row(
                        SITE_WHEN_AND_WHERE.contains(label) ? Rank.WELL : Rank.TABLE,
                        label,
                        sites.stream().map(site -> site.map(cell).orElse("-")).toList()));
        report.audit()
                .unreadableSites()
                .forEach(site -> lines.text(Rank.FINDING, " " + site.place() + " cannot be read: " + site.why()));
    }

    private static List<String> cells(List<Optional<BucketAudit>> buckets, Function<BucketAudit, String> cell) {
        return buckets.stream().map(bucket -> bucket.map(cell).orElse("-")).toList();
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

    private static Optional<DatabaseAudit> database(EnvironmentAudit environment, String binding) {
        return environment.databases().stream()
                .filter(database -> database.binding().equals(binding))
                .findFirst();
    }

    private static void delta(Delta delta, AuditLines lines) {
        String what = delta.binding() + ", " + delta.first() + " and " + delta.second() + ": ";
        if (delta.trouble().isPresent()) {
            lines.text(Rank.FINDING, "Schema delta of " + what + "not compared");
            lines.text(Rank.FINDING, " " + delta.trouble().get());
            return;
        }
        int count = delta.items().size();
        lines.text(
                Rank.FINDING,
                "Schema delta of " + what
                        + (count == 0 ? "none" : count + (count == 1 ? " difference" : " differences")));
        delta.items().forEach(item -> lines.text(Rank.ITEM, " " + item(delta, item)));
        delta.likenesses()
                .forEach(alike -> lines.text(
                        Rank.ITEM,
                        " renamed? " + alike.second() + " may be " + alike.first() + ": "
                                + alike.alike().size() + " columns alike"));
    }

    private static String item(Delta delta, DeltaItem item) {
        String where = item.second().isEmpty()
                ? "only " + delta.first() + ": "
                : item.first().isEmpty() ? "only " + delta.second() + ": " : "not alike: ";
        String from = item.migrations().isEmpty() ? "no migration makes it" : String.join(", ", item.migrations());
        String gone = item.removedBy().map(file -> ", taken away by " + file).orElse("");
        return where + item.kind() + " " + item.name() + " - " + from + gone
                + (item.closing() instanceof Closing.ByHand ? "; by hand" : "");
    }

    private static void row(
            AuditLines lines,
            Rank rank,
            String label,
            List<Optional<DatabaseAudit>> databases,
            Function<DatabaseAudit, String> cell) {
        lines.row(
                rank,
                label,
                databases.stream()
                        .map(database -> database.map(cell).orElse("-"))
                        .toList());
    }
}
