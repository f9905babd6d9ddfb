package com.pmerit.d4.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The lines of an audit as they grow: a column an environment, or a sentence. Each has a rank, and where there are too many those of the
 * highest rank give way first, the last of them before the others.
 */
final class AuditLines {
    private static final int NARROWEST_LABEL = 13;
    private static final int WIDEST_LABEL = 22;

    private final int columns;
    private final UnaryOperator<String> mask;
    private final List<Line> lines = new ArrayList<>();

    /** What a line gives way to. */
    enum Rank {
        /** Never left out. */
        ALWAYS,
        /** What a person has to look at. */
        FINDING,
        /** A row of the tables that people know from the SOP. */
        TABLE,
        /** One of many of a kind. */
        ITEM,
        /** What is well. */
        WELL,
        /** What nobody misses on a console. */
        EXTRA
    }

    /** A row of cells, or a sentence without any. */
    private record Line(Rank rank, String label, List<String> cells) {
        boolean isRow() {
            return !cells.isEmpty();
        }
    }

    AuditLines(int columns, UnaryOperator<String> mask) {
        this.columns = columns;
        this.mask = mask;
    }

    void row(Rank rank, String label, List<String> cells) {
        lines.add(new Line(rank, label, cells));
    }

    /** A sentence; one blank before it keeps its place. */
    void text(Rank rank, String text) {
        lines.add(new Line(rank, text, List.of()));
    }

    /** A sentence behind a label, on so many lines at most. */
    void entry(Rank rank, String label, String text, int most) {
        int indent = NARROWEST_LABEL;
        List<String> wrapped = Wrapped.lines(inert(text), columns - indent, most);
        String head = " " + label + " ".repeat(Math.max(1, indent - 1 - label.length()));
        for (int index = 0; index < wrapped.size(); index++) {
            text(rank, (index == 0 ? head : " ".repeat(indent)) + wrapped.get(index));
        }
    }

    /** How many there are, none left out. */
    int size() {
        return lines.size();
    }

    /**
     * At most so many lines, and no head without a row under it. Of those that are left out and are no mere decoration the last line but
     * one tells how many.
     */
    List<String> within(int most, String file) {
        List<Line> kept = new ArrayList<>(lines);
        int leftOut = 0;
        while (kept.size() + (leftOut > 0 ? 1 : 0) > most) {
            int out = leastNeeded(kept);
            if (kept.get(out).rank() == Rank.ALWAYS) {
                break;
            }
            leftOut += kept.remove(out).rank() == Rank.EXTRA ? 0 : 1;
            if (kept.stream().filter(Line::isRow).count() == 1) {
                kept.removeIf(Line::isRow);
            }
        }
        int label = label(kept);
        List<String> shown =
                new ArrayList<>(kept.stream().map(line -> shown(line, label)).toList());
        if (leftOut > 0) {
            shown.add(shown.size() - 1, "  ... " + leftOut + " more lines: see " + file);
        }
        return shown;
    }

    /** The last of those that are needed least. */
    private static int leastNeeded(List<Line> kept) {
        int least = 0;
        for (int index = 0; index < kept.size(); index++) {
            boolean asLittle = kept.get(index).rank().compareTo(kept.get(least).rank()) >= 0;
            least = asLittle ? index : least;
        }
        return least;
    }

    private static int label(List<Line> kept) {
        int widest = kept.stream()
                .filter(line -> !line.cells().isEmpty())
                .mapToInt(line -> Wrapped.length(line.label()) + 1)
                .max()
                .orElse(NARROWEST_LABEL);
        return Math.min(WIDEST_LABEL, Math.max(NARROWEST_LABEL, widest));
    }

    private String shown(Line line, int label) {
        if (line.cells().isEmpty()) {
            return sentence(line.label());
        }
        int width = Math.max(4, (columns - label) / line.cells().size());
        StringBuilder row = new StringBuilder(padded(line.label(), label));
        line.cells().forEach(cell -> row.append(padded(cell, width)));
        return InertText.notACommand(
                Wrapped.lines(row.toString().stripTrailing(), columns, 1).get(0));
    }

    private String padded(String text, int width) {
        String indent = text.startsWith(" ") ? " " : "";
        String shown = indent
                + Wrapped.lines(inert(text), Math.max(4, width - indent.length() - 1), 1)
                        .get(0);
        return shown + " ".repeat(Math.max(0, width - Wrapped.length(shown)));
    }

    private String sentence(String text) {
        String indent = " ".repeat(text.length() - text.stripLeading().length());
        return InertText.notACommand(indent
                + Wrapped.lines(inert(text), columns - indent.length(), 1).get(0));
    }

    private String inert(String text) {
        return InertText.line(mask.apply(text));
    }

    /** As people write it: 1.8 MB are 1,800,000 bytes. */
    static String size(long bytes) {
        double kilo = 1000;
        return bytes < kilo * kilo
                ? String.format(Locale.ROOT, "%.1f kB", bytes / kilo)
                : String.format(Locale.ROOT, "%.1f MB", bytes / kilo / kilo);
    }
}
