package com.pmerit.d4.sop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * The text of a block with its code and its bold words marked by characters of Unicode's private area, which no document keeps:
 * {@link #cleaned} takes them out before it is parsed.
 */
record MarkedText(String marked) {
    private static final char CODE = '\uE000';
    private static final char END_OF_CODE = '\uE001';
    private static final char BOLD = '\uE002';
    private static final char END_OF_BOLD = '\uE003';
    private static final Pattern MARKS = Pattern.compile("[\uE000-\uE003]");
    private static final Pattern QUOTE = Pattern.compile("\uE000([^\uE001]*)\uE001([^\uE000]*)");
    private static final Pattern LABEL = Pattern.compile("^\uE002([^\uE002\uE003]+?)(?::\uE003|\uE003:)\\s*");
    /** After a full stop before a capital, or at a line that begins with a label. */
    private static final Pattern BETWEEN_SENTENCES =
            Pattern.compile("(?<=[.!?][\uE003)]?)\\s+(?=[\uE002\\p{Lu}])|\n(?=\uE002)");

    private static final Pattern BOX = Pattern.compile("^\\[[ xX]\\]\\s+");

    /** A document without the characters that mark. */
    static String cleaned(String document) {
        return MARKS.matcher(document).replaceAll("");
    }

    /** The text of all that is below a node. */
    static MarkedText of(Node block) {
        StringBuilder text = new StringBuilder();
        append(block, text);
        return new MarkedText(BOX.matcher(text).replaceFirst(""));
    }

    private static void append(Node parent, StringBuilder text) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Text words) {
                text.append(words.getLiteral());
            } else if (node instanceof Code code) {
                text.append(CODE).append(code.getLiteral()).append(END_OF_CODE);
            } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
                text.append('\n');
            } else if (node instanceof HtmlInline html) {
                text.append(html.getLiteral());
            } else if (node instanceof StrongEmphasis) {
                text.append(BOLD);
                append(node, text);
                text.append(END_OF_BOLD);
            } else {
                append(node, text);
                if (node instanceof Link link) {
                    text.append(' ').append(CODE).append(link.getDestination()).append(END_OF_CODE);
                }
            }
        }
    }

    /** As a person reads it, in one line. */
    String plain() {
        return MARKS.matcher(marked).replaceAll("").replaceAll("\\s+", " ").strip();
    }

    /** What is written as code in it. */
    List<Quote> quotes() {
        List<Quote> quotes = new ArrayList<>();
        Matcher found = QUOTE.matcher(marked);
        while (found.find()) {
            quotes.add(new Quote(found.group(1).strip(), new MarkedText(found.group(2)).plain()));
        }
        return quotes;
    }

    /** What stands in bold before its first colon. */
    Optional<String> label() {
        Matcher found = LABEL.matcher(marked.strip());
        return found.find() ? Optional.of(new MarkedText(found.group(1)).plain()) : Optional.empty();
    }

    /** The same without the label. */
    MarkedText withoutLabel() {
        return new MarkedText(LABEL.matcher(marked.strip()).replaceFirst(""));
    }

    /**
     * A part of a text.
     *
     * @param linesBefore how many line ends stand before it
     */
    record Sentence(MarkedText text, int linesBefore) {}

    /** Its sentences, in order; none of them is empty. */
    List<Sentence> sentences() {
        List<Sentence> sentences = new ArrayList<>();
        Matcher between = BETWEEN_SENTENCES.matcher(marked);
        int start = 0;
        while (between.find()) {
            add(sentences, start, between.start());
            start = between.end();
        }
        add(sentences, start, marked.length());
        return sentences;
    }

    private void add(List<Sentence> sentences, int start, int end) {
        MarkedText text = new MarkedText(marked.substring(start, end));
        if (!text.plain().isEmpty()) {
            int lines = (int) marked.substring(0, start)
                    .chars()
                    .filter(each -> each == '\n')
                    .count();
            sentences.add(new Sentence(text, lines));
        }
    }
}
