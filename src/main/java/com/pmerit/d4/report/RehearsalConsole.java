package com.pmerit.d4.report;

import com.pmerit.d4.report.RehearsalReport.Database;
import com.pmerit.d4.report.RehearsalReport.File;
import com.pmerit.d4.report.RehearsalReport.Finding;
import com.pmerit.d4.report.RehearsalReport.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Renders a rehearsal for a terminal: a line a file, and under it what fails and what mends it. Never more than
 * {@value Console#MOST_LINES} lines; the file has everything.
 */
public final class RehearsalConsole {
    private final int columns;
    private final UnaryOperator<String> mask;

    /** Takes the longest line and what hides secrets. */
    public RehearsalConsole(int columns, UnaryOperator<String> mask) {
        this.columns = columns;
        this.mask = mask;
    }

    /** The lines, without line ends. */
    public List<String> lines(RehearsalReport report) {
        for (Detail detail : Detail.values()) {
            List<String> lines = render(report, detail);
            if (lines.size() <= Console.MOST_LINES) {
                return lines;
            }
        }
        List<String> all = render(report, Detail.FAILURES);
        int kept = Console.MOST_LINES - 2;
        List<String> shown = new ArrayList<>(all.subList(0, kept));
        shown.add("  ... " + (all.size() - 1 - kept) + " more lines: see " + ReportFiles.REHEARSAL);
        shown.add(all.get(all.size() - 1));
        return shown;
    }

    /** How much is told, from all to what must be mended. */
    private enum Detail {
        ALL,
        NO_EVIDENCE,
        FAILURES
    }

    private List<String> render(RehearsalReport report, Detail detail) {
        Screen screen = new Screen(columns, mask);
        screen.text(Console.heading(report.subject()));
        for (Database database : report.databases()) {
            screen.text(database.binding()
                    .map(binding -> binding + " (" + database.name() + ")")
                    .orElse(database.name()));
            database.trouble().ifPresent(trouble -> {
                screen.entry("FAIL", trouble.why(), 3);
                trouble.details().forEach(line -> screen.entry("", line, 2));
                screen.entry("", "-> " + trouble.remedy(), 2);
            });
            database.files().forEach(file -> file(screen, file, detail));
            if (detail != Detail.FAILURES) {
                database.notSeeded()
                        .forEach(table ->
                                screen.entry("not tried", "the rows of " + table.table() + ": " + table.reason(), 2));
            }
        }
        screen.text(report.summary() + "; all of it in " + ReportFiles.REHEARSAL);
        return screen.lines();
    }

    private static void file(Screen screen, File file, Detail detail) {
        List<Finding> failing = file.findings().stream()
                .filter(finding -> finding.standing() == Standing.FAILS)
                .toList();
        if (failing.isEmpty() && detail != Detail.FAILURES) {
            screen.entry(
                    "ok",
                    file.name() + "  " + file.statements() + (file.statements() == 1 ? " statement" : " statements")
                            + facts(file),
                    1);
        }
        for (Finding finding : failing) {
            screen.entry("FAIL", place(finding), 4);
            screen.entry("", "-> " + finding.mend(), 2);
        }
        if (detail == Detail.ALL) {
            file.findings().stream()
                    .filter(finding -> finding.standing() != Standing.FAILS)
                    .forEach(finding -> screen.entry(label(finding.standing()), place(finding), 3));
        }
    }

    private static String facts(File file) {
        return ", " + file.added().size() + " facts added, " + file.removed().size() + " removed";
    }

    private static String place(Finding finding) {
        return finding.file() + ":" + finding.line() + ":" + finding.column() + " " + finding.code() + ": "
                + finding.message()
                + finding.waived().map(reason -> " (" + reason + ")").orElse("");
    }

    private static String label(Standing standing) {
        return switch (standing) {
            case FAILS -> "FAIL";
            case WAIVED -> "waived";
            case UNKNOWN -> "not tried";
            case HOLDS -> "holds";
        };
    }
}
