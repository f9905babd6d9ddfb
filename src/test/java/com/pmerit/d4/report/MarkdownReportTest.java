package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.gate.Verdict;
import java.io.IOException;
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

                        \u274c **GATE&#95;FAILED after 8.5 s&#58; 3 of 12 gates failed, nothing was written**

                        | | Gate | What was seen |
                        |---|---|---|
                        """)
                .contains(
                        "| \u274c failed | No uncommitted changes | 1 changed and 1 untracked files in the"
                                + " repository"
                                + "<br>M  products/aixord-router-worker/src/index.ts<br>?? notes.txt"
                                + "<br>**What mends it** git add -A &#38;&#38; git commit, or git stash -u |\n",
                        "| \u2705 passed | Every named secret is set | 12 of 12 set on aixord-router-worker |\n",
                        "| \u26a0\ufe0f warned | POM, wrangler config and live Worker agree |",
                        "| \u25ab\ufe0f skipped | TypeScript compiles | every package is declared to be plain JavaScript |\n")
                .endsWith("|\n\n**Next** mvn verify -Pproduction -Dd4.sandbox\n\n");
    }

    @Test
    void tellsAReleaseAndTheWayBack() {
        assertThat(text(Reports.release()))
                .contains(
                        "\u2705 **DONE after 31.2 s&#58;",
                        "| \u2705 done | Apply D1 migrations | 2 applied&#58; 0047&#95;quotas.sql to 0048&#95;limits.sql |\n",
                        "| \u25ab\ufe0f already-done | See how far the release is |",
                        "| \u25ab\ufe0f not-needed | Shift the first parts of the traffic |",
                        "**Live: worker** aixord-router-worker runs version 7f3b8c52",
                        "**The way back** mvn d4&#58;rollback -Dd4.environment&#61;production -Dd4.version&#61;11aa2233");
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
                        "**Live now** users still meet version 11aa2233",
                        "**What mends it** see for yourself&#58; curl -i ");
        assertThat(text(Reports.takenBackRelease()))
                .contains("\u274c **ROLLED&#95;BACK", "**Live: worker** aixord-router-worker runs version 11aa2233");
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
        String text = new MarkdownReport(masked -> masked.replace("runs version", "[secret]")).text(Reports.release());

        assertThat(text).contains("&#91;secret&#93; 7f3b8c52").doesNotContain("runs version");
    }

    @Test
    void tellsAnAuditWithEachDifference() {
        assertThat(audit(Audits.sop()))
                .startsWith("""
                        ### d4&#58;audit d4-chat 1.4.0 &#40;embedded Cloudflare&#41;, commit 4be1c07

                        \u26a0\ufe0f **6 warnings; what mends each&#58; target/d4/audit.json**

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
                .contains("\u2705 **no drift; ", "**DB&#58; staging and production** are the same");
        assertThat(audit(Audits.unreadable()))
                .contains(
                        "\u274c **1 database could not be read**",
                        "| production | database aixord-db | could not be read&#58; &#92;u001b&#91;2Jnot for you |",
                        "could not be compared&#58;".replace("&#58;", ":") + " production could not be read");
        assertThat(audit(Audits.buckets())).contains("bucket images-canary | is there; what is in it was not given");
        assertThat(audit(Audits.sites()))
                .contains(
                        "\u26a0\ufe0f **3 warnings; ",
                        "made by d4, of its Worker's release; since 2026-02-17 08&#58;15 UTC".replace("'", "&#39;"),
                        "of commit 77ab12cd5");
        assertThat(audit(Audits.many(150))).contains("| and 50 more | | | |\n");
    }

    @Test
    void callsAnAuditWithErrorsNoSuccessAndTellsEachFindingWithWhatMendsIt() {
        assertThat(audit(ShopAudits.drifted()))
                .contains(
                        "\u274c **1 error, 8 warnings; ",
                        "| \u274c error | secret-missing | production | STRIPE&#95;SECRET&#95;KEY&#58; the live version does"
                                + " not have this secret | mvn d4&#58;put-secret -Dd4.environment&#61;production ",
                        "| \u26a0\ufe0f warning | site-of-other-release | production | aixord-webapp-ui&#58; ",
                        "| \u25ab\ufe0f note | token-may-write | all | ")
                .doesNotContain("\u2705", "| schema-differs |");
    }

    @Test
    void tellsEachWorkerAndTheToken() {
        assertThat(audit(ShopAudits.drifted()))
                .contains(
                        "| staging | Worker aixord-router-worker-staging | 7f3b8c52 1.4.0 4be1c07, since 2026-02-17 08&#58;15"
                                + " UTC &#40;2 h&#41;; bindings&#58; 6 ok; secrets&#58; 2 of 2; ",
                        "| production | Worker aixord-router-worker | 11aa2233 by dashboard, since ",
                        "| all | API token | active until 2027-02-17T00&#58;00&#58;00Z; may D1 Write, Workers Scripts Read |\n");
        assertThat(audit(ShopAudits.unlike()))
                .contains(
                        "Worker aixord-router-worker-staging | nothing is live |",
                        "Worker aixord-router-worker | split&#58; 7f3b at 90 %, 11aa at 10 %, since 2026-02-17 10&#58;05");
    }

    @Test
    void callsAnAuditThatIsWellASuccess() {
        assertThat(audit(ShopAudits.well())).contains("\u2705 **no drift; ").doesNotContain("\u274c", "\u26a0\ufe0f");
    }

    @Test
    void callsAnAuditThatCouldNotReadAWorkerNoSuccess() {
        assertThat(audit(ShopAudits.unseen()))
                .contains(
                        "\u274c **1 Worker could not be read**",
                        "| production | Worker aixord-router-worker | could not be read&#58; &#92;u001b&#91;2Jno answer |",
                        "| \u274c error | worker-unreadable | production | ",
                        "| all | API token | unknown&#58; no answer |");
    }

    @Test
    void tellsWhatHasChangedSinceAnEarlierAudit() throws IOException {
        assertThat(audit(EarlierAuditTest.since(ShopAudits.drifted(), ShopAudits.well())))
                .contains(
                        "**Since 2026-02-17 10&#58;15 UTC** 26 changes\n\n| Environment | What | Change | Values |\n",
                        "| production | worker live by | changed | d4 -&#62; dashboard |\n");
        assertThat(audit(EarlierAuditTest.since(ShopAudits.well(), ShopAudits.well())))
                .contains("UTC** nothing changed\n\n");
    }

    @Test
    void leavesTheNamesOfAnAuditWithoutAnyEffect() throws IOException {
        String name = "|<script>`[l](https://evil.example)@team#1**b**\\|$x$~~s~~\n# heading\u202E";

        String text = new MarkdownAudit(words -> words + name)
                .text(EarlierAuditTest.since(ShopAudits.drifted(), ShopAudits.well()));

        assertThat(text.lines().filter(line -> line.startsWith("#"))).hasSize(1);
        assertThat(text.replaceAll("&#[0-9]+;", ""))
                .doesNotContain("<", ">", "`", "[", "](", "://", "@", "$", "~", "\u202E", "**b");
        assertThat(text.lines()
                        .filter(line -> line.contains("secret-missing"))
                        .findFirst()
                        .orElseThrow())
                .satisfies(row -> assertThat(
                                row.chars().filter(letter -> letter == '|').count())
                        .isEqualTo(6));
    }

    private static String text(Report report) {
        return new MarkdownReport(UnaryOperator.identity()).text(report);
    }

    private static String audit(AuditReport report) {
        return new MarkdownAudit(UnaryOperator.identity()).text(report);
    }
}
