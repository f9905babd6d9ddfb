package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.release.StepResult;
import java.util.List;

/**
 * Renders a report as {@code result.json} for programs. Its schema is the resource {@code result.schema.json} beside this
 * class (JSON Schema draft 2020-12). Within one {@code schemaVersion} keys are added, never renamed or dropped.
 *
 * <table>
 * <caption>The keys; those marked ? are left out when there is nothing to say</caption>
 * <tr><td>{@code schemaVersion}</td><td>1</td></tr>
 * <tr><td>{@code goal}, {@code project}, {@code environment?}, {@code sandbox}, {@code commit?}</td>
 *     <td>what ran, for what</td></tr>
 * <tr><td>{@code started}, {@code durationMillis}</td><td>UTC in ISO 8601; milliseconds</td></tr>
 * <tr><td>{@code outcome}</td><td>a name of {@link com.pmerit.d4.release.Outcome}</td></tr>
 * <tr><td>{@code checklist?}</td><td>{@code passed} and {@code gates}, each with {@code id}, {@code title}, {@code verdict}
 *     (passed, warned, overridden, failed, skipped), {@code summary}, {@code details}, {@code remedy?},
 *     {@code override?}, {@code durationMillis}</td></tr>
 * <tr><td>{@code steps}</td><td>each with {@code id}, {@code title}, {@code result} (done, already-done, not-needed, failed),
 *     {@code summary}, {@code details}, {@code remedy?}, {@code liveNow?}, {@code safe?}, {@code durationMillis}</td></tr>
 * <tr><td>{@code smokes}</td><td>each with {@code id}, {@code url}, {@code passed}, {@code summary}, {@code details},
 *     {@code proof}, {@code transcriptSha256}, {@code remedy?}, {@code durationMillis}</td></tr>
 * <tr><td>{@code live}</td><td>each with {@code name}, {@code value}</td></tr>
 * <tr><td>{@code next?}, {@code undo?}</td><td>commands to type</td></tr>
 * </table>
 */
final class JsonReport {
    /** The version of the schema that this class writes. */
    static final int SCHEMA_VERSION = 1;

    /** The file's bytes: ASCII, line ends as on Unix. */
    byte[] render(Sheet sheet) {
        JsonFile file = new JsonFile();
        ObjectNode root = file.root();
        root.put("schemaVersion", SCHEMA_VERSION);
        Subject subject = sheet.subject();
        root.put("goal", subject.goal()).put("project", subject.project());
        subject.environment().ifPresent(name -> root.put("environment", name));
        root.put("sandbox", subject.sandbox());
        subject.commit().ifPresent(hash -> root.put("commit", hash));
        root.put("started", sheet.started().toString());
        root.put("durationMillis", sheet.duration().toMillis());
        root.put("outcome", sheet.outcome().name());
        sheet.checklistPassed().ifPresent(passed -> {
            ObjectNode checklist = root.putObject("checklist").put("passed", passed);
            rows(checklist.putArray("gates"), "verdict", sheet.gates());
        });
        rows(root.putArray("steps"), "result", sheet.steps());
        ArrayNode smokes = root.putArray("smokes");
        sheet.smokes().forEach(smoke -> smoke(smokes.addObject(), smoke));
        ArrayNode live = root.putArray("live");
        sheet.live().forEach(fact -> live.addObject().put("name", fact.name()).put("value", fact.value()));
        sheet.next().ifPresent(command -> root.put("next", command));
        sheet.undo().ifPresent(command -> root.put("undo", command));
        return file.bytes();
    }

    private static void rows(ArrayNode array, String kind, List<Row> rows) {
        for (Row row : rows) {
            ObjectNode node = array.addObject().put("id", row.id()).put("title", row.title());
            node.put(kind, row.kind().word()).put("summary", row.summary());
            row.details().forEach(node.putArray("details")::add);
            row.remedy().ifPresent(remedy -> node.put("remedy", remedy));
            row.override().ifPresent(reason -> node.put("override", reason));
            row.stopped().map(StepResult.Failed::liveNow).ifPresent(live -> node.put("liveNow", live));
            row.stopped().map(StepResult.Failed::safe).ifPresent(safe -> node.put("safe", safe));
            node.put("durationMillis", row.duration().toMillis());
        }
    }

    private static void smoke(ObjectNode node, SmokeEvidence smoke) {
        node.put("id", smoke.id()).put("url", smoke.url()).put("passed", smoke.passed());
        node.put("summary", smoke.summary());
        smoke.details().forEach(node.putArray("details")::add);
        node.put("proof", smoke.proof()).put("transcriptSha256", smoke.transcriptSha256());
        smoke.remedy().ifPresent(remedy -> node.put("remedy", remedy));
        node.put("durationMillis", smoke.duration().toMillis());
    }
}
