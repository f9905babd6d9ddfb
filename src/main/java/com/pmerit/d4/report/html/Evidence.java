package com.pmerit.d4.report.html;

import java.util.List;

/** What a gate, a step and a smoke test show alike. */
final class Evidence {
    private static final int MOST_LINES = 200;

    private Evidence() {}

    static void title(Html html, String title, String id) {
        html.in(Tag.of("p", "class", "title"), () -> {
            html.leaf("strong", title).text(" ");
            html.leaf("code", id);
        });
    }

    static void time(Html html, Part row) {
        html.in(
                Tag.of("div", "class", "took"),
                () -> row.number("durationMillis").ifPresent(millis -> html.text(Quantity.duration(millis))));
    }

    /** A sentence behind what it is. */
    static void said(Html html, String what, String sentence) {
        html.in(Tag.of("p", "class", "said"), () -> {
            html.leaf("b", what + ":").text(" ");
            html.text(sentence);
        });
    }

    /** Something to type. */
    static void command(Html html, String what, String command) {
        html.in(Tag.of("p", "class", "said"), () -> {
            html.leaf("b", what + ":").text(" ");
            html.leaf("code", command);
        });
    }

    /** Sentences below what they are; nothing when there are none. */
    static void list(Html html, String what, List<String> sentences) {
        if (!sentences.isEmpty()) {
            html.in(Tag.of("p", "class", "said"), () -> html.leaf("b", what + ":"));
            html.in(Tag.of("ul"), () -> sentences.forEach(sentence -> html.leaf("li", sentence)));
        }
    }

    /**
     * Lines of evidence.
     *
     * @param open whether they are shown at once
     */
    static void details(Html html, List<String> lines, boolean open) {
        details(html, "Evidence, " + Quantity.count(lines.size(), "line"), lines, open);
    }

    /** The same under another heading. */
    static void details(Html html, String heading, List<String> lines, boolean open) {
        if (lines.isEmpty()) {
            return;
        }
        Tag details = open ? Tag.of("details", "open", "") : Tag.of("details");
        html.in(details, () -> {
            html.leaf("summary", heading);
            html.in(Tag.of("ul", "class", "lines"), () -> {
                lines.stream().limit(MOST_LINES).forEach(line -> html.leaf("li", line));
                if (lines.size() > MOST_LINES) {
                    html.leaf("li", "and " + Quantity.count(lines.size() - MOST_LINES, "line") + " more");
                }
            });
        });
    }
}
