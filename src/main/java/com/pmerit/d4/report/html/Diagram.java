package com.pmerit.d4.report.html;

import com.pmerit.d4.report.html.Layout.Box;
import com.pmerit.d4.report.html.Schema.Column;
import com.pmerit.d4.report.html.Schema.Link;
import java.util.List;
import java.util.Locale;

/** A schema as a picture: a box a table, a line a foreign key. All that is in it also stands in a list, for those who cannot see it. */
final class Diagram {
    private static final int LONGEST_HEAD = 36;
    private static final int LONGEST_COLUMN = 19;
    private static final int LONGEST_NOTE = 15;
    private static final int BEND = 40;

    private final Schema schema;
    private final Layout layout;

    Diagram(Schema schema) {
        this.schema = schema;
        this.layout = new Layout(schema);
    }

    /**
     * Writes the picture.
     *
     * @param label what it shows, for those who cannot see it
     */
    void write(Html html, String label) {
        Tag frame = Tag.of(
                "svg",
                "class",
                "diagram",
                "role",
                "img",
                "aria-label",
                label,
                "width",
                Integer.toString(layout.width()),
                "height",
                Integer.toString(layout.height()),
                "viewBox",
                "0 0 " + layout.width() + " " + layout.height());
        html.in(frame, () -> {
            for (Box box : layout.boxes()) {
                box.table().links().forEach(link -> link(html, box, link));
            }
            layout.boxes().forEach(box -> box(html, box));
        });
    }

    private void link(Html html, Box child, Link link) {
        layout.parent(link).ifPresent(parent -> {
            int fromY = child.height(link.columns());
            int toX = parent.x() + Layout.WIDTH;
            int toY = parent.height(link.parentColumns());
            boolean beside = child.x() > toX;
            int fromX = beside ? child.x() : child.x() + Layout.WIDTH;
            int bend = Math.max(BEND, Math.abs(fromX - toX) / 2);
            html.in(
                    Tag.of(
                            "path",
                            "class",
                            "link " + link.change().cssClass(),
                            "d",
                            "M" + fromX + " " + fromY + " C" + (beside ? fromX - bend : fromX + BEND) + " " + fromY
                                    + " " + (beside ? toX + bend : toX + BEND) + " " + toY + " " + toX + " " + toY),
                    () -> {});
            html.in(
                    Tag.of(
                            "circle",
                            "class",
                            "end " + link.change().cssClass(),
                            "cx",
                            Integer.toString(toX),
                            "cy",
                            Integer.toString(toY),
                            "r",
                            "3"),
                    () -> {});
        });
    }

    /** A picture in the picture, which cuts off what is too wide. */
    private void box(Html html, Box box) {
        Tag frame = Tag.of(
                "svg",
                "class",
                "box " + box.table().change().cssClass(),
                "x",
                Integer.toString(box.x()),
                "y",
                Integer.toString(box.y()),
                "width",
                Integer.toString(Layout.WIDTH),
                "height",
                Integer.toString(box.height()));
        html.in(frame, () -> {
            rectangle(html, "body", 1, box.height() - 2);
            rectangle(html, "top", 1, box.head() - 2);
            text(html, "table", 10, 17, cut(box.table().name(), LONGEST_HEAD));
            if (box.table().changed()) {
                text(html, "words", 10, 34, cut(schema.words(box.table().change()), LONGEST_HEAD));
            }
            int y = box.head() + 15;
            for (Column column : box.columns()) {
                column(html, box, column, y);
                y += Layout.LINE;
            }
            if (box.leftOut() > 0) {
                text(html, "more", 10, y, "and " + Quantity.count(box.leftOut(), "column") + " more");
            }
        });
    }

    private void column(Html html, Box box, Column column, int y) {
        boolean foreign = box.table().links().stream()
                .flatMap(link -> link.columns().stream())
                .anyMatch(column.name()::equalsIgnoreCase);
        String mark = column.primaryKey() ? "PK" : foreign ? "FK" : "";
        // Of a table that only one environment has, each column would say the same.
        boolean changed = column.change() != Change.SAME;
        String note =
                changed ? schema.shortWords(column.change()) : column.type().toLowerCase(Locale.ROOT);
        text(html, "key", 10, y, mark);
        text(html, "column " + column.change().cssClass(), 32, y, cut(column.name(), LONGEST_COLUMN));
        html.leaf(
                Tag.of(
                        "text",
                        "class",
                        changed ? "words" : "type",
                        "x",
                        Integer.toString(Layout.WIDTH - 10),
                        "y",
                        Integer.toString(y),
                        "text-anchor",
                        "end"),
                cut(note, LONGEST_NOTE));
    }

    private static void rectangle(Html html, String name, int at, int height) {
        html.in(
                Tag.of(
                        "rect",
                        "class",
                        name,
                        "x",
                        Integer.toString(at),
                        "y",
                        Integer.toString(at),
                        "width",
                        Integer.toString(Layout.WIDTH - 2),
                        "height",
                        Integer.toString(height),
                        "rx",
                        "6"),
                () -> {});
    }

    private static void text(Html html, String name, int x, int y, String text) {
        if (!text.isEmpty()) {
            html.leaf(Tag.of("text", "class", name, "x", Integer.toString(x), "y", Integer.toString(y)), text);
        }
    }

    private static String cut(String text, int longest) {
        List<Integer> points = text.codePoints().limit(longest + 1L).boxed().toList();
        return points.size() <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "\u2026";
    }
}
