package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.report.RehearsalReport.Database;
import com.pmerit.d4.report.RehearsalReport.File;
import com.pmerit.d4.report.RehearsalReport.Finding;
import com.pmerit.d4.report.RehearsalReport.Probe;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Renders a rehearsal as {@code rehearsal.json} for programs. Its schema is the resource {@code rehearsal.schema.json} beside
 * this class. Within one {@code schemaVersion} keys are added, never renamed or dropped.
 */
final class RehearsalJson {
    /** The version of the schema that this class writes. */
    static final int SCHEMA_VERSION = 1;

    private final UnaryOperator<String> mask;

    RehearsalJson(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** The file's bytes: ASCII, line ends as on Unix. */
    byte[] render(RehearsalReport report) {
        JsonFile file = new JsonFile();
        ObjectNode root = file.root();
        root.put("schemaVersion", SCHEMA_VERSION);
        text(root, "goal", report.subject().goal());
        text(root, "project", report.subject().project());
        report.subject().environment().ifPresent(name -> text(root, "environment", name));
        root.put("sandbox", report.subject().sandbox());
        report.subject().commit().ifPresent(commit -> text(root, "commit", commit));
        text(root, "summary", report.summary());
        ArrayNode databases = root.putArray("databases");
        report.databases().forEach(database -> database(databases.addObject(), database));
        return file.bytes();
    }

    private void database(ObjectNode node, Database database) {
        database.binding().ifPresent(binding -> text(node, "binding", binding));
        text(node, "name", database.name());
        database.trouble().ifPresent(trouble -> {
            text(node, "notRehearsed", trouble.why());
            texts(node.putArray("details"), trouble.details());
            text(node, "remedy", trouble.remedy());
        });
        ArrayNode files = node.putArray("files");
        database.files().forEach(file -> file(files.addObject(), file));
        ArrayNode unseeded = node.putArray("notSeeded");
        database.notSeeded().forEach(table -> {
            ObjectNode entry = unseeded.addObject();
            text(entry, "table", table.table());
            text(entry, "reason", table.reason());
        });
        ArrayNode probes = node.putArray("probes");
        database.probes().forEach(probe -> probe(probes.addObject(), probe));
    }

    private void file(ObjectNode node, File file) {
        text(node, "name", file.name());
        node.put("statements", file.statements());
        texts(node.putArray("added"), file.added());
        texts(node.putArray("removed"), file.removed());
        ArrayNode rows = node.putArray("rows");
        file.rows().forEach(table -> {
            ObjectNode entry = rows.addObject();
            text(entry, "table", table.table());
            count(entry, "before", table.before());
            count(entry, "after", table.after());
        });
        ArrayNode findings = node.putArray("findings");
        file.findings().forEach(finding -> finding(findings.addObject(), finding));
    }

    private void finding(ObjectNode node, Finding finding) {
        node.put("standing", finding.standing().name());
        text(node, "code", finding.code());
        place(node, finding.file(), finding.line(), finding.column());
        text(node, "message", finding.message());
        text(node, "mend", finding.mend());
        finding.waived().ifPresent(reason -> text(node, "waived", reason));
    }

    private void probe(ObjectNode node, Probe probe) {
        place(node, probe.file(), probe.line(), probe.column());
        text(node, "sql", probe.sql());
        texts(node.putArray("answers"), probe.answers());
    }

    private void place(ObjectNode node, String file, int line, int column) {
        text(node, "file", file);
        node.put("line", line);
        node.put("column", column);
    }

    private static void count(ObjectNode node, String key, Optional<Long> count) {
        count.ifPresent(rows -> node.put(key, rows));
    }

    private void texts(ArrayNode array, List<String> texts) {
        texts.forEach(text -> array.add(mask.apply(text)));
    }

    private void text(ObjectNode node, String key, String text) {
        node.put(key, mask.apply(text));
    }
}
