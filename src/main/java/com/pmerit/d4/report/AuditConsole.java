package com.pmerit.d4.report;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.AuditFinding;
import com.pmerit.d4.audit.Closing;
import com.pmerit.d4.audit.Delta;
import com.pmerit.d4.audit.DeltaItem;
import com.pmerit.d4.audit.FindingKind;
import com.pmerit.d4.audit.Severity;
import com.pmerit.d4.report.AuditLines.Rank;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Renders an audit for a terminal: a column an environment, a line a fact, as the SOP has them, then what differs and what was found.
 * Never more than {@value Console#MOST_LINES} lines; where they do not fit, what is well is left to the file first.
 */
public final class AuditConsole {
    private static final int MOST_OF_AN_ERROR = 2;

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
        new AuditTables(report, lines).write();
        audit.token().ifPresent(token -> lines.text(Rank.WELL, "token        " + TokenCells.words(token)));
        audit.deltas().forEach(delta -> delta(delta, lines));
        report.findings().forEach(finding -> finding(finding, lines, most));
        report.since().ifPresent(since -> changes(report, since, lines));
        lines.text(Rank.ALWAYS, AuditEnding.of(audit));
        return lines;
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
}
