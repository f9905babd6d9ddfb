package com.pmerit.d4.report;

import com.pmerit.d4.report.BaselineReport.File;
import com.pmerit.d4.report.BaselineReport.Missing;
import com.pmerit.d4.report.BaselineReport.Standing;
import com.pmerit.d4.report.BaselineReport.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Renders proofs of migrations for a terminal: files by what is known of them, what is missing of each that is contradicted, the
 * replay in words, and what to type. Never more than {@value Console#MOST_LINES} lines; the file has everything.
 */
public final class BaselineConsole {
    private static final int MOST_OF_A_KIND = 4;
    private static final int OBJECTS_SHOWN = 4;

    private final int columns;
    private final UnaryOperator<String> mask;

    /** Takes the longest line and what hides secrets. */
    public BaselineConsole(int columns, UnaryOperator<String> mask) {
        this.columns = columns;
        this.mask = mask;
    }

    /** The lines, without line ends. */
    public List<String> lines(BaselineReport report) {
        for (int most = MOST_OF_A_KIND; most > 0; most--) {
            List<String> lines = render(report, most);
            if (lines.size() <= Console.MOST_LINES) {
                return lines;
            }
        }
        List<String> lines = render(report, 1);
        return lines.size() <= Console.MOST_LINES ? lines : cut(lines);
    }

    private static List<String> cut(List<String> lines) {
        int tail = Console.MOST_LINES / 2;
        int head = Console.MOST_LINES - tail - 1;
        List<String> shown = new ArrayList<>(lines.subList(0, head));
        shown.add("  ... " + (lines.size() - head - tail) + " more lines: see " + ReportFiles.BASELINE);
        shown.addAll(lines.subList(lines.size() - tail, lines.size()));
        return shown;
    }

    private List<String> render(BaselineReport report, int most) {
        Screen screen = new Screen(columns, mask);
        screen.text(Console.heading(report.subject()));
        screen.text(report.place().binding() + " (" + report.place().database() + "): " + report.listed()
                + " listed in " + report.place().table() + ", " + report.files().size() + " not");
        for (Standing standing : Standing.values()) {
            for (Verdict verdict : Verdict.values()) {
                files(screen, report, standing, verdict, most);
            }
        }
        report.replay().ifPresent(replay -> replay(screen, replay, most));
        report.failure().ifPresent(failure -> {
            screen.entry("FAIL", failure.summary(), 2);
            failure.details().stream().limit(most).forEach(detail -> screen.entry("", detail, 1));
            screen.entry("", "-> " + failure.remedy(), 3);
        });
        report.next().forEach(next -> screen.entry(next.what(), next.command(), 4));
        screen.text(ending(report));
        return screen.lines();
    }

    private static void files(Screen screen, BaselineReport report, Standing standing, Verdict verdict, int most) {
        List<File> files = report.files().stream()
                .filter(file -> file.standing() == standing && file.verdict() == verdict)
                .toList();
        if (files.isEmpty()) {
            return;
        }
        String label = standing == Standing.ATTESTED ? "attested" : verdict.label();
        boolean one = files.size() == 1 || (standing == Standing.REMAINS && hasReasons(verdict));
        if (!one) {
            screen.entry(label, files.size() + ": " + ranges(report.files(), files) + ": " + verdict.words(), most);
            return;
        }
        files.stream().limit(most).forEach(file -> screen.entry(label, file.name() + ": " + why(file), 2));
        if (files.size() > most) {
            screen.entry(label, "and " + (files.size() - most) + " more: see " + ReportFiles.BASELINE, 1);
        }
    }

    private static boolean hasReasons(Verdict verdict) {
        return verdict == Verdict.UNREPLAYABLE || verdict == Verdict.PARTIAL || verdict == Verdict.ABSENT;
    }

    private static String why(File file) {
        List<String> reasons = new ArrayList<>(file.why());
        if (!file.missing().isEmpty()) {
            reasons.add("lacks "
                    + few(file.missing().stream()
                            .map(missing -> words(missing, file.name()))
                            .toList()));
        }
        return reasons.isEmpty() ? file.verdict().words() : String.join("; ", reasons);
    }

    /** A thing, with the other files that bring it. */
    private static String words(Missing missing, String file) {
        List<String> others =
                missing.providers().stream().filter(name -> !name.equals(file)).toList();
        return missing.what() + (others.isEmpty() ? "" : " (also of " + String.join(", ", others) + ")");
    }

    private static String few(List<String> all) {
        return all.size() <= OBJECTS_SHOWN
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, OBJECTS_SHOWN)) + " and " + (all.size() - OBJECTS_SHOWN) + " more";
    }

    /** The files as ranges of all that are not listed, in order. */
    private static String ranges(List<File> all, List<File> files) {
        List<String> ranges = new ArrayList<>();
        int index = 0;
        while (index < files.size()) {
            int end = index;
            int place = all.indexOf(files.get(index));
            while (end + 1 < files.size() && all.indexOf(files.get(end + 1)) == place + end + 1 - index) {
                end++;
            }
            String first = files.get(index).name();
            String last = files.get(end).name();
            ranges.add(end == index ? first : end == index + 1 ? first + ", " + last : first + " to " + last);
            index = end + 1;
        }
        return String.join(", ", ranges);
    }

    private static void replay(Screen screen, BaselineReport.Replay replay, int most) {
        if (!replay.handMade().isEmpty()) {
            screen.entry("by no file", few(replay.handMade()) + ": stays as it is", 2);
        }
        if (!replay.leftOver().isEmpty()) {
            screen.entry("left over", few(replay.leftOver()), 2);
        }
        replay.undone().stream().limit(most).forEach(undone -> screen.entry("undone", undone, 2));
        screen.entry("replay", replay.words(), most);
    }

    private static String ending(BaselineReport report) {
        long recorded = report.files().stream()
                .filter(file -> file.standing() != Standing.REMAINS)
                .count();
        String files = recorded + (recorded == 1 ? " file" : " files");
        String more = "; all of it in " + ReportFiles.BASELINE;
        return switch (report.ending()) {
            case LOOKED -> "nothing was written: " + files + " would be recorded" + more;
            case NOTHING -> "nothing is to be recorded" + more;
            case RECORDED -> "RECORDED: " + files + (recorded == 1 ? " is" : " are") + " listed now" + more;
            case REFUSED -> "nothing was recorded" + more;
            case UNKNOWN -> "it is not known whether " + files + (recorded == 1 ? " is" : " are") + " recorded" + more;
        };
    }
}
