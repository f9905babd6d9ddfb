package com.pmerit.d4.report;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.BucketAudit;
import com.pmerit.d4.audit.Closing;
import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.Delta;
import com.pmerit.d4.audit.DeltaItem;
import com.pmerit.d4.audit.EnvironmentAudit;
import com.pmerit.d4.audit.SiteAudit;
import java.util.List;
import java.util.function.UnaryOperator;

/** Renders an audit as Markdown as GitHub writes it, for the summary of a job. */
public final class MarkdownAudit {
    private static final int MOST_ROWS = 100;

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
        text.append(verdict(report.audit())).append("\n\n");
        text.append("| Environment | What | Seen |\n|---|---|---|\n");
        report.audit().environments().forEach(each -> environment(text, each));
        text.append('\n');
        report.audit().deltas().forEach(each -> delta(text, each));
        return text.toString();
    }

    private static String verdict(Audit audit) {
        int unreadable = audit.unreadable().size()
                + audit.unreadableBuckets().size()
                + audit.unreadableSites().size();
        if (unreadable > 0) {
            return "\u274c **" + unreadable + " of what was to be read could not be read**";
        }
        if (audit.drift() + audit.strays() > 0) {
            return "\u26a0\ufe0f **" + audit.drift() + (audit.drift() == 1 ? " difference" : " differences")
                    + " between schemas, " + audit.strays() + (audit.strays() == 1 ? " site" : " sites")
                    + " out of step**";
        }
        return audit.comparesSomething()
                ? "\u2705 **nothing differs**"
                : "\u25ab\ufe0f **there was nothing to compare**";
    }

    private void environment(StringBuilder text, EnvironmentAudit environment) {
        environment.databases().forEach(each -> row(text, environment, "database " + each.name(), words(each)));
        environment.buckets().forEach(each -> row(text, environment, "bucket " + each.name(), words(each)));
        environment.site().ifPresent(site -> row(text, environment, "site " + site.place(), words(site)));
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

    private void row(StringBuilder text, EnvironmentAudit environment, String what, String seen) {
        text.append("| ")
                .append(inline(environment.name()))
                .append(" | ")
                .append(inline(what))
                .append(" | ");
        text.append(inline(seen)).append(" |\n");
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
        if (delta.items().size() > MOST_ROWS) {
            text.append("| | and ").append(delta.items().size() - MOST_ROWS).append(" more | | |\n");
        }
        text.append('\n');
    }

    private void item(StringBuilder text, Delta delta, DeltaItem item) {
        String where = item.first().isEmpty()
                ? "only in " + delta.second()
                : item.second().isEmpty() ? "only in " + delta.first() : "not alike";
        List<String> makers = item.migrations();
        text.append("| ").append(inline(where));
        text.append(" | ").append(inline(item.kind() + " " + item.name()));
        text.append(" | ").append(inline(makers.isEmpty() ? "hand" : String.join(", ", makers)));
        text.append(" | ").append(inline(words(item.closing()))).append(" |\n");
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
