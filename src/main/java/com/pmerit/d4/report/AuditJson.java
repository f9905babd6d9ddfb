package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.audit.AuditFinding;
import com.pmerit.d4.audit.BucketAudit;
import com.pmerit.d4.audit.Closing;
import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.Delta;
import com.pmerit.d4.audit.DeltaItem;
import com.pmerit.d4.audit.EnvironmentAudit;
import com.pmerit.d4.audit.Likeness;
import com.pmerit.d4.audit.RowCount;
import com.pmerit.d4.audit.SiteAudit;
import com.pmerit.d4.audit.TableCounts;
import com.pmerit.d4.audit.TokenAudit;
import com.pmerit.d4.audit.Tracking;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Renders an audit as {@code audit.json} for programs. Its schema is the resource {@code audit.schema.json} beside this class.
 * Within one {@code schemaVersion} keys are added, never renamed or dropped.
 */
final class AuditJson {
    /** The version of the schema that this class writes. */
    static final int SCHEMA_VERSION = 1;

    private final UnaryOperator<String> mask;

    AuditJson(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** The file's bytes: ASCII, line ends as on Unix. */
    byte[] render(AuditReport report) {
        JsonFile file = file(report);
        report.since().ifPresent(since -> changes(file.root().putObject("changes"), report, since));
        return file.bytes();
    }

    /** What has changed since the earlier audit; nothing when there is none. */
    List<AuditChange> changes(AuditReport report) {
        return report.since()
                .map(since -> since.changesTo(
                        file(report).root(), report.subject().environment().isEmpty()))
                .orElse(List.of());
    }

    private JsonFile file(AuditReport report) {
        JsonFile file = JsonFile.of(SCHEMA_VERSION, report.subject(), report.readAt(), mask);
        ObjectNode root = file.root();
        ArrayNode environments = root.putArray("environments");
        report.audit().environments().forEach(each -> environment(environments.addObject(), each));
        ArrayNode deltas = root.putArray("deltas");
        report.audit().deltas().forEach(each -> delta(deltas.addObject(), each));
        report.audit().secrets().ifPresent(secrets -> new SecretsJson(mask).write(root.putObject("secrets"), secrets));
        report.audit().token().ifPresent(token -> token(root.putObject("token"), token));
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(each -> finding(findings.addObject(), each));
        return file;
    }

    private void changes(ObjectNode node, AuditReport report, EarlierAudit since) {
        node.put("since", since.readAt().toString());
        text(node, "commit", since.commit());
        ArrayNode changes = node.putArray("changes");
        changes(report).forEach(change -> {
            ObjectNode changed = changes.addObject();
            changed.put("kind", change.kind().word());
            change.environment().ifPresent(name -> changed.put("environment", name));
            changed.put("what", change.what());
            change.before().ifPresent(before -> text(changed, "before", before));
            change.after().ifPresent(after -> changed.put("after", after));
        });
    }

    private void finding(ObjectNode node, AuditFinding finding) {
        node.put("code", finding.kind().code());
        node.put("severity", finding.kind().severity().word());
        node.put("drift", finding.kind().isDrift());
        node.put("unseen", finding.kind().isUnseen());
        text(node, "environment", finding.environment());
        text(node, "subject", finding.subject());
        text(node, "message", finding.message());
        text(node, "remedy", finding.remedy());
    }

    private void token(ObjectNode node, TokenAudit token) {
        if (token instanceof TokenAudit.Unknown unknown) {
            text(node, "unreadable", unknown.why());
        } else if (token instanceof TokenAudit.Known known) {
            text(node, "status", known.status());
            text(node, "expiresOn", known.expiresOn());
            if (known.rights() instanceof TokenAudit.Rights.Told told) {
                texts(node.putArray("permissions"), told.permissions());
            } else if (known.rights() instanceof TokenAudit.Rights.NotTold silent) {
                text(node, "notTold", silent.why());
            }
        }
    }

    private void environment(ObjectNode node, EnvironmentAudit environment) {
        text(node, "name", environment.name());
        ArrayNode databases = node.putArray("databases");
        environment.databases().forEach(each -> database(databases.addObject(), each));
        ArrayNode buckets = node.putArray("buckets");
        environment.buckets().forEach(each -> bucket(buckets.addObject(), each));
        environment.site().ifPresent(site -> site(node.putObject("site"), site));
        environment.worker().ifPresent(worker -> new WorkerJson(mask).write(node.putObject("worker"), worker));
    }

    private void site(ObjectNode node, SiteAudit site) {
        text(node, "place", site.place());
        if (site instanceof SiteAudit.Unreadable unreadable) {
            text(node, "unreadable", unreadable.why());
        } else if (site instanceof SiteAudit.Live live) {
            SiteAudit.Published deployment = live.deployment();
            text(node, "deployment", deployment.id());
            node.put("byD4", live.byD4());
            text(node, "commit", deployment.commit());
            node.put("dirty", deployment.dirty());
            text(node, "branch", deployment.branch());
            text(node, "since", deployment.since().toString());
            text(node, "address", deployment.address());
            texts(node.putArray("urls"), deployment.urls());
            kinship(node.putObject("worker"), live.kinship());
        }
    }

    private void kinship(ObjectNode node, SiteAudit.Kinship kinship) {
        if (kinship instanceof SiteAudit.Kinship.Unknown unknown) {
            text(node, "unknown", unknown.why());
        } else {
            node.put("sameRelease", kinship instanceof SiteAudit.Kinship.Same);
            if (kinship instanceof SiteAudit.Kinship.Other other) {
                text(node, "commit", other.commit());
            }
        }
    }

    private void bucket(ObjectNode node, BucketAudit bucket) {
        text(node, "binding", bucket.binding());
        text(node, "name", bucket.name());
        if (bucket instanceof BucketAudit.Unreadable unreadable) {
            text(node, "unreadable", unreadable.why());
        } else if (bucket instanceof BucketAudit.NotGiven silent) {
            text(node, "notGiven", silent.why());
        } else {
            BucketAudit.Counted counted = (BucketAudit.Counted) bucket;
            counted.objects().ifPresent(objects -> node.put("objects", objects));
            counted.bytes().ifPresent(bytes -> node.put("bytes", bytes));
            text(node, "countedAt", counted.countedAt());
        }
    }

    private void database(ObjectNode node, DatabaseAudit database) {
        text(node, "binding", database.binding());
        text(node, "name", database.name());
        if (database instanceof DatabaseAudit.Unreadable unreadable) {
            text(node, "unreadable", unreadable.why());
            return;
        }
        DatabaseAudit.Read read = (DatabaseAudit.Read) database;
        tables(node.putObject("tables"), read.tables());
        read.numTables().ifPresent(number -> node.put("numTables", number));
        read.bytes().ifPresent(bytes -> node.put("bytes", bytes));
        text(node, "region", read.region());
        text(node, "otherName", read.otherName());
        tracking(node.putObject("tracking"), read.tracking());
        ArrayNode rows = node.putArray("rows");
        read.rows().forEach(count -> rows(rows.addObject(), count));
        new SchemaJson(mask).write(node.putObject("schema"), read.schema());
    }

    private static void tables(ObjectNode node, TableCounts tables) {
        node.put("user", tables.user());
        node.put("virtual", tables.virtual());
        node.put("bookkeeping", tables.bookkeeping());
        node.put("sqlite", tables.sqlite());
        node.put("cloudflare", tables.cloudflare());
        node.put("shadow", tables.shadow());
    }

    private void tracking(ObjectNode node, Tracking tracking) {
        text(node, "table", tracking.table());
        node.put("present", tracking.present());
        node.put("entries", tracking.entries());
        texts(node.putArray("untracked"), tracking.untracked());
        texts(node.putArray("withoutFile"), tracking.withoutFile());
        text(node, "trouble", tracking.trouble());
    }

    private void rows(ObjectNode node, RowCount count) {
        text(node, "table", count.table());
        count.rows().ifPresent(rows -> node.put("rows", rows));
    }

    private void delta(ObjectNode node, Delta delta) {
        text(node, "binding", delta.binding());
        text(node, "first", delta.first());
        text(node, "second", delta.second());
        text(node, "incomparable", delta.trouble());
        ArrayNode items = node.putArray("items");
        delta.items().forEach(item -> item(items.addObject(), item));
        texts(node.putArray("unreplayable"), delta.unreplayable());
        ArrayNode likenesses = node.putArray("likenesses");
        delta.likenesses().forEach(likeness -> likeness(likenesses.addObject(), likeness));
    }

    private void likeness(ObjectNode node, Likeness likeness) {
        text(node, "first", likeness.first());
        text(node, "second", likeness.second());
        texts(node.putArray("alike"), likeness.alike());
        texts(node.putArray("onlyFirst"), likeness.onlyFirst());
        texts(node.putArray("onlySecond"), likeness.onlySecond());
    }

    private void item(ObjectNode node, DeltaItem item) {
        node.put("kind", item.kind());
        text(node, "name", item.name());
        texts(node.putArray("first"), item.first());
        texts(node.putArray("second"), item.second());
        texts(node.putArray("migrations"), item.migrations());
        text(node, "removedBy", item.removedBy());
        closing(node.putObject("closing"), item.closing());
    }

    private void closing(ObjectNode node, Closing closing) {
        if (closing instanceof Closing.Statements statements) {
            text(node, "environment", statements.environment());
            texts(node.putArray("sql"), statements.sql());
        } else if (closing instanceof Closing.WithAnother other) {
            text(node, "environment", other.environment());
            node.put("withAnother", true);
        } else {
            text(node, "byHand", ((Closing.ByHand) closing).why());
        }
    }

    private void text(ObjectNode node, String key, String value) {
        node.put(key, mask.apply(value));
    }

    private void text(ObjectNode node, String key, Optional<String> value) {
        value.ifPresent(text -> text(node, key, text));
    }

    private void texts(ArrayNode array, List<String> values) {
        values.forEach(value -> array.add(mask.apply(value)));
    }
}
