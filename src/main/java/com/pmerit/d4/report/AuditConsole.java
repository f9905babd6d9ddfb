package com.pmerit.d4.report;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.BucketAudit;
import com.pmerit.d4.audit.Closing;
import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.Delta;
import com.pmerit.d4.audit.DeltaItem;
import com.pmerit.d4.audit.EnvironmentAudit;
import com.pmerit.d4.audit.SiteAudit;
import com.pmerit.d4.audit.TableCounts;
import com.pmerit.d4.audit.Tracking;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Renders an audit for a terminal: a column an environment, a line a fact, then what differs. Never more than
 * {@value Console#MOST_LINES} lines; where they do not fit, the middle of the differences is left to the file.
 */
public final class AuditConsole {
    private static final int LABEL = 13;
    private static final int TAIL = 1;
    private static final double KILO = 1000;

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
        List<String> lines = new ArrayList<>();
        lines.add(fitting(Console.heading(report.subject())));
        bindings(report.audit()).forEach(binding -> table(binding, report.audit(), lines));
        buckets(report.audit(), lines);
        sites(report, lines);
        report.audit().deltas().forEach(delta -> delta(delta, lines));
        lines.add(fitting(ending(report)));
        return cut(lines);
    }

    private static List<String> cut(List<String> lines) {
        if (lines.size() <= Console.MOST_LINES) {
            return lines;
        }
        int kept = Console.MOST_LINES - TAIL - 1;
        List<String> shown = new ArrayList<>(lines.subList(0, kept));
        shown.add("  ... " + (lines.size() - TAIL - kept) + " more lines: see " + ReportFiles.AUDIT);
        shown.addAll(lines.subList(lines.size() - TAIL, lines.size()));
        return shown;
    }

    private static Set<String> bindings(Audit audit) {
        Set<String> bindings = new LinkedHashSet<>();
        audit.environments()
                .forEach(environment -> environment.databases().forEach(database -> bindings.add(database.binding())));
        return bindings;
    }

    private void table(String binding, Audit audit, List<String> lines) {
        List<Optional<DatabaseAudit>> databases = audit.environments().stream()
                .map(environment -> database(environment, binding))
                .toList();
        lines.add(row(
                binding,
                audit.environments().stream().map(EnvironmentAudit::name).toList()));
        lines.add(row("database", databases, DatabaseAudit::name));
        lines.add(row("tables", databases, read(each -> tables(each.tables()))));
        lines.add(row("beside them", databases, read(each -> beside(each.tables()))));
        lines.add(row(
                "num_tables",
                databases,
                read(each -> each.numTables()
                        .map(number -> number + " by Cloudflare's count")
                        .orElse("-"))));
        lines.add(row(
                "size",
                databases,
                read(each -> each.bytes().map(AuditConsole::size).orElse("-"))));
        for (String counted : counted(databases)) {
            lines.add(row(counted, databases, read(each -> rows(each, counted))));
        }
        lines.add(row("region", databases, read(each -> each.region().orElse("-"))));
        lines.add(row("tracking", databases, read(each -> tracking(each.tracking()))));
        for (Optional<DatabaseAudit> database : databases) {
            if (database.orElse(null) instanceof DatabaseAudit.Unreadable unreadable) {
                lines.add(fitting(" " + unreadable.name() + " cannot be read: " + unreadable.why()));
            }
        }
    }

    private void buckets(Audit audit, List<String> lines) {
        Set<String> bindings = new LinkedHashSet<>();
        audit.environments()
                .forEach(environment -> environment.buckets().forEach(bucket -> bindings.add(bucket.binding())));
        for (String binding : bindings) {
            List<Optional<BucketAudit>> buckets = audit.environments().stream()
                    .map(environment -> environment.buckets().stream()
                            .filter(bucket -> bucket.binding().equals(binding))
                            .findFirst())
                    .toList();
            lines.add(row(binding, cells(buckets, BucketAudit::name)));
            lines.add(row(" holds", cells(buckets, AuditConsole::held)));
            buckets.stream().flatMap(Optional::stream).forEach(bucket -> {
                if (bucket instanceof BucketAudit.Unreadable unreadable) {
                    lines.add(fitting(" " + unreadable.name() + " cannot be read: " + unreadable.why()));
                }
            });
        }
    }

    private void sites(AuditReport report, List<String> lines) {
        List<Optional<SiteAudit>> sites = report.audit().environments().stream()
                .map(EnvironmentAudit::site)
                .toList();
        if (sites.stream().allMatch(Optional::isEmpty)) {
            return;
        }
        SiteCells.rows(report.readAt())
                .forEach((label, cell) -> lines.add(row(
                        label,
                        sites.stream().map(site -> site.map(cell).orElse("-")).toList())));
        report.audit()
                .unreadableSites()
                .forEach(site -> lines.add(fitting(" " + site.place() + " cannot be read: " + site.why())));
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
                    + counted.bytes().map(AuditConsole::size).orElse("size not given");
        }
        return bucket instanceof BucketAudit.NotGiven ? "not given" : "?";
    }

    private static Optional<DatabaseAudit> database(EnvironmentAudit environment, String binding) {
        return environment.databases().stream()
                .filter(database -> database.binding().equals(binding))
                .findFirst();
    }

    private static List<String> counted(List<Optional<DatabaseAudit>> databases) {
        Set<String> tables = new LinkedHashSet<>();
        databases.stream()
                .flatMap(Optional::stream)
                .filter(DatabaseAudit.Read.class::isInstance)
                .forEach(read -> ((DatabaseAudit.Read) read).rows().forEach(count -> tables.add(count.table())));
        return List.copyOf(tables);
    }

    private static Function<DatabaseAudit, String> read(Function<DatabaseAudit.Read, String> cell) {
        return database -> database instanceof DatabaseAudit.Read read ? cell.apply(read) : "?";
    }

    private static String tables(TableCounts tables) {
        return tables.user() + (tables.virtual() == 0 ? "" : ", " + tables.virtual() + " virtual");
    }

    private static String beside(TableCounts tables) {
        return tables.bookkeeping() + " books, " + (tables.sqlite() + tables.cloudflare()) + " system"
                + (tables.shadow() == 0 ? "" : ", " + tables.shadow() + " shadow");
    }

    private static String rows(DatabaseAudit.Read database, String table) {
        return database.rows().stream()
                .filter(count -> count.table().equals(table))
                .findFirst()
                .flatMap(count -> count.rows().map(rows -> rows + (rows == 1 ? " row" : " rows")))
                .orElse("no such table");
    }

    private static String tracking(Tracking tracking) {
        if (!tracking.present()) {
            return "no " + tracking.table();
        }
        String entries = tracking.entries() + (tracking.entries() == 1 ? " entry" : " entries");
        if (tracking.trouble().isPresent()) {
            return entries + ", files unreadable";
        }
        if (tracking.isComplete()) {
            return entries + ", fully tracked";
        }
        return entries
                + (tracking.untracked().isEmpty()
                        ? ""
                        : ", " + tracking.untracked().size()
                                + (tracking.untracked().size() == 1 ? " file" : " files") + " not listed")
                + (tracking.withoutFile().isEmpty()
                        ? ""
                        : ", " + tracking.withoutFile().size() + " without a file");
    }

    /** As people write it: 1.8 MB are 1,800,000 bytes. */
    private static String size(long bytes) {
        return bytes < KILO * KILO
                ? String.format(Locale.ROOT, "%.1f kB", bytes / KILO)
                : String.format(Locale.ROOT, "%.1f MB", bytes / KILO / KILO);
    }

    private void delta(Delta delta, List<String> lines) {
        String what = delta.binding() + ", " + delta.first() + " and " + delta.second() + ": ";
        if (delta.trouble().isPresent()) {
            lines.add(fitting("Schema delta of " + what + "not compared"));
            lines.add(fitting(" " + delta.trouble().get()));
            return;
        }
        int count = delta.items().size();
        lines.add(fitting("Schema delta of " + what
                + (count == 0 ? "none" : count + (count == 1 ? " difference" : " differences"))));
        delta.items().forEach(item -> lines.add(fitting(" " + item(delta, item))));
        delta.likenesses()
                .forEach(alike -> lines.add(fitting(" renamed? " + alike.second() + " may be " + alike.first() + ": "
                        + alike.alike().size() + " columns alike")));
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

    private static String ending(AuditReport report) {
        Audit audit = report.audit();
        int unreadable = audit.unreadable().size();
        if (unreadable > 0) {
            return unreadable + (unreadable == 1 ? " database" : " databases") + " could not be read";
        }
        int buckets = audit.unreadableBuckets().size();
        if (buckets > 0) {
            return buckets + (buckets == 1 ? " bucket" : " buckets") + " could not be read";
        }
        int sites = audit.unreadableSites().size();
        return sites > 0
                ? sites + (sites == 1 ? " site" : " sites") + " could not be read"
                : strays(audit.strays()) + compared(audit);
    }

    private static String strays(int strays) {
        return strays == 0 ? "" : strays + (strays == 1 ? " site is" : " sites are") + " not its Worker's; ";
    }

    private static String compared(Audit audit) {
        int drift = audit.drift();
        String more = "; what makes each and what closes it: " + ReportFiles.AUDIT;
        if (audit.deltas().isEmpty()) {
            return (audit.comparesSomething() ? "" : "one environment was read, nothing to compare it with; ")
                    + "more in " + ReportFiles.AUDIT;
        }
        return drift == 0
                ? (audit.strays() == 0 ? "no drift; " : "no difference in schemas; ") + "more in " + ReportFiles.AUDIT
                : drift + (drift == 1 ? " difference" : " differences") + more;
    }

    private String row(String label, List<Optional<DatabaseAudit>> databases, Function<DatabaseAudit, String> cell) {
        return row(
                " " + label,
                databases.stream()
                        .map(database -> database.map(cell).orElse("-"))
                        .toList());
    }

    private String row(String label, List<String> cells) {
        int width = Math.max(4, (columns - LABEL) / Math.max(1, cells.size()));
        StringBuilder line = new StringBuilder(padded(label, LABEL));
        cells.forEach(cell -> line.append(padded(cell, width)));
        return InertText.notACommand(line.toString().stripTrailing());
    }

    private String padded(String text, int width) {
        String shown = (text.startsWith(" ") ? " " : "")
                + Wrapped.lines(
                                InertText.line(mask.apply(text)),
                                Math.max(4, width - (text.startsWith(" ") ? 2 : 1)),
                                1)
                        .get(0);
        return shown + " ".repeat(Math.max(0, width - Wrapped.length(shown)));
    }

    private String fitting(String text) {
        String indent = text.startsWith(" ") ? " " : "";
        return InertText.notACommand(indent
                + Wrapped.lines(InertText.line(mask.apply(text)), columns - indent.length(), 1)
                        .get(0));
    }
}
