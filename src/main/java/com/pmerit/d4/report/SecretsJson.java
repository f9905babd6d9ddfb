package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.audit.CodeReading;
import com.pmerit.d4.audit.SecretsAudit;
import com.pmerit.d4.audit.SecretsAudit.EnvironmentSecrets;
import com.pmerit.d4.audit.SecretsAudit.Secret;
import java.util.function.UnaryOperator;

/**
 * Renders the inventory of secrets as {@code secrets.json} for programs. Its schema is the resource {@code secrets.schema.json} beside
 * this class. Within one {@code schemaVersion} keys are added, never renamed or dropped.
 */
final class SecretsJson {
    /** The version of the schema that this class writes. */
    static final int SCHEMA_VERSION = 1;

    private final UnaryOperator<String> mask;

    SecretsJson(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** The file's bytes: ASCII, line ends as on Unix. */
    byte[] render(SecretsReport report) {
        JsonFile file = JsonFile.of(SCHEMA_VERSION, report.subject(), report.readAt(), mask);
        write(file.root(), report.audit());
        return file.bytes();
    }

    /** Puts the inventory into an object, of this file or of another one. */
    void write(ObjectNode node, SecretsAudit audit) {
        code(node.putObject("code"), audit.code());
        ArrayNode environments = node.putArray("environments");
        audit.environments().forEach(each -> environment(environments.addObject(), each));
        ArrayNode secrets = node.putArray("secrets");
        audit.secrets().forEach(each -> secret(secrets.addObject(), each));
    }

    private void code(ObjectNode node, CodeReading code) {
        node.put("searched", code instanceof CodeReading.Searched);
        if (code instanceof CodeReading.Unknown unknown) {
            text(node, "why", unknown.why());
        } else if (code instanceof CodeReading.Searched searched) {
            node.put("dynamic", searched.dynamic());
            texts(node.putArray("unsearched"), searched.unsearched());
        }
    }

    private void environment(ObjectNode node, EnvironmentSecrets environment) {
        text(node, "name", environment.name());
        text(node, "worker", environment.worker());
        node.put("live", environment.live());
        environment.trouble().ifPresent(trouble -> {
            text(node, "unreadable", trouble.why());
            text(node, "remedy", trouble.remedy());
        });
    }

    private void secret(ObjectNode node, Secret secret) {
        text(node, "name", secret.name());
        node.put("declared", secret.declared());
        node.put("code", secret.use().name());
        ArrayNode bound = node.putArray("bound");
        secret.presence().forEach((environment, presence) -> {
            ObjectNode place = bound.addObject();
            text(place, "environment", environment);
            place.put("as", presence.name());
        });
        ArrayNode findings = node.putArray("findings");
        secret.findings().forEach(finding -> {
            ObjectNode found = findings.addObject().put("kind", finding.kind().name());
            texts(found.putArray("environments"), finding.environments());
        });
    }

    private void texts(ArrayNode array, Iterable<String> texts) {
        texts.forEach(text -> array.add(mask.apply(text)));
    }

    private void text(ObjectNode node, String key, String text) {
        node.put(key, mask.apply(text));
    }
}
