package com.pmerit.d4.report;

import com.pmerit.d4.release.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Renders a report as Markdown as GitHub writes it, for the summary of a job. */
public final class MarkdownReport {
    private static final int MOST_DETAILS = 20;

    private final UnaryOperator<String> mask;

    /**
     * Takes the mask.
     *
     * @param mask hides secrets; every text is sent through it first
     */
    public MarkdownReport(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** The text, with an empty line at its end. */
    public String text(Report report) {
        Sheet sheet = Sheet.of(report, mask);
        StringBuilder text = new StringBuilder();
        text.append("### ")
                .append(MarkdownText.inline(Console.heading(sheet.subject())))
                .append("\n\n");
        boolean well = sheet.outcome() == Outcome.DONE || sheet.outcome() == Outcome.NOOP;
        text.append(well ? "\u2705" : "\u274c")
                .append(" **")
                .append(MarkdownText.inline(Ending.of(sheet)))
                .append("**\n\n");
        table(text, "Gate", sheet.gates());
        table(text, "Step", sheet.steps());
        table(text, "Smoke test", sheet.smokeRowsOfTheirOwn());
        sentences(text, sheet);
        return text.toString();
    }

    private static void table(StringBuilder text, String what, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        text.append("| | ").append(what).append(" | What was seen |\n|---|---|---|\n");
        rows.forEach(row -> text.append("| ")
                .append(mark(row.kind()))
                .append(' ')
                .append(row.kind().word())
                .append(" | ")
                .append(MarkdownText.inline(row.title()))
                .append(" | ")
                .append(String.join("<br>", seen(row)))
                .append(" |\n"));
        text.append('\n');
    }

    /** The cell of what was seen; the details of what is well stand in the other reports. */
    private static List<String> seen(Row row) {
        List<String> lines = new ArrayList<>();
        lines.add(MarkdownText.inline(row.summary()));
        row.override().ifPresent(reason -> lines.add("**Overridden because** " + MarkdownText.inline(reason)));
        if (row.kind().isLoud()) {
            row.details().stream().limit(MOST_DETAILS).map(MarkdownText::inline).forEach(lines::add);
            if (row.details().size() > MOST_DETAILS) {
                lines.add("and " + (row.details().size() - MOST_DETAILS) + " more");
            }
        }
        row.stopped().ifPresent(failed -> lines.add("**Live now** " + MarkdownText.inline(failed.liveNow())));
        row.remedy().ifPresent(remedy -> lines.add("**What mends it** " + MarkdownText.inline(remedy)));
        return lines;
    }

    private static String mark(Row.Kind kind) {
        return switch (kind) {
            case PASSED, DONE -> "\u2705";
            case WARNED, OVERRIDDEN -> "\u26a0\ufe0f";
            case FAILED -> "\u274c";
            case SKIPPED, ALREADY_DONE, NOT_NEEDED -> "\u25ab\ufe0f";
        };
    }

    private static void sentences(StringBuilder text, Sheet sheet) {
        sheet.live().forEach(fact -> sentence(text, "Live: " + MarkdownText.inline(fact.name()), fact.value()));
        sheet.next().ifPresent(command -> sentence(text, "Next", command));
        sheet.undo().ifPresent(command -> sentence(text, "The way back", command));
    }

    private static void sentence(StringBuilder text, String what, String sentence) {
        text.append("**")
                .append(what)
                .append("** ")
                .append(MarkdownText.inline(sentence))
                .append("\n\n");
    }
}
