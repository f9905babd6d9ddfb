package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sop.Judgement;
import com.pmerit.d4.sop.Ruling;
import java.util.function.UnaryOperator;

/**
 * Renders the review of an SOP as {@code sop.json} for programs. Its schema is the resource {@code sop.schema.json} beside this class.
 * Within one {@code schemaVersion} keys are added, never renamed or dropped.
 */
final class SopJson {
    /** The version of the schema that this class writes. */
    static final int SCHEMA_VERSION = 1;

    private final UnaryOperator<String> mask;

    SopJson(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** The file's bytes: ASCII, line ends as on Unix. */
    byte[] render(SopReview review) {
        JsonFile file = JsonFile.of(SCHEMA_VERSION, review.subject(), review.readAt(), mask);
        text(file.root(), "file", review.file());
        ObjectNode counts = file.root().putObject("counts");
        for (RulingKind kind : RulingKind.values()) {
            counts.put(kind.name(), review.having(kind.type()).size());
        }
        ArrayNode statements = file.root().putArray("statements");
        review.judgements().forEach(each -> statement(statements.addObject(), each));
        return file.bytes();
    }

    private void statement(ObjectNode node, Judgement judgement) {
        node.put("line", judgement.line());
        text(node, "section", judgement.section());
        node.put("kind", judgement.command() ? "COMMAND" : "CLAIM");
        text(node, "text", judgement.text());
        Ruling ruling = judgement.ruling();
        node.put("ruling", RulingKind.of(ruling).name());
        if (ruling instanceof Ruling.Enforced enforced) {
            text(node, "by", enforced.by());
        }
        text(node, "reason", ruling.reason());
        if (ruling instanceof Ruling.Contradicted contradicted) {
            text(node, "instead", contradicted.instead());
        } else if (ruling instanceof Ruling.NotEnforced open) {
            text(node, "instead", open.instead());
        }
    }

    private void text(ObjectNode node, String key, String text) {
        node.put(key, mask.apply(text));
    }
}
