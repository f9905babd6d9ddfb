package com.pmerit.d4.report;

import com.pmerit.d4.release.HistoryEntry;
import com.pmerit.d4.release.ReleaseMessage;
import com.pmerit.d4.release.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Renders a history for a terminal: a line an entry, never more than {@value Console#MOST_LINES}; the file has all of it. */
public final class HistoryConsole {
    private static final int SHORT_ID = 8;
    private static final int AROUND = 3;

    private final int columns;
    private final UnaryOperator<String> mask;

    /** Takes the longest line and what hides secrets. */
    public HistoryConsole(int columns, UnaryOperator<String> mask) {
        this.columns = columns;
        this.mask = mask;
    }

    /** The lines, without line ends. */
    public List<String> lines(HistoryReport report) {
        Screen screen = new Screen(columns, mask);
        screen.text(Console.heading(report.subject()));
        int all = report.entries().size();
        int shown = Math.min(all, Console.MOST_LINES - AROUND);
        report.entries().subList(0, shown).forEach(entry -> screen.text(line(entry)));
        report.gap().ifPresent(screen::text);
        screen.text(
                all == 0
                        ? "nothing was ever deployed"
                        : shown == all
                                ? all + (all == 1 ? " entry" : " entries") + ", times in UTC; more in "
                                        + ReportFiles.HISTORY
                                : shown + " of " + all + " entries, times in UTC; all of them in "
                                        + ReportFiles.HISTORY);
        return screen.lines();
    }

    private static String line(HistoryEntry entry) {
        return String.format(
                Locale.ROOT,
                "%s  %-10s %-8s  %s",
                Age.minute(entry.at()),
                entry.kind().name().toLowerCase(Locale.ROOT),
                entry.version().map(HistoryConsole::abbreviated).orElse("-"),
                String.join(", ", words(entry)));
    }

    private static List<String> words(HistoryEntry entry) {
        List<String> words = new ArrayList<>();
        entry.release()
                .map(ReleaseMessage::text)
                .or(() -> entry.run().flatMap(Run::commit).map(HistoryConsole::abbreviated))
                .ifPresent(words::add);
        entry.run().ifPresent(run -> words.add(outcome(run)));
        entry.run().filter(run -> !run.movesTraffic()).flatMap(Run::note).ifPresent(words::add);
        words.add(entry.author().map(name -> "by " + name + " with ").orElse("with ") + entry.by());
        if (entry.deployments() > 1) {
            words.add(entry.deployments() + " deployments");
        }
        if (entry.deployments() == 0) {
            words.add("ledger only");
        }
        return words;
    }

    private static String outcome(Run run) {
        return run.outcome()
                .map(outcome -> outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse("has not ended");
    }

    private static String abbreviated(String id) {
        return id.substring(0, Math.min(SHORT_ID, id.length()));
    }
}
