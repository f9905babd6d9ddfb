package com.pmerit.d4.sandbox.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.assets.RedirectRules.Redirect;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedirectRulesTest {
    @ParameterizedTest
    @CsvSource({
        "/home301,/,301",
        "/notAStatus,/other,302",
        "/blog/2020/my-post,/news/2020/my-post,301",
        "/products/shoes/42,/shop/shoes?id=42,302",
        "/away/x/y,https://example.com/x/y,307",
        "/%C3%A4,/umlaut,302"
    })
    void leadsWhereTheFileSays(String path, String to, int status) {
        RedirectRules rules = RedirectRules.parse("""
                # moved
                /home301 / 301
                /notAStatus /other
                /ä /umlaut
                /blog/* /news/:splat 301
                /products/:kind/:id /shop/:kind?id=:id 302
                /away/* https://example.com/:splat 307
                """);

        assertThat(rules.find("site.pages.dev", path)).contains(new Redirect(to, status));
        assertThat(rules.ignored()).isEmpty();
    }

    @Test
    void triesStaticRulesFirstAndTheOthersInOrder() {
        RedirectRules rules = RedirectRules.parse("""
                /a/exact /static
                /a/* /wide
                /a/narrow /late
                """);

        assertThat(found(rules, "/a/exact")).contains("/static");
        assertThat(found(rules, "/a/narrow"))
                .as("a static rule below a dynamic one waits its turn")
                .contains("/wide");
        assertThat(found(rules, "/b")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/only,two URLs",
        "/a /b 301 extra,two URLs",
        "/a /b 404,its status must be",
        "/a /b three,its status must be",
        "https://x.example/a /b,must start with a path",
        "/*/two/* /b,at most one splat",
        "/:a/:a /b,no placeholder twice",
        "/a ftp://x.example,an https URL",
        "/a https://x.example/b 200,only lead to a path of the site",
        "/* /index.html 200,back to itself",
        "/ /index 301,back to itself"
    })
    void leavesOutWhatIsNoRuleAndSaysWhy(String line, String reason) {
        RedirectRules rules = RedirectRules.parse("/good /b\n" + line + "\n");

        assertThat(rules.count()).isEqualTo(1);
        assertThat(rules.ignored())
                .singleElement()
                .asString()
                .startsWith("line 2 of _redirects")
                .contains(reason);
    }

    @Test
    void takesTheFirstOfTwoRulesForOnePath() {
        RedirectRules rules = RedirectRules.parse("/a /first\n/a /second\n");

        assertThat(found(rules, "/a")).contains("/first");
        assertThat(rules.ignored()).singleElement().asString().contains("a rule for /a above it");
    }

    @Test
    void takesTwoThousandStaticRulesAndAHundredOthers() {
        String file = lines("/s%1$d /t", 2001) + lines("/d%1$d/* /t", 101);

        RedirectRules rules = RedirectRules.parse(file);

        assertThat(rules.fixed()).hasSize(2000);
        assertThat(rules.dynamic()).hasSize(100);
        assertThat(rules.ignored()).hasSize(2);
    }

    private static String lines(String format, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(format::formatted).collect(Collectors.joining("\n", "", "\n"));
    }

    private static Optional<String> found(RedirectRules rules, String path) {
        return rules.find("site.pages.dev", path).map(Redirect::to);
    }
}
