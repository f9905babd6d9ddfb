package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.release.HistoryEntry;
import com.pmerit.d4.release.Run;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Renders a history as {@code history.json} for programs. Its schema is the resource {@code history.schema.json} beside this
 * class. Within one {@code schemaVersion} keys are added, never renamed or dropped.
 */
final class HistoryJson {
    /** The version of the schema that this class writes. */
    static final int SCHEMA_VERSION = 1;

    private final UnaryOperator<String> mask;

    HistoryJson(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** The file's bytes: ASCII, line ends as on Unix. */
    byte[] render(HistoryReport report) {
        JsonFile file = new JsonFile();
        ObjectNode root = file.root();
        root.put("schemaVersion", SCHEMA_VERSION);
        Subject subject = report.subject();
        text(root, "goal", subject.goal());
        text(root, "project", subject.project());
        text(root, "environment", subject.environment());
        root.put("sandbox", subject.sandbox());
        root.put("readAt", report.readAt().toString());
        text(root, "gap", report.gap());
        ArrayNode entries = root.putArray("entries");
        report.entries().forEach(entry -> entry(entries.addObject(), entry));
        return file.bytes();
    }

    private void entry(ObjectNode node, HistoryEntry entry) {
        node.put("at", entry.at().toString());
        node.put("kind", entry.kind().name());
        text(node, "version", entry.version());
        text(node, "release", entry.release().map(release -> release.version()));
        text(
                node,
                "commit",
                entry.run().flatMap(Run::commit).or(() -> entry.release().map(release -> release.commit())));
        text(node, "author", entry.author());
        text(node, "by", entry.by());
        node.put("deployments", entry.deployments());
        entry.run().ifPresent(run -> run(node.putObject("run"), run));
    }

    private void run(ObjectNode node, Run run) {
        text(node, "id", run.id());
        node.put("phase", run.phase().name());
        run.outcome().ifPresent(outcome -> node.put("outcome", outcome.name()));
        text(node, "author", run.author());
        run.startedAt().ifPresent(at -> node.put("startedAt", at.toString()));
        ArrayNode migrations = node.putArray("migrations");
        run.migrations().stream().map(mask).forEach(migrations::add);
        text(node, "smokeSha256", run.smokeSha256());
        ArrayNode overrides = node.putArray("overrides");
        run.overrides().stream().map(mask).forEach(overrides::add);
        text(node, "note", run.note());
    }

    private void text(ObjectNode node, String key, String text) {
        node.put(key, mask.apply(text));
    }

    private void text(ObjectNode node, String key, Optional<String> text) {
        text.ifPresent(present -> text(node, key, present));
    }
}
