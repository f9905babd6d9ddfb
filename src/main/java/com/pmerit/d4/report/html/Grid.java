package com.pmerit.d4.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A table whose columns and rows have headings. Where it is wider than the screen, it scrolls and the page does not. */
final class Grid {
    private final String caption;
    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String heading, List<Consumer<Html>> cells) {}

    /**
     * Takes its head.
     *
     * @param columns the heading of the first one is that of the rows' headings
     */
    Grid(String caption, List<String> columns) {
        this.caption = caption;
        this.columns = List.copyOf(columns);
    }

    /** A row with a cell for each column but the first. */
    Grid row(String heading, List<Consumer<Html>> cells) {
        if (cells.size() != columns.size() - 1) {
            throw new IllegalArgumentException("a row of " + cells.size() + " cells in " + caption);
        }
        rows.add(new Row(heading, List.copyOf(cells)));
        return this;
    }

    int rows() {
        return rows.size();
    }

    /** A cell with a text; a dash stands for nothing. */
    static Consumer<Html> text(String text) {
        return html -> html.text(text.isEmpty() ? "\u2013" : text);
    }

    /** A cell with a moment in ISO 8601. */
    static Consumer<Html> moment(String iso) {
        return iso.isEmpty() ? text("") : html -> Quantity.write(html, iso);
    }

    void write(Html html) {
        Tag frame = Tag.of("div", "class", "scroll", "role", "group", "tabindex", "0", "aria-label", caption);
        html.in(
                frame,
                () -> html.in(Tag.of("table"), () -> {
                    html.leaf("caption", caption);
                    html.in(Tag.of("thead"), () -> head(html));
                    html.in(Tag.of("tbody"), () -> rows.forEach(row -> write(html, row)));
                }));
    }

    private void head(Html html) {
        html.in(Tag.of("tr"), () -> columns.forEach(column -> html.leaf(Tag.of("th", "scope", "col"), column)));
    }

    private static void write(Html html, Row row) {
        html.in(Tag.of("tr"), () -> {
            html.leaf(Tag.of("th", "scope", "row"), row.heading());
            row.cells().forEach(cell -> html.in(Tag.of("td"), () -> cell.accept(html)));
        });
    }
}
