package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.audit.MigrationEntry;
import com.pmerit.d4.audit.MigrationEntry.Hashes;
import com.pmerit.d4.audit.MigrationsAudit.DatabaseMigrations;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Renders the state of migrations as {@code migrations.json} for programs. Its schema is the resource
 * {@code migrations.schema.json} beside this class. Within one {@code schemaVersion} keys are added, never renamed or dropped.
 */
final class MigrationsJson {
    /** The version of the schema that this class writes. */
    static final int SCHEMA_VERSION = 1;

    private final UnaryOperator<String> mask;

    MigrationsJson(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** The file's bytes: ASCII, line ends as on Unix. */
    byte[] render(MigrationsReport report) {
        JsonFile file = JsonFile.of(SCHEMA_VERSION, report.subject(), report.readAt(), mask);
        ObjectNode root = file.root();
        ArrayNode databases = root.putArray("databases");
        report.audit().databases().forEach(database -> database(databases.addObject(), database));
        return file.bytes();
    }

    private void database(ObjectNode node, DatabaseMigrations database) {
        text(node, "environment", database.environment());
        text(node, "binding", database.binding());
        text(node, "name", database.name());
        text(node, "table", database.table());
        database.trouble().ifPresent(trouble -> {
            text(node, "unreadable", trouble.why());
            text(node, "remedy", trouble.remedy());
        });
        ArrayNode entries = node.putArray("migrations");
        database.entries().forEach(entry -> entry(entries.addObject(), entry));
    }

    private void entry(ObjectNode node, MigrationEntry entry) {
        text(node, "name", entry.name());
        node.put("state", entry.state().name());
        text(node, "formerly", entry.formerly());
        entry.file().ifPresent(hashes -> hashes(node.putObject("file"), hashes));
        entry.noted().ifPresent(noted -> {
            ObjectNode row = node.putObject("noted");
            hashes(row, noted.hashes());
            text(row, "run", noted.runId());
            text(row, "appliedAt", noted.appliedAt());
            noted.recording().ifPresent(recording -> {
                row.put("attested", recording.attested());
                text(row, "recordedBy", recording.author());
            });
        });
    }

    private void hashes(ObjectNode node, Hashes hashes) {
        text(node, "sha256", hashes.bytes());
        text(node, "meaningSha256", hashes.meaning());
    }

    private void text(ObjectNode node, String key, String text) {
        node.put(key, mask.apply(text));
    }

    private void text(ObjectNode node, String key, Optional<String> text) {
        text.ifPresent(present -> text(node, key, present));
    }
}
