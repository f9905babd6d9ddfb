package com.pmerit.d4.report;

import com.pmerit.d4.report.Row.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders a report for a terminal or a CI log: a line a gate and a step with what was measured, under a failed one what mends
 * it, then what is live and how it ended. Never more than {@value #MOST_LINES} lines; what does not fit stands in the files.
 *
 * <p>Text from elsewhere cannot move the cursor, fake a line or give a CI server a command.
 */
public final class Console {
    /** The most lines of any report. */
    public static final int MOST_LINES = 25;

    private static final int NARROWEST = 40;
    private static final int MARK = 5;
    private static final int WIDEST_NAME = 16;
    private static final int TIME = 9;
    /** A command that is cut is none. */
    private static final int COMMAND_LINES = 4;

    private final int columns;
    private final UnaryOperator<String> mask;

    /**
     * A line, without its end.
     *
     * @param failed whether it is of something that failed: what was wrong, its evidence, and what mends it
     */
    public record Line(String text, boolean failed) {}

    /**
     * Takes the shape of the console.
     *
     * @param columns the longest line, without what a logger puts before it; at least 40
     * @param mask hides secrets; every text is sent through it first
     */
    public Console(int columns, UnaryOperator<String> mask) {
        this.columns = Math.max(NARROWEST, columns);
        this.mask = mask;
    }

    /** The lines of a report. */
    public List<Line> lines(Report report) {
        Sheet sheet = Sheet.of(report, mask);
        List<Line> lines = List.of();
        for (Density density : Density.FROM_ROOMY_TO_TIGHT) {
            lines = render(sheet, density);
            if (lines.size() <= MOST_LINES) {
                return lines;
            }
        }
        return cut(lines);
    }

    private List<Line> cut(List<Line> lines) {
        int leftOut = lines.size() - MOST_LINES + 1;
        int tail = 4;
        List<Line> shown = new ArrayList<>(lines.subList(0, MOST_LINES - 1 - tail));
        shown.add(new Line("  ... " + leftOut + " more lines: see " + ReportFiles.JSON, false));
        shown.addAll(lines.subList(lines.size() - tail, lines.size()));
        return shown;
    }

    private List<Line> render(Sheet sheet, Density density) {
        int nameWidth = Math.min(
                WIDEST_NAME,
                Stream.concat(
                                Stream.of(sheet.gates(), sheet.steps(), sheet.smokeRowsOfTheirOwn())
                                        .flatMap(List::stream)
                                        .map(Row::id),
                                sheet.live().stream().map(Fact::name))
                        .mapToInt(name -> Wrapped.length(InertText.line(name)))
                        .max()
                        .orElse(0));
        Page page = new Page(nameWidth, density);
        page.text(heading(sheet.subject()));
        page.rows(
                sheet.gates(),
                merged(
                        density.quietGates(),
                        row -> row.kind() == Kind.PASSED || row.kind().isSkipped()));
        page.rows(
                sheet.steps(),
                Stream.concat(
                                merged(
                                        density.quietSteps(),
                                        row -> row.kind() == Kind.ALREADY_DONE
                                                || row.kind().isSkipped())
                                        .stream(),
                                merged(density.quietDone(), row -> row.kind() == Kind.DONE).stream())
                        .toList());
        page.rows(sheet.smokeRowsOfTheirOwn(), List.of());
        sheet.liveNow().ifPresent(sentence -> page.entry("live", "", sentence, density.sentenceLines()));
        sheet.live().forEach(fact -> page.entry("live", fact.name(), fact.value(), 2));
        sheet.next().ifPresent(command -> page.entry("next", "", command, COMMAND_LINES));
        sheet.undo().ifPresent(command -> page.entry("undo", "", command, COMMAND_LINES));
        page.text(Ending.of(sheet));
        return page.lines;
    }

    /** The first line about a run, such as {@code d4:deploy shop 1.2.0 -> staging, commit de0d91f}. */
    static String heading(Subject subject) {
        return subject.goal()
                + " "
                + subject.project()
                + subject.environment().map(name -> " -> " + name).orElse("")
                + (subject.sandbox() ? " (embedded Cloudflare)" : "")
                + subject.commit()
                        .map(hash -> ", commit " + hash.substring(0, Math.min(7, hash.length())))
                        .orElse("");
    }

    private static List<Predicate<Row>> merged(boolean quiet, Predicate<Row> rows) {
        return quiet ? List.of(rows) : List.of();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** The lines as they grow; all share the columns for mark, name, text and time. */
    private final class Page {
        private final List<Line> lines = new ArrayList<>();
        private final int indent;
        private final Density density;
        private boolean failed;

        Page(int nameWidth, Density density) {
            this.indent = 1 + MARK + nameWidth + 2;
            this.density = density;
        }

        /** Rows of a group share a line, in which the group's ids stand. */
        void rows(List<Row> rows, List<Predicate<Row>> groups) {
            List<Row> left = new ArrayList<>(rows);
            for (Predicate<Row> group : groups) {
                List<Row> merged = left.stream().filter(group).toList();
                if (merged.size() > 1) {
                    left.removeAll(merged);
                    shared(merged);
                }
            }
            left.forEach(this::row);
        }

        private void shared(List<Row> merged) {
            String ids = merged.stream().map(Row::id).collect(Collectors.joining(", "));
            Kind kind = merged.stream()
                    .map(Row::kind)
                    .filter(each -> !each.isSkipped())
                    .findFirst()
                    .orElse(Kind.SKIPPED);
            entry(kind.mark(), "", merged.size() + ": " + ids, 2);
        }

        private void row(Row row) {
            failed = row.failed();
            rendered(row);
            failed = false;
        }

        private void rendered(Row row) {
            boolean loud = row.kind().isLoud();
            List<String> sentence = Wrapped.lines(
                    InertText.line(row.summary()),
                    columns - indent - TIME,
                    loud ? density.sentenceLines() : density.quietLines());
            add(start(row.kind().mark(), row.id()) + timed(sentence.get(0), row.duration()));
            sentence.subList(1, sentence.size()).forEach(line -> add(" ".repeat(indent) + line));
            if (loud) {
                details(row.details());
                row.remedy().ifPresent(remedy -> arrow(InertText.line(remedy)));
            }
        }

        void entry(String mark, String name, String text, int most) {
            List<String> wrapped = Wrapped.lines(InertText.line(text), columns - indent, most);
            add(start(mark, name) + wrapped.get(0));
            wrapped.subList(1, wrapped.size()).forEach(line -> add(" ".repeat(indent) + line));
        }

        void text(String text) {
            Wrapped.lines(InertText.line(text), columns, 2).forEach(this::add);
        }

        private void details(List<String> details) {
            int shown = details.size() > density.details() ? density.details() - 1 : details.size();
            details.stream().limit(Math.max(0, shown)).forEach(this::detail);
            if (density.details() > 0 && shown < details.size()) {
                add(" ".repeat(indent) + "... " + (details.size() - shown) + " more in " + ReportFiles.JSON);
            }
        }

        /** Evidence such as two values that disagree is of use only when it can be read to its end. */
        private void detail(String detail) {
            List<String> wrapped =
                    Wrapped.lines(InertText.line(detail), columns - indent - 2, density.sentenceLines() + 1);
            add(" ".repeat(indent) + wrapped.get(0));
            wrapped.subList(1, wrapped.size()).forEach(line -> add(" ".repeat(indent + 2) + line));
        }

        private void arrow(String remedy) {
            List<String> wrapped = Wrapped.lines(remedy, columns - indent - 3, density.remedyLines());
            add(" ".repeat(indent) + "-> " + wrapped.get(0));
            wrapped.subList(1, wrapped.size()).forEach(line -> add(" ".repeat(indent + 3) + line));
        }

        private String start(String mark, String name) {
            String shown = Wrapped.lines(InertText.line(name), Math.max(4, indent - MARK - 3), 1)
                    .get(0);
            String padded = " " + mark + " ".repeat(MARK - mark.length()) + shown;
            return padded + " ".repeat(Math.max(0, indent - Wrapped.length(padded)));
        }

        private String timed(String text, Duration duration) {
            if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
                return text;
            }
            String time = seconds(duration);
            return text + " ".repeat(Math.max(1, columns - indent - Wrapped.length(text) - time.length())) + time;
        }

        private void add(String line) {
            String fitting = Wrapped.lines(InertText.notACommand(line.stripTrailing()), columns, 1)
                    .get(0);
            lines.add(new Line(fitting, failed));
        }
    }
}
