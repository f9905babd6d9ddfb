package com.pmerit.d4.sop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** An SOP in Markdown, taken apart into its commands and claims. */
public final class SopDocument {
    private static final Set<String> SHELLS = Set.of("", "bash", "sh", "shell", "zsh", "console");

    private final List<Statement> statements = new ArrayList<>();
    private final List<Heading> open = new ArrayList<>();

    private SopDocument() {}

    /** All that a document says, in its order. */
    public static List<Statement> statements(String markdown) {
        SopDocument document = new SopDocument();
        document.below(Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .build()
                .parse(MarkedText.cleaned(markdown)));
        return List.copyOf(document.statements);
    }

    private void below(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                heading(heading);
            } else if (node instanceof Paragraph) {
                sentences(node);
            } else if (node instanceof FencedCodeBlock code) {
                code(Optional.ofNullable(code.getInfo()).orElse(""), code.getLiteral(), line(node) + 1);
            } else if (node instanceof IndentedCodeBlock code) {
                code("", code.getLiteral(), line(node));
            } else if (node instanceof TableBlock) {
                table(node);
            } else if (node instanceof HtmlBlock html) {
                claim(line(node), Optional.empty(), html.getLiteral().replaceAll("\\s+", " "), List.of());
            } else {
                below(node);
            }
        }
    }

    private void heading(Heading heading) {
        open.removeIf(above -> above.getLevel() >= heading.getLevel());
        open.add(heading);
        MarkedText text = MarkedText.of(heading);
        if (!text.quotes().isEmpty() || text.plain().matches(".*\\d{4}-\\d{2}-\\d{2}.*")) {
            sentence(line(heading), text);
        }
    }

    private void sentences(Node paragraph) {
        MarkedText.of(paragraph)
                .sentences()
                .forEach(sentence -> sentence(line(paragraph) + sentence.linesBefore(), sentence.text()));
    }

    /** A sentence that tells a command is that command: its words say what the command is for. */
    private void sentence(int line, MarkedText sentence) {
        List<Quote> commands = commands(sentence.quotes());
        commands.forEach(command -> statements.add(
                new Statement.Command(line, headings(), command.code(), Optional.empty(), sentence.plain())));
        if (commands.isEmpty()) {
            MarkedText text = sentence.withoutLabel();
            claim(line, sentence.label(), text.plain(), text.quotes());
        }
    }

    private void claim(int line, Optional<String> label, String text, List<Quote> quotes) {
        statements.add(new Statement.Claim(line, headings(), label, text, quotes));
    }

    private void code(String info, String text, int line) {
        String language = info.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
        if (SHELLS.contains(language)) {
            statements.addAll(new CommandBlock(headings(), language).statements(text, line));
        } else {
            claim(line, Optional.empty(), "a block of " + language, List.of());
        }
    }

    private void table(Node table) {
        List<String> columns = new ArrayList<>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (part instanceof TableHead) {
                    cells(row).forEach(cell -> columns.add(cell.plain()));
                } else if (part instanceof TableBody) {
                    row(row, columns);
                }
            }
        }
    }

    private void row(Node row, List<String> columns) {
        List<MarkedText> cells = cells(row);
        String whole = String.join(" | ", cells.stream().map(MarkedText::plain).toList());
        List<Quote> commands =
                cells.stream().flatMap(cell -> commands(cell.quotes()).stream()).toList();
        commands.forEach(command ->
                statements.add(new Statement.Command(line(row), headings(), command.code(), Optional.empty(), whole)));
        if (commands.isEmpty()) {
            statements.add(new Statement.Row(
                    line(row),
                    headings(),
                    columns,
                    cells.stream()
                            .map(cell -> new Statement.Cell(cell.plain(), cell.quotes()))
                            .toList()));
        }
    }

    private static List<MarkedText> cells(Node row) {
        List<MarkedText> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            cells.add(MarkedText.of(cell));
        }
        return cells;
    }

    private static List<Quote> commands(List<Quote> quotes) {
        return quotes.stream()
                .filter(quote -> CommandLine.isCommand(quote.code()))
                .toList();
    }

    private List<String> headings() {
        return open.stream().map(heading -> MarkedText.of(heading).plain()).toList();
    }

    private static int line(Node node) {
        return node.getSourceSpans().isEmpty()
                ? line(node.getParent())
                : node.getSourceSpans().get(0).getLineIndex() + 1;
    }
}
