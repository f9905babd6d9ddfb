package com.pmerit.d4.report;

import com.pmerit.d4.release.Change;
import com.pmerit.d4.release.Outlook;
import com.pmerit.d4.release.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Renders a plan for a terminal: a line for each thing that a release would change, with before and after, then what stays,
 * what a person should weigh, and the hash. Never more than {@value Console#MOST_LINES} lines; what does not fit stands in the
 * file.
 *
 * <p>Text from elsewhere cannot move the cursor, fake a line or give a CI server a command.
 */
public final class PlanTable {
    /** The file that holds all of it. */
    public static final String JSON = "target/d4/plan.json";

    private static final int NARROWEST = 60;
    private static final int WIDEST_NAME = 34;
    private static final int SUBJECT = 11;
    private static final int MOST_ROWS = Console.MOST_LINES;

    private final int columns;
    private final UnaryOperator<String> mask;

    /**
     * Takes the shape of the console.
     *
     * @param columns the longest line, without what a logger puts before it; at least 60
     * @param mask hides secrets in all but the plan itself, which was masked when it was made
     */
    public PlanTable(int columns, UnaryOperator<String> mask) {
        this.columns = Math.max(NARROWEST, columns);
        this.mask = mask;
    }

    /** The lines, without line ends. */
    public List<String> lines(Subject subject, Outlook outlook) {
        Outlook masked = outlook.masked(mask);
        for (int rows = MOST_ROWS; rows > 0; rows--) {
            List<String> lines = render(subject, masked, rows, false);
            if (lines.size() <= Console.MOST_LINES) {
                return lines;
            }
        }
        return render(subject, masked, 1, true);
    }

    /**
     * Renders the page.
     *
     * @param rows the most lines for the changes of one subject
     * @param tight whether gates and warnings share a line each, for then nothing else is left to shorten
     */
    private List<String> render(Subject subject, Outlook outlook, int rows, boolean tight) {
        Plan plan = outlook.plan();
        Page page = new Page(nameWidth(plan));
        page.text(mask.apply(Console.heading(subject)), 2);
        needed(plan).forEach((name, changes) -> page.changes(name, changes, rows));
        unchanged(plan).ifPresent(kept -> page.entry("same", kept, 2));
        if (tight) {
            page.many("warn", plan.warnings(), "warnings");
            page.many(
                    "FAIL", outlook.failing().stream().map(Outlook.Obstacle::id).toList(), "gates would fail");
        } else {
            plan.warnings().forEach(warning -> page.entry("warn", warning, 3));
            outlook.failing().forEach(gate -> page.entry("FAIL", gate.id() + ": " + gate.summary(), 2));
        }
        page.entry("lock", plan.lockSentence(), 2);
        page.text(outlook.rollback().sentence(), tight ? 2 : 4);
        page.text(ending(plan), 2);
        return page.lines;
    }

    private static int nameWidth(Plan plan) {
        return plan.needed().stream()
                .mapToInt(change -> Math.min(WIDEST_NAME, Wrapped.length(InertText.line(change.name()))))
                .max()
                .orElse(0);
    }

    private static String ending(Plan plan) {
        int count = plan.needed().size();
        return (plan.idle() ? "Nothing to change" : count + (count == 1 ? " change" : " changes")) + "; plan "
                + plan.hash().substring(0, 12) + " in " + JSON;
    }

    private static Map<String, List<Change>> needed(Plan plan) {
        return plan.needed().stream()
                .collect(Collectors.groupingBy(Change::subject, LinkedHashMap::new, Collectors.toList()));
    }

    private static Optional<String> unchanged(Plan plan) {
        Map<String, Long> counts = plan.changes().stream()
                .filter(change -> !change.isNeeded())
                .collect(Collectors.groupingBy(Change::subject, LinkedHashMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? Optional.empty()
                : Optional.of(counts.entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", ")));
    }

    /** The lines as they grow. */
    private final class Page {
        private final List<String> lines = new ArrayList<>();
        private final int nameWidth;

        Page(int nameWidth) {
            this.nameWidth = nameWidth;
        }

        /** The changes of one subject; those that do not fit share its last line. */
        void changes(String subject, List<Change> changes, int most) {
            boolean fits = changes.size() <= most;
            int shown = fits ? changes.size() : most - 1;
            changes.stream().limit(shown).forEach(change -> row(subject, change));
            if (!fits) {
                Change last = changes.get(changes.size() - 1);
                entry(
                        subject,
                        (shown == 0 ? changes.size() + " changes" : "... " + (changes.size() - shown) + " more")
                                + ", the last " + last.name() + ": see " + JSON,
                        1);
            }
        }

        private void row(String subject, Change change) {
            String name = cut(change.name(), WIDEST_NAME);
            String gap = " ".repeat(Math.max(0, nameWidth - Wrapped.length(name)));
            entry(subject, name + gap + "  " + inert(change.before()) + " -> " + inert(change.after()), 2);
        }

        /** Several things on one line. */
        void many(String mark, List<String> things, String what) {
            if (!things.isEmpty()) {
                entry(mark, things.size() + " " + what + ": " + String.join(", ", things), 2);
            }
        }

        void entry(String mark, String text, int most) {
            List<String> wrapped = Wrapped.lines(inert(text), columns - SUBJECT - 2, most);
            String start = cut(mark, SUBJECT - 1);
            add(" " + start + " ".repeat(SUBJECT + 1 - Wrapped.length(start)) + wrapped.get(0));
            wrapped.subList(1, wrapped.size()).forEach(line -> add(" ".repeat(SUBJECT + 2) + line));
        }

        void text(String text, int most) {
            Wrapped.lines(inert(text), columns, most).forEach(this::add);
        }

        private String cut(String text, int width) {
            return Wrapped.lines(inert(text), width, 1).get(0);
        }

        private String inert(String text) {
            return InertText.line(text);
        }

        private void add(String line) {
            lines.add(Wrapped.lines(InertText.notACommand(line.stripTrailing()), columns, 1)
                    .get(0));
        }
    }
}
