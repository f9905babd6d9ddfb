package com.pmerit.d4.sop;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Something that an SOP says, to be held against what is true. */
public sealed interface Statement {
    /** Where it stands, from 1. */
    int line();

    /** The headings above it, the outermost first; a heading stands below itself. */
    List<String> headings();

    /** As a person reads it, in one line. */
    String text();

    /** The same with its label, if it has one. */
    default String labelled() {
        return text();
    }

    /** The heading right above it, or nothing at the top of the document. */
    default String section() {
        return headings().isEmpty() ? "" : headings().get(headings().size() - 1);
    }

    /**
     * A command to type.
     *
     * @param directory where it is to be typed, as the document names it
     * @param around what stands around it: the comment above it, or the sentence that it is in
     */
    record Command(int line, List<String> headings, String text, Optional<String> directory, String around)
            implements Statement {
        /** Copies the list. */
        public Command {
            headings = List.copyOf(headings);
        }
    }

    /**
     * A row of a table.
     *
     * @param columns the words of its head
     * @param cells as many as there are columns
     */
    record Row(int line, List<String> headings, List<String> columns, List<Cell> cells) implements Statement {
        /** Copies the lists. */
        public Row {
            headings = List.copyOf(headings);
            columns = List.copyOf(columns);
            cells = List.copyOf(cells);
        }

        @Override
        public String text() {
            return cells.stream().map(Cell::text).collect(Collectors.joining(" | "));
        }
    }

    /**
     * A cell of a table.
     *
     * @param text all of it
     * @param quotes what is written as code in it
     */
    record Cell(String text, List<Quote> quotes) {
        /** Copies the list. */
        public Cell {
            quotes = List.copyOf(quotes);
        }

        /** What is written as code in it, or else all of it. */
        public String value() {
            return quotes.isEmpty() ? text : quotes.get(0).code();
        }
    }

    /**
     * A sentence, an item of a list, a heading, or the directory that a block of commands names.
     *
     * @param label what stands before its colon in bold, such as {@code Tables}
     * @param text without the label
     * @param quotes what is written as code in it
     */
    record Claim(int line, List<String> headings, Optional<String> label, String text, List<Quote> quotes)
            implements Statement {
        /** Copies the lists. */
        public Claim {
            headings = List.copyOf(headings);
            quotes = List.copyOf(quotes);
        }

        @Override
        public String labelled() {
            return label.map(words -> words + ": " + text).orElse(text);
        }
    }
}
