package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.audit.WorkerAudit;
import com.pmerit.d4.audit.WorkerAudit.Bound;
import com.pmerit.d4.audit.WorkerAudit.LiveTriggers;
import com.pmerit.d4.audit.WorkerAudit.LiveVersion;
import com.pmerit.d4.audit.WorkerAudit.Trigger;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Renders the Worker of one environment as a part of {@code audit.json}. */
final class WorkerJson {
    private final UnaryOperator<String> mask;

    WorkerJson(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    void write(ObjectNode node, WorkerAudit worker) {
        text(node, "name", worker.name());
        live(node.putObject("live"), worker.live());
        ArrayNode bindings = node.putArray("bindings");
        worker.bindings().forEach(each -> binding(bindings.addObject(), each));
        text(node, "unbundled", worker.unbundled());
        if (worker.triggers() instanceof LiveTriggers.Read read) {
            ArrayNode triggers = node.putArray("triggers");
            read.triggers().forEach(each -> trigger(triggers.addObject(), each));
        } else if (worker.triggers() instanceof LiveTriggers.Unreadable unreadable) {
            text(node, "triggersUnreadable", unreadable.why());
        }
        texts(node.putArray("disagreements"), worker.disagreements());
    }

    private void live(ObjectNode node, LiveVersion live) {
        if (live instanceof LiveVersion.One one) {
            version(node, one);
        } else if (live instanceof LiveVersion.Split split) {
            texts(node.putArray("split"), split.shares());
            text(node, "since", split.since().toString());
            text(node, "by", split.by());
        } else if (live instanceof LiveVersion.Unreadable unreadable) {
            text(node, "unreadable", unreadable.why());
        }
    }

    private void version(ObjectNode node, LiveVersion.One one) {
        text(node, "version", one.id());
        text(node, "since", one.since().toString());
        text(node, "by", one.by());
        text(node, "author", one.author());
        text(node, "release", one.release());
        text(node, "commit", one.commit());
        text(node, "digest", one.digest());
        text(node, "compatibilityDate", one.compatibilityDate());
        texts(node.putArray("compatibilityFlags"), one.compatibilityFlags());
        texts(node.putArray("staged"), one.staged());
        one.beside().ifPresent(beside -> {
            ObjectNode compared = node.putObject("beside");
            text(compared, "environment", beside.environment());
            compared.put("code", beside.sameness().name());
        });
    }

    private void binding(ObjectNode node, Bound binding) {
        text(node, "name", binding.name());
        text(node, "type", binding.type());
        text(node, "target", binding.target());
        node.put("state", binding.code());
        text(node, "live", binding.live());
        text(node, "looksSecret", binding.secretLook());
    }

    private void trigger(ObjectNode node, Trigger trigger) {
        text(node, "name", trigger.name());
        text(node, "live", trigger.live());
        text(node, "stated", trigger.stated());
    }

    private void text(ObjectNode node, String key, String value) {
        node.put(key, mask.apply(value));
    }

    private void text(ObjectNode node, String key, Optional<String> value) {
        value.ifPresent(text -> text(node, key, text));
    }

    private void texts(ArrayNode array, Iterable<String> values) {
        values.forEach(value -> array.add(mask.apply(value)));
    }
}
