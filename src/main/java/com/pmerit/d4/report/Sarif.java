package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.report.LintReport.Finding;
import com.pmerit.d4.report.LintReport.Level;
import com.pmerit.d4.report.LintReport.Rule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Renders findings as SARIF 2.1.0, which code hosts show beside the lines (OASIS, Static Analysis Results Interchange Format). */
final class Sarif {
    private static final String VERSION = "2.1.0";
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final UnaryOperator<String> mask;

    Sarif(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** The file's bytes: ASCII, line ends as on Unix. */
    byte[] render(LintReport report) {
        JsonFile file = new JsonFile();
        ObjectNode root = file.root();
        root.put("$schema", SCHEMA);
        root.put("version", VERSION);
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "d4");
        driver.put("version", report.version());
        ArrayNode rules = driver.putArray("rules");
        report.rules().forEach(rule -> rule(rules.addObject(), rule));
        run.put("columnKind", "utf16CodeUnits");
        List<String> codes = report.rules().stream().map(Rule::code).toList();
        ArrayNode results = run.putArray("results");
        report.findings().forEach(finding -> result(results.addObject(), finding, codes.indexOf(finding.code())));
        return file.bytes();
    }

    private void rule(ObjectNode node, Rule rule) {
        node.put("id", rule.code());
        node.putObject("shortDescription").put("text", rule.what() + ".");
        node.putObject("help").put("text", rule.mend() + ".");
        node.putObject("defaultConfiguration").put("level", level(rule.level()));
    }

    private void result(ObjectNode node, Finding finding, int rule) {
        node.put("ruleId", finding.code());
        node.put("ruleIndex", rule);
        node.put("level", level(finding.level()));
        node.putObject("message")
                .put("text", mask.apply(InertText.line(finding.message() + ". Mend: " + finding.mend() + ".")));
        ObjectNode place = node.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri(finding.file())).put("uriBaseId", "%SRCROOT%");
        place.putObject("region").put("startLine", finding.line()).put("startColumn", finding.column());
        ArrayNode suppressions = node.putArray("suppressions");
        finding.waived()
                .ifPresent(reason -> suppressions
                        .addObject()
                        .put("kind", "inSource")
                        .put("justification", mask.apply(InertText.line(reason))));
    }

    private static String level(Level level) {
        return level == Level.ERROR ? "error" : "warning";
    }

    /** A relative reference; its first segment would be taken for a scheme if it held a colon, so such a path begins with a dot. */
    private static String uri(String path) {
        try {
            return new URI(null, null, path.contains(":") ? "./" + path : path, null).toASCIIString();
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException("no path: " + path, impossible);
        }
    }
}
