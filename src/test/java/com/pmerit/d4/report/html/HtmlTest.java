package com.pmerit.d4.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class HtmlTest {
    @Test
    void escapesTextsAndValuesOfAttributes() {
        Html html = new Html().leaf(Tag.of("p", "class", "a\"b'c<d>"), "1 < 2 && \"3\" > '2'");

        assertThat(html)
                .hasToString("<!DOCTYPE html>\n<p class=\"a&quot;b&#39;c&lt;d&gt;\">"
                        + "1 &lt; 2 &amp;&amp; &quot;3&quot; &gt; &#39;2&#39;</p>\n");
    }

    @Test
    void refusesALinkThatLeadsOutOfThePage() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("a", "href", "https://example.org"));
        assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("a", "href", "javascript:alert(1)"));
    }

    @Test
    void refusesAStyleSheetThatWouldEndItself() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Html().style("a{}</style><script>"));
    }

    @Test
    void refusesAnAttributeWithoutAValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("p", "class"));
    }
}
