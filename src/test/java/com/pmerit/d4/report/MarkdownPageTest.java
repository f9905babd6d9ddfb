package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from elsewhere stays what it is in Markdown: words. Read back by a parser of Markdown. */
final class MarkdownPageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "[click](javascript:alert(1))",
                "![x](https://evil.example/a.png)",
                "a|b",
                "a\\|b",
                "`code` and ``more``",
                "`",
                "**bold** _it_ ~~gone~~",
                "# heading",
                "- item",
                "1. item",
                "&lt;b&gt; &#60;",
                "one\n\n# two",
                "```\nrm -rf",
                "<!-- gone",
                "<https://evil.example>",
                "[x]: https://evil.example",
                "\\",
                "a\\",
                "$x$ | :--- |"
            })
    void keepsHostileTextInert(String hostile) {
        MarkdownPage page = new MarkdownPage(UnaryOperator.identity());
        page.heading(2, page.text(hostile));
        page.items(List.of(page.text(hostile), page.code(hostile)));
        page.table(List.of("A", "B"), List.of(List.of(page.text(hostile), page.code(hostile))));
        Node read = Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(page.whole());

        String plain = hostile.replaceAll("\n+", " ");
        assertThat(texts(read)).as(page.whole()).containsExactly(plain, plain, plain, "A", "B", plain, plain);
        assertThat(HtmlRenderer.builder().build().render(read))
                .doesNotContain("<script", "<a ", "<img", "<em>", "<strong>");
    }

    /** The words of each block, code or not. */
    private static List<String> texts(Node document) {
        List<String> texts = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            protected void visitChildren(Node parent) {
                if (parent.getFirstChild() instanceof Text || parent.getFirstChild() instanceof Code) {
                    StringBuilder words = new StringBuilder();
                    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
                        words.append(
                                node instanceof Text text
                                        ? text.getLiteral()
                                        : node instanceof Code code ? code.getLiteral() : "?" + node);
                    }
                    texts.add(words.toString());
                } else {
                    super.visitChildren(parent);
                }
            }

            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableCell && node.getFirstChild() == null) {
                    texts.add("");
                }
                super.visit(node);
            }
        });
        return texts;
    }
}
