package com.pmerit.d4.report;

import com.pmerit.d4.report.LintReport.Finding;
import com.pmerit.d4.report.LintReport.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Renders findings for a terminal: errors first, never more than {@value Console#MOST_LINES} lines; the files have all. */
public final class LintConsole {
    private final int columns;
    private final UnaryOperator<String> mask;

    /** Takes the longest line and what hides secrets. */
    public LintConsole(int columns, UnaryOperator<String> mask) {
        this.columns = columns;
        this.mask = mask;
    }

    /** The lines, without line ends. */
    public List<String> lines(LintReport report) {
        List<Finding> open = report.findings().stream()
                .filter(finding -> finding.waived().isEmpty())
                .sorted(Comparator.comparing(Finding::level))
                .toList();
        int shown = open.size();
        List<String> lines = lines(report, open, shown);
        while (lines.size() > Console.MOST_LINES && shown > 0) {
            shown--;
            lines = lines(report, open, shown);
        }
        return lines;
    }

    private List<String> lines(LintReport report, List<Finding> open, int shown) {
        Screen screen = new Screen(columns, mask);
        screen.text(Console.heading(report.subject()));
        for (Finding finding : open.subList(0, shown)) {
            String place = finding.file() + ":" + finding.line() + ":" + finding.column();
            boolean error = finding.level() == Level.ERROR;
            screen.entry(error ? "FAIL" : "warn", place + " " + finding.code() + ": " + finding.message(), 3);
            screen.entry("", "-> " + finding.mend(), 2);
        }
        if (shown < open.size()) {
            screen.text((open.size() - shown) + " more in " + ReportFiles.LINT);
        }
        screen.text(String.format(Locale.ROOT, "%s: %s", report.extent(), report.tally()));
        return screen.lines();
    }
}
