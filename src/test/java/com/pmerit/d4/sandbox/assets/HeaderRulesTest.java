package com.pmerit.d4.sandbox.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HeaderRulesTest {
    private static final String HOST = "site.pages.dev";

    @Test
    void setsWhatMatchesAndJoinsWhatTwoRulesSet() {
        String file = """
                # a comment
                /*
                  X-Robots-Tag: noindex
                  Cache-Control: max-age=10
                /static/*
                  X-Robots-Tag: nosnippet
                """;

        assertThat(applied(file, "/static/a.js", Map.of("cache-control", "public")))
                .containsEntry("x-robots-tag", "noindex, nosnippet")
                .containsEntry("cache-control", "max-age=10");
        assertThat(applied(file, "/a.js", Map.of())).containsEntry("x-robots-tag", "noindex");
    }

    @Test
    void joinsTheSameHeaderWithinOneRule() {
        assertThat(applied("/a\n Link: </x>\n Link: </y>\n", "/a", Map.of())).containsEntry("link", "</x>, </y>");
    }

    @Test
    void removesAHeaderBeforeItSetsOthers() {
        String file = """
                /*
                  Access-Control-Allow-Origin: https://one.example
                /open/*
                  ! Access-Control-Allow-Origin
                """;

        assertThat(applied(file, "/open/a", Map.of("access-control-allow-origin", "*")))
                .doesNotContainKey("access-control-allow-origin");
        assertThat(applied(file, "/a", Map.of("access-control-allow-origin", "*")))
                .containsEntry("access-control-allow-origin", "https://one.example");
    }

    @Test
    void fillsSplatsAndPlaceholdersIntoValues() {
        String file = """
                /movies/:title
                  x-movie: You watch ":title"
                /files/*
                  x-rest: :splat
                """;

        assertThat(applied(file, "/movies/gladiator", Map.of())).containsEntry("x-movie", "You watch \"gladiator\"");
        assertThat(applied(file, "/movies/a/b", Map.of())).isEmpty();
        assertThat(applied(file, "/files/a/b", Map.of())).containsEntry("x-rest", "a/b");
    }

    @Test
    void appliesARuleWithAHostAtThatHostOnly() {
        String file = """
                https://:project.pages.dev/*
                  X-Robots-Tag: noindex
                https://www.example.com/*
                  x-site: main
                """;

        assertThat(applied(file, "/a", Map.of())).containsOnlyKeys("x-robots-tag");
        HeaderRules rules = HeaderRules.parse(file);
        Map<String, String> preview = new TreeMap<>();
        rules.apply(preview, "abc.site.pages.dev", "/a");
        assertThat(preview).as("a placeholder in a host ends at a dot").isEmpty();
        Map<String, String> main = new TreeMap<>();
        rules.apply(main, "www.example.com", "/a");
        assertThat(main).containsOnlyKeys("x-site");
    }

    @Test
    void leavesOutWhatIsNoRuleAndSaysWhy() {
        HeaderRules rules = HeaderRules.parse("""
                x-early: no url
                http://insecure.example/*
                  x-lost: yes
                /two/*/splats/*
                  x-lost: yes
                /nothing
                /a
                  no colon
                  bad name: x
                  x-empty:
                  x-good: 1
                %s
                """.formatted("/" + "l".repeat(2000)));

        assertThat(rules.rules()).hasSize(1);
        assertThat(rules.rules().get(0).set()).containsOnly(Map.entry("x-good", "1"));
        assertThat(rules.ignored().stream().map(line -> line.substring(5, line.indexOf(" of"))))
                .containsExactly("1", "2", "3", "4", "5", "8", "9", "10", "12", "6");
    }

    @Test
    void takesAHundredRulesAndNoMore() {
        String file = IntStream.rangeClosed(1, 101)
                .mapToObj(number -> "/" + number + "\n x: " + number + "\n")
                .collect(Collectors.joining());

        HeaderRules rules = HeaderRules.parse(file);

        assertThat(rules.rules()).hasSize(100);
        assertThat(rules.ignored()).hasSize(2).first().asString().contains("line 201", "at most 100 rules");
    }

    private static Map<String, String> applied(String file, String path, Map<String, String> before) {
        Map<String, String> headers = new TreeMap<>(before);
        HeaderRules.parse(file).apply(headers, HOST, path);
        return headers;
    }
}
