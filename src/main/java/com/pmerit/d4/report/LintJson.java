package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.report.LintReport.Finding;
import java.util.function.UnaryOperator;

/**
 * Renders findings as {@code lint.json} for programs. Its schema is the resource {@code lint.schema.json} beside this class.
 * Within one {@code schemaVersion} keys are added, never renamed or dropped.
 */
final class LintJson {
    /** The version of the schema that this class writes. */
    static final int SCHEMA_VERSION = 1;

    private final UnaryOperator<String> mask;

    LintJson(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** The file's bytes: ASCII, line ends as on Unix. */
    byte[] render(LintReport report) {
        JsonFile file = new JsonFile();
        ObjectNode root = file.root();
        root.put("schemaVersion", SCHEMA_VERSION);
        text(root, "goal", report.subject().goal());
        text(root, "project", report.subject().project());
        text(root, "extent", report.extent());
        text(root, "tally", report.tally());
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(finding -> finding(findings.addObject(), finding));
        return file.bytes();
    }

    private void finding(ObjectNode node, Finding finding) {
        text(node, "code", finding.code());
        node.put("level", finding.level().name());
        text(node, "file", finding.file());
        node.put("line", finding.line());
        node.put("column", finding.column());
        text(node, "message", finding.message());
        text(node, "mend", finding.mend());
        finding.waived().ifPresent(reason -> text(node, "waived", reason));
    }

    private void text(ObjectNode node, String key, String text) {
        node.put(key, mask.apply(text));
    }
}
