package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.report.BaselineReport.File;
import com.pmerit.d4.report.BaselineReport.Missing;
import com.pmerit.d4.report.BaselineReport.Stops;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Renders proofs of migrations as {@code baseline.json} for programs. Its schema is the resource {@code baseline.schema.json}
 * beside this class. Within one {@code schemaVersion} keys are added, never renamed or dropped.
 */
final class BaselineJson {
    /** The version of the schema that this class writes. */
    static final int SCHEMA_VERSION = 1;

    private final UnaryOperator<String> mask;

    BaselineJson(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** The file's bytes: ASCII, line ends as on Unix. */
    byte[] render(BaselineReport report) {
        JsonFile file = JsonFile.of(SCHEMA_VERSION, report.subject(), report.readAt(), mask);
        ObjectNode root = file.root();
        report.subject().environment().ifPresent(name -> text(root, "environment", name));
        text(root, "binding", report.place().binding());
        text(root, "database", report.place().database());
        text(root, "table", report.place().table());
        root.put("ending", report.ending().name());
        root.put("listed", report.listed());
        root.put("recorded", report.recorded());
        ArrayNode files = root.putArray("files");
        report.files().forEach(each -> file(files.addObject(), each));
        report.replay().ifPresent(replay -> replay(root.putObject("replay"), replay));
        report.failure().ifPresent(failure -> {
            ObjectNode node = root.putObject("failure");
            text(node, "summary", failure.summary());
            texts(node, "details", failure.details());
            text(node, "remedy", failure.remedy());
        });
        ArrayNode next = root.putArray("next");
        report.next().forEach(each -> {
            ObjectNode node = next.addObject();
            text(node, "what", each.what());
            text(node, "command", each.command());
        });
        return file.bytes();
    }

    private void file(ObjectNode node, File file) {
        text(node, "name", file.name());
        node.put("verdict", file.verdict().name());
        node.put("standing", file.standing().name());
        node.put("attestable", file.attestable());
        texts(node, "why", file.why());
        missing(node, file.missing());
    }

    private void replay(ObjectNode node, BaselineReport.Replay replay) {
        node.put("holds", replay.holds());
        text(node, "words", replay.words());
        missing(node, replay.missing());
        texts(node, "leftOver", replay.leftOver());
        texts(node, "madeByNoFile", replay.handMade());
        texts(node, "undone", replay.undone());
        replay.stops().ifPresent(stops -> stops(node.putObject("stops"), stops));
    }

    private void stops(ObjectNode node, Stops stops) {
        text(node, "file", stops.file());
        text(node, "place", stops.place());
        text(node, "statement", stops.statement());
        text(node, "words", stops.words());
    }

    private void missing(ObjectNode node, List<Missing> all) {
        ArrayNode array = node.putArray("missing");
        all.forEach(missing -> {
            ObjectNode each = array.addObject();
            text(each, "what", missing.what());
            texts(each, "providers", missing.providers());
        });
    }

    private void texts(ObjectNode node, String key, List<String> texts) {
        ArrayNode array = node.putArray(key);
        texts.forEach(text -> array.add(mask.apply(text)));
    }

    private void text(ObjectNode node, String key, String text) {
        node.put(key, mask.apply(text));
    }
}
