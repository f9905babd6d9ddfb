package com.pmerit.d4.report.html;

import java.util.Set;

/**
 * Writes HTML and SVG as they grow. Every text and every value of an attribute is escaped, and what is opened
 * is closed: what is written is well-formed XML, too.
 */
final class Html {
    private static final Set<String> ON_LINES_OF_THEIR_OWN = Set.of(
            "a",
            "article",
            "caption",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "figcaption",
            "figure",
            "footer",
            "g",
            "h1",
            "h2",
            "h3",
            "h4",
            "head",
            "header",
            "li",
            "main",
            "meta",
            "nav",
            "ol",
            "p",
            "path",
            "rect",
            "section",
            "span",
            "style",
            "summary",
            "svg",
            "table",
            "tbody",
            "td",
            "text",
            "th",
            "thead",
            "title",
            "tr",
            "ul");

    private final StringBuilder written = new StringBuilder("<!DOCTYPE html>\n");

    /** An element with what the content writes. */
    Html in(Tag tag, Runnable content) {
        start(tag, ">");
        content.run();
        written.append("</").append(tag.name()).append('>');
        return ended(tag);
    }

    /** An element with a text. */
    Html leaf(Tag tag, String text) {
        return in(tag, () -> text(text));
    }

    /** An element without attributes, with a text. */
    Html leaf(String element, String text) {
        return leaf(Tag.of(element), text);
    }

    /** An element that HTML never closes. */
    Html alone(Tag tag) {
        start(tag, "/>");
        return ended(tag);
    }

    Html text(String text) {
        written.append(escaped(text));
        return this;
    }

    /** The style sheet, in which nothing may be escaped. */
    Html style(String sheet) {
        if (sheet.contains("<")) {
            throw new IllegalArgumentException("the style sheet holds a <");
        }
        written.append("<style>").append(sheet).append("</style>\n");
        return this;
    }

    @Override
    public String toString() {
        return written.toString();
    }

    private void start(Tag tag, String end) {
        written.append('<').append(tag.name());
        for (int i = 0; i < tag.attributes().size(); i += 2) {
            written.append(' ').append(tag.attributes().get(i)).append("=\"");
            written.append(escaped(tag.attributes().get(i + 1))).append('"');
        }
        written.append(end);
    }

    private Html ended(Tag tag) {
        if (ON_LINES_OF_THEIR_OWN.contains(tag.name())) {
            written.append('\n');
        }
        return this;
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(letter);
            }
        }
        return safe.toString();
    }
}
