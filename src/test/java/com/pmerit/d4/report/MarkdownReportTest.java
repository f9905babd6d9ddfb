package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class MarkdownReportTest {
    @Test
    void tellsAFailedChecklistWithItsEvidenceAndWhatMendsIt() {
        String text = text(Reports.failedChecklist());

        assertThat(text)
                .startsWith("""
                        ### d4&#58;check d4-chat 1.4.0 -&#62; production &#40;embedded Cloudflare&#41;, commit 4be1c07

                        \u274c **GATE&#95;FAILED after 8.5 s&#58; 3 of 8 gates failed, nothing was written**

                        | | Gate | What was seen |
                        |---|---|---|
                        """)
                .contains(
                        "| \u274c failed | No uncommitted changes | 2 files are not committed"
                                + "<br>M  products/aixord-router-worker/src/index.ts<br>?? notes.txt"
                                + "<br>**What mends it** git add -A &#38;&#38; git commit, or git stash |\n",
                        "| \u2705 passed | TypeScript compiles | tsc -b in 2 packages |\n",
                        "| \u26a0\ufe0f warned | Tag release |",
                        "| \u25ab\ufe0f skipped | POM, wrangler config and live agree | no environment |\n")
                .endsWith("|\n\n");
    }

    @Test
    void tellsAReleaseAndTheWayBack() {
        assertThat(text(Reports.release()))
                .contains(
                        "\u2705 **DONE after 31.2 s&#58;",
                        "| \u2705 done | Apply migrations | 2 files applied, 46 stood |\n",
                        "| \u25ab\ufe0f already-done | Read what is live |",
                        "| \u25ab\ufe0f not-needed | Set triggers |",
                        "**Live: worker** aixord-router-worker&#58; version",
                        "**The way back** mvn d4&#58;rollback -Pproduction -Dd4.version&#61;11aa\n\n");
    }

    @Test
    void tellsAnOverrideWithItsReason() {
        assertThat(text(Reports.overriddenChecklist()))
                .contains(
                        "| \u26a0\ufe0f overridden | No uncommitted changes |",
                        "**Overridden because** incident 17&#58; only");
    }

    @Test
    void tellsWhatIsLiveAfterAReleaseThatStoppedOrWasTakenBack() {
        assertThat(text(Reports.stoppedRelease()))
                .contains(
                        "\u274c **ABORTED&#95;SAFE",
                        "**Live now** users meet version 11aa;",
                        "**What mends it** mend the Worker");
        assertThat(text(Reports.takenBack()))
                .contains("\u274c **ROLLED&#95;BACK", "**Live now** users meet 11aa again");
    }

    @Test
    void leavesNamesThatTryEverythingWithoutAnyEffect() {
        String name = "a|b `c` <script>x</script> [l](https://evil.example) https://evil.example www.evil.example"
                + " @team #12 **b** \\| $x$ ~~s~~\n# heading\n| row |\u202E";

        String text = text(Reports.withGates(
                List.of(Reports.gate("tests", name, new Verdict.Failed(name, List.of(name), name), 5))));

        List<String> rows = text.lines().filter(line -> line.startsWith("|")).toList();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(2).chars().filter(letter -> letter == '|').count()).isEqualTo(4);
        assertThat(rows.get(2)
                        .replace("<br>", "")
                        .replace("**What mends it**", "")
                        .replaceAll("&#[0-9]+;", ""))
                .doesNotContain("<", ">", "`", "[", "](", "://", "www.", "@", "#", "*", "$", "~", "\u202E");
    }

    @Test
    void cutsWhatIsVeryLong() {
        List<String> details = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            details.add("line " + i);
        }

        String text = text(Reports.withGates(
                List.of(Reports.gate("tests", "x".repeat(10_000), new Verdict.Failed("s", details, "mend"), 5))));

        assertThat(text)
                .contains("x\u2026 and 9000 more characters", "line 19<br>and 30 more<br>")
                .hasSizeLessThan(3_000);
    }

    @Test
    void masksEveryTextBeforeItIsCutOrEscaped() {
        String text = new MarkdownReport(masked -> masked.replace("aixord-db: 48", "[secret]")).text(Reports.release());

        assertThat(text).contains("&#91;secret&#93; migrations").doesNotContain("aixord-db");
    }

    @Test
    void tellsAnAuditWithEachDifference() {
        assertThat(audit(Audits.sop()))
                .startsWith("""
                        ### d4&#58;audit d4-chat 1.4.0 &#40;embedded Cloudflare&#41;, commit 4be1c07

                        \u26a0\ufe0f **6 differences between schemas, 0 sites out of step**

                        """)
                .contains(
                        "| staging | database aixord-db-staging | 70 tables, 1300000 bytes, 46 migrations tracked |\n",
                        "| production | database aixord-db | 68 tables, 1800000 bytes, 3 migrations tracked, 43 files not |\n",
                        "**DB&#58; staging and production** differ\n\n",
                        "| only in staging | table agent&#95;tasks | 0036&#95;task&#95;queue.sql | 1 statement in production,",
                        "| only in production | table d4&#95;agents | hand |",
                        "| not alike | column users.email | 0001&#95;users.sql | both have it, and not alike |\n");
    }

    @Test
    void tellsAnAuditThatFoundNothingAndOneThatCouldNotReadAll() {
        assertThat(audit(Audits.many(0)))
                .contains("\u2705 **nothing differs**", "**DB&#58; staging and production** are the same");
        assertThat(audit(Audits.unreadable()))
                .contains(
                        "\u274c **1 of what was to be read could not be read**",
                        "| production | database aixord-db | could not be read&#58; &#92;u001b&#91;2Jnot for you |",
                        "could not be compared&#58;".replace("&#58;", ":") + " production could not be read");
        assertThat(audit(Audits.buckets())).contains("bucket images-canary | is there; what is in it was not given");
        assertThat(audit(Audits.sites()))
                .contains(
                        "1 site out of step",
                        "made by d4, of its Worker's release".replace("'", "&#39;"),
                        "of commit 77ab12cd5");
        assertThat(audit(Audits.many(150))).contains("and 50 more");
    }

    private static String text(Report report) {
        return new MarkdownReport(UnaryOperator.identity()).text(report);
    }

    private static String audit(AuditReport report) {
        return new MarkdownAudit(UnaryOperator.identity()).text(report);
    }
}
