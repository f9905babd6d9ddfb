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
import com.pmerit.d4.audit.WorkerAudit;
import com.pmerit.d4.audit.WorkerAudit.LiveVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Renders an audit as Markdown as GitHub writes it, for the summary of a job. */
public final class MarkdownAudit {
    private static final int MOST_ROWS = 100;
    private static final String ALL = "all";
    private static final Set<FindingKind> TOLD_WITH_THE_SCHEMAS =
            Set.of(FindingKind.SCHEMA_DIFFERS, FindingKind.SCHEMA_NOT_COMPARED);

    private final UnaryOperator<String> mask;

    /**
     * Takes the mask.
     *
     * @param mask hides secrets; every text is sent through it first
     */
    public MarkdownAudit(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** The text, with an empty line at its end. */
    public String text(AuditReport report) {
        StringBuilder text = new StringBuilder();
        text.append("### ").append(inline(Console.heading(report.subject()))).append("\n\n");
        text.append(mark(report.audit()))
                .append(" **")
                .append(inline(AuditEnding.of(report.audit())))
                .append("**\n\n");
        text.append("| Environment | What | Seen |\n|---|---|---|\n");
        report.audit().environments().forEach(each -> environment(text, each, report));
        report.audit().token().ifPresent(token -> cells(text, ALL, "API token", TokenCells.words(token)));
        text.append('\n');
        findings(text, report);
        report.audit().deltas().forEach(each -> delta(text, each));
        report.since().ifPresent(since -> changes(text, report, since));
        return text.toString();
    }

    /** As heavy as the heaviest finding: what is green holds nothing that a person has to look at. */
    private static String mark(Audit audit) {
        Severity heaviest = audit.findings().stream()
                .map(finding -> finding.kind().severity())
                .min(Comparator.naturalOrder())
                .orElse(Severity.NOTE);
        return heaviest == Severity.NOTE && audit.comparesSomething() ? "\u2705" : mark(heaviest);
    }

    private static String mark(Severity severity) {
        return switch (severity) {
            case ERROR -> "\u274c";
            case WARNING -> "\u26a0\ufe0f";
            case NOTE -> "\u25ab\ufe0f";
        };
    }

    private void environment(StringBuilder text, EnvironmentAudit environment, AuditReport report) {
        String name = environment.name();
        environment
                .worker()
                .ifPresent(worker -> cells(text, name, "Worker " + worker.name(), seen(name, worker, report)));
        environment.databases().forEach(each -> cells(text, name, "database " + each.name(), words(each)));
        environment.buckets().forEach(each -> cells(text, name, "bucket " + each.name(), words(each)));
        environment
                .site()
                .ifPresent(site -> cells(text, name, "site " + site.place(), words(site) + since(site, report)));
    }

    private static String seen(String environment, WorkerAudit worker, AuditReport report) {
        if (worker.live() instanceof LiveVersion.Unreadable unreadable) {
            return "could not be read: " + unreadable.why();
        }
        if (worker.live() instanceof LiveVersion.None) {
            return "nothing is live";
        }
        String since = ", since " + WorkerCells.since(worker, report.readAt());
        if (worker.live() instanceof LiveVersion.Split split) {
            return "split: " + String.join(", ", split.shares()) + since;
        }
        return WorkerCells.live(worker)
                + since
                + "; bindings: "
                + WorkerCells.bindings(worker)
                + report.audit()
                        .secrets()
                        .map(secrets -> "; secrets: " + WorkerCells.secrets(environment, worker, secrets))
                        .orElse("")
                + "; triggers: "
                + WorkerCells.triggers(worker);
    }

    /** What differs between schemas stands with its schema. */
    private void findings(StringBuilder text, AuditReport report) {
        List<AuditFinding> findings = report.findings().stream()
                .filter(finding -> !TOLD_WITH_THE_SCHEMAS.contains(finding.kind()))
                .toList();
        if (findings.isEmpty()) {
            return;
        }
        text.append("| | Finding | Environment | What | What mends it |\n|---|---|---|---|---|\n");
        findings.stream().limit(MOST_ROWS).forEach(finding -> {
            Severity severity = finding.kind().severity();
            text.append("| ")
                    .append(mark(severity))
                    .append(' ')
                    .append(severity.word())
                    .append(" ");
            cells(
                    text,
                    finding.kind().code(),
                    finding.environment().orElse(ALL),
                    finding.subject() + ": " + finding.message(),
                    finding.remedy().orElse(""));
        });
        more(text, findings.size(), 5);
        text.append('\n');
    }

    private void changes(StringBuilder text, AuditReport report, EarlierAudit since) {
        List<AuditChange> changes = new AuditJson(mask).changes(report);
        text.append("**Since ").append(inline(Age.date(since.readAt()))).append("** ");
        if (changes.isEmpty()) {
            text.append("nothing changed\n\n");
            return;
        }
        text.append(changes.size()).append(changes.size() == 1 ? " change" : " changes");
        text.append("\n\n| Environment | What | Change | Values |\n|---|---|---|---|\n");
        changes.stream()
                .limit(MOST_ROWS)
                .forEach(change -> cells(
                        text,
                        change.environment().orElse(ALL),
                        change.what(),
                        change.kind().word(),
                        change.values()));
        more(text, changes.size(), 4);
        text.append('\n');
    }

    private static void more(StringBuilder text, int rows, int columns) {
        if (rows > MOST_ROWS) {
            text.append("| and ")
                    .append(rows - MOST_ROWS)
                    .append(" more |")
                    .append(" |".repeat(columns - 1))
                    .append('\n');
        }
    }

    private static String words(DatabaseAudit database) {
        if (database instanceof DatabaseAudit.Unreadable unreadable) {
            return "could not be read: " + unreadable.why();
        }
        DatabaseAudit.Read read = (DatabaseAudit.Read) database;
        int untracked = read.tracking().untracked().size();
        return read.tables().user() + " tables"
                + read.bytes().map(bytes -> ", " + bytes + " bytes").orElse("")
                + ", " + read.tracking().entries() + " migrations tracked"
                + (untracked == 0 ? "" : ", " + untracked + " files not");
    }

    private static String words(BucketAudit bucket) {
        if (bucket instanceof BucketAudit.Unreadable unreadable) {
            return "could not be read: " + unreadable.why();
        }
        if (bucket instanceof BucketAudit.NotGiven silent) {
            return "is there; what is in it was not given: " + silent.why();
        }
        return ((BucketAudit.Counted) bucket)
                .objects()
                .map(objects -> objects + " objects")
                .orElse("is there");
    }

    private static String words(SiteAudit site) {
        if (site instanceof SiteAudit.Unreadable unreadable) {
            return "could not be read: " + unreadable.why();
        }
        if (!(site instanceof SiteAudit.Live live)) {
            return "nothing was ever published";
        }
        String made = live.byD4() ? "made by d4" : "not made by d4";
        if (live.kinship() instanceof SiteAudit.Kinship.Other other) {
            return made + ", and its Worker is of commit " + other.commit();
        }
        return live.kinship() instanceof SiteAudit.Kinship.Unknown unknown
                ? made + "; whether it is of its Worker's release is unknown: " + unknown.why()
                : made + ", of its Worker's release";
    }

    private static String since(SiteAudit site, AuditReport report) {
        return site instanceof SiteAudit.Live live
                ? "; since " + new Age(live.deployment().since(), report.readAt())
                : "";
    }

    private void cells(StringBuilder text, String... cells) {
        for (String cell : cells) {
            text.append("| ").append(inline(cell)).append(' ');
        }
        text.append("|\n");
    }

    private void delta(StringBuilder text, Delta delta) {
        text.append("**")
                .append(inline(delta.binding() + ": " + delta.first() + " and " + delta.second()))
                .append("** ");
        if (delta.trouble().isPresent()) {
            text.append("could not be compared: ")
                    .append(inline(delta.trouble().get()))
                    .append("\n\n");
            return;
        }
        if (delta.isNone()) {
            text.append("are the same\n\n");
            return;
        }
        text.append("differ\n\n| Where | What | Made by | What closes it |\n|---|---|---|---|\n");
        delta.items().stream().limit(MOST_ROWS).forEach(item -> item(text, delta, item));
        more(text, delta.items().size(), 4);
        text.append('\n');
    }

    private void item(StringBuilder text, Delta delta, DeltaItem item) {
        String where = item.first().isEmpty()
                ? "only in " + delta.second()
                : item.second().isEmpty() ? "only in " + delta.first() : "not alike";
        List<String> makers = item.migrations();
        cells(
                text,
                where,
                item.kind() + " " + item.name(),
                makers.isEmpty() ? "hand" : String.join(", ", makers),
                words(item.closing()));
    }

    private static String words(Closing closing) {
        if (closing instanceof Closing.Statements statements) {
            return statements.sql().size() + (statements.sql().size() == 1 ? " statement" : " statements") + " in "
                    + statements.environment() + ", in " + ReportFiles.AUDIT;
        }
        return closing instanceof Closing.WithAnother ? "another difference" : ((Closing.ByHand) closing).why();
    }

    private String inline(String text) {
        return MarkdownText.inline(mask.apply(text));
    }
}
