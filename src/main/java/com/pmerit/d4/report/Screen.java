package com.pmerit.d4.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The lines of a screen as they grow: labelled sentences, masked whole before they are made inert, wrapped and cut. */
final class Screen {
    private static final int NARROWEST = 40;
    private static final int INDENT = 2;
    private static final int LABEL = 13;

    private final int columns;
    private final UnaryOperator<String> mask;
    private final List<String> lines = new ArrayList<>();

    Screen(int columns, UnaryOperator<String> mask) {
        this.columns = Math.max(NARROWEST, columns);
        this.mask = mask;
    }

    void text(String text) {
        Wrapped.lines(inert(text), columns, 1).forEach(this::add);
    }

    /** A sentence behind its label, on so many lines at most. */
    void entry(String label, String text, int most) {
        int indent = INDENT + LABEL;
        List<String> wrapped = Wrapped.lines(inert(text), columns - indent, most);
        String name = Wrapped.lines(inert(label), LABEL - 1, 1).get(0);
        add(" ".repeat(INDENT) + name + " ".repeat(LABEL - Wrapped.length(name)) + wrapped.get(0));
        wrapped.subList(1, wrapped.size()).forEach(line -> add(" ".repeat(indent) + line));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private String inert(String text) {
        return InertText.line(mask.apply(text));
    }

    private void add(String line) {
        lines.add(InertText.notACommand(line.stripTrailing()));
    }
}
