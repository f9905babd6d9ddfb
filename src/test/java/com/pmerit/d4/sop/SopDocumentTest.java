package com.pmerit.d4.sop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SopDocumentTest {
    @Test
    void takesABlockApartIntoItsCommandsWithWhatStandsAboveThem() {
        assertThat(SopDocument.statements("""
                ## Deploy
                ```bash
                # From: products/worker/

                # Staging first
                FOO=bar wrangler deploy \\
                  --env staging && curl https://a.example/health
                # OR by hand: npm run deploy
                # nobody types this
                ```
                """))
                .containsExactly(
                        claim(3, "From", "products/worker/", new Quote("products/worker/", "")),
                        command(6, "FOO=bar wrangler deploy  --env staging", "Staging first"),
                        command(6, "curl https://a.example/health", "Staging first"),
                        command(8, "npm run deploy", "OR by hand: npm run deploy"),
                        new Statement.Claim(9, List.of("Deploy"), Optional.empty(), "nobody types this", List.of()));
    }

    @Test
    void takesTheCodeOfACheckboxForTheCommandThatItIs() {
        assertThat(SopDocument.statements("- [ ] All tests pass: `npm run test:run` (backend + frontend)"))
                .containsExactly(new Statement.Command(
                        1,
                        List.of(),
                        "npm run test:run",
                        Optional.empty(),
                        "All tests pass: npm run test:run (backend + frontend)"));
    }

    @Test
    void tellsSentencesApartAndKnowsTheirLines() {
        assertThat(SopDocument.statements("**Version:** 1.0\n**Tag:** `v1`\n\nOne. Two\nlines. **Three**"))
                .extracting(Statement::line, Statement::labelled)
                .containsExactly(
                        tuple(1, "Version: 1.0"),
                        tuple(2, "Tag: v1"),
                        tuple(4, "One."),
                        tuple(4, "Two lines."),
                        tuple(5, "Three"));
    }

    @Test
    void keepsTheColumnsOfARowAndWhatFollowsItsNames() {
        assertThat(SopDocument.statements("| What | URL |\n|---|---|\n| **DB** | `a` (prod) / `b` (staging) |"))
                .singleElement()
                .isEqualTo(new Statement.Row(
                        3,
                        List.of(),
                        List.of("What", "URL"),
                        List.of(
                                new Statement.Cell("DB", List.of()),
                                new Statement.Cell(
                                        "a (prod) / b (staging)",
                                        List.of(new Quote("a", "(prod) /"), new Quote("b", "(staging)"))))));
    }

    @Test
    void isNotConfusedByTheCharactersThatItMarksTextWith() {
        assertThat(SopDocument.statements("\uE002Tables:\uE003 68 \uE000wrangler deploy\uE001"))
                .singleElement()
                .isEqualTo(
                        new Statement.Claim(1, List.of(), Optional.empty(), "Tables: 68 wrangler deploy", List.of()));
    }

    @Test
    void leavesOutNoBlockThatItDoesNotRead() {
        assertThat(SopDocument.statements("```json\n{}\n```\n\n<table><tr><td>68</td></tr></table>"))
                .extracting(Statement::text)
                .containsExactly("a block of json", "<table><tr><td>68</td></tr></table>");
    }

    private static Statement command(int line, String text, String around) {
        return new Statement.Command(line, List.of("Deploy"), text, Optional.of("products/worker/"), around);
    }

    private static Statement claim(int line, String label, String text, Quote... quotes) {
        return new Statement.Claim(line, List.of("Deploy"), Optional.of(label), text, List.of(quotes));
    }
}
