package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Outcome;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class JUnitReportTest {

    @Test
    void holdsAFailureForEachFailedGate() throws Exception {
        Element suite = suite(Reports.failedChecklist());

        assertThat(suite.getAttribute("tests")).isEqualTo("12");
        assertThat(suite.getAttribute("failures")).isEqualTo("3");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(all(suite, "failure"))
                .extracting(failure -> failure.getAttribute("message"))
                .containsExactly(
                        "products/aixord-router-worker: 3 of 142 tests failed",
                        "1 changed and 1 untracked files in the repository",
                        "staging runs code 9a1c00de77aa, this is code e8316333ba4f");
        assertThat(all(suite, "failure").get(1).getTextContent().lines())
                .containsExactly(
                        "failed: 1 changed and 1 untracked files in the repository",
                        "M  products/aixord-router-worker/src/index.ts",
                        "?? notes.txt",
                        "-> git add -A && git commit, or git stash -u");
        assertThat(all(suite, "skipped"))
                .extracting(skipped -> skipped.getAttribute("message"))
                .containsExactly("every package is declared to be plain JavaScript");
    }

    @Test
    void showsAnOverriddenGateAsSkippedWithItsReason() throws Exception {
        Element suite = suite(Reports.overriddenChecklist());

        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        Element skipped = all(suite, "skipped").get(0);
        assertThat(skipped.getAttribute("message"))
                .isEqualTo("overridden: incident 17: only notes are uncommitted (the gate failed: 1 changed and 1"
                        + " untracked files in the repository)");
        Element gate = (Element) skipped.getParentNode();
        assertThat(gate.getAttribute("name")).startsWith("clean-tree");
        assertThat(all(gate, "system-out").get(0).getTextContent()).contains("?? notes.txt", "-> git add -A");
    }

    @Test
    void holdsATestCaseForEachGateStepAndSmokeTest() throws Exception {
        Element suite = suite(Reports.release());

        assertThat(suite.getAttribute("name")).isEqualTo("d4 checklist (production)");
        assertThat(suite.getAttribute("time")).isEqualTo("31.240");
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(all(suite, "testcase")).hasSize(12 + 22 + 1);
        Element first = all(suite, "testcase").get(0);
        assertThat(first.getAttribute("name")).isEqualTo("lint: D1 migrations hold nothing that loses data or fails");
        assertThat(first.getAttribute("classname")).isEqualTo("d4.production.gate");
        assertThat(first.getAttribute("time")).isEqualTo("3.900");
    }

    @Test
    void saysWhatIsLiveWhenAStepFails() throws Exception {
        assertThat(all(suite(Reports.stoppedRelease()), "failure").get(0).getTextContent())
                .contains("live now: users still meet version 11aa2233", "-> see for yourself: curl -i ");
    }

    @Test
    void isNeverGreenWhenTheRunWasNot() throws Exception {
        Report nothingLooked =
                Reports.withGates(List.of(Reports.gate("tests", "Tests", new Verdict.Skipped("no environment"), 1)));
        Report interrupted = new Report(
                nothingLooked.subject(),
                Instant.EPOCH,
                Duration.ZERO,
                Outcome.NEEDS_HUMAN,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());

        assertThat(all(suite(nothingLooked), "failure").get(0).getAttribute("message"))
                .isEqualTo(
                        "GATE_FAILED after 8.5 s: no gate looked at anything, which proves nothing, nothing was written");
        assertThat(suite(interrupted).getAttribute("failures")).isEqualTo("1");
    }

    @Test
    void survivesWhatXmlCannotHold() throws Exception {
        String hostile = "a ]]> </failure> <script>&amp; \u001b[31m \u0000 \ufffe \ud800 \u202e \"q\"";
        Verdict verdict = new Verdict.Failed(hostile, List.of(hostile, "line one\r\nline two"), hostile);

        Element suite = suite(Reports.withGates(List.of(Reports.gate(hostile, hostile, verdict, 1))));

        String inert = "a ]]> </failure> <script>&amp; \\u001b[31m \\u0000 \\ufffe \\ud800 \\u202e \"q\"";
        Element failure = all(suite, "failure").get(0);
        assertThat(failure.getAttribute("message")).isEqualTo(inert);
        assertThat(failure.getTextContent())
                .isEqualTo("failed: " + inert + "\n" + inert + "\nline one\nline two\n-> " + inert);
    }

    @Test
    void masksEveryText() throws Exception {
        Report report = Reports.withGates(
                List.of(Reports.gate("a", "a", new Verdict.Failed("s3cret", List.of("s3cret"), "s3cret"), 1)));

        byte[] xml = new JUnitReport().render(Sheet.of(report, text -> text.replace("s3cret", "***")));

        assertThat(new String(xml, StandardCharsets.UTF_8))
                .doesNotContain("s3cret")
                .contains("***");
    }

    private static Element suite(Report report) throws Exception {
        byte[] xml = new JUnitReport().render(Sheet.of(report, UnaryOperator.identity()));
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("testsuite");
        return root;
    }

    private static List<Element> all(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
