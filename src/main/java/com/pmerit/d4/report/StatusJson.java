package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.report.EnvironmentStatus.DatabaseStatus;
import com.pmerit.d4.report.EnvironmentStatus.RecordStatus;
import com.pmerit.d4.report.EnvironmentStatus.WaitingCommits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Renders a status as {@code status.json} for programs. Its schema is the resource {@code status.schema.json} beside this
 * class. Within one {@code schemaVersion} keys are added, never renamed or dropped. What could not be read has the one key
 * {@code unreadable}, which says why.
 */
final class StatusJson {
    /** The version of the schema that this class writes. */
    static final int SCHEMA_VERSION = 1;

    private static final String UNREADABLE = "unreadable";

    private final UnaryOperator<String> mask;

    StatusJson(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** The file's bytes: ASCII, line ends as on Unix. */
    byte[] render(StatusReport report) {
        JsonFile file = JsonFile.of(SCHEMA_VERSION, report.subject(), report.readAt(), mask);
        ObjectNode root = file.root();
        ArrayNode environments = root.putArray("environments");
        report.environments().forEach(each -> environment(environments.addObject(), each));
        return file.bytes();
    }

    private void environment(ObjectNode node, EnvironmentStatus environment) {
        text(node, "name", environment.name());
        text(node, "worker", environment.worker());
        seen(node.putObject("live"), environment.live(), this::live);
        ArrayNode databases = node.putArray("databases");
        environment.databases().forEach(each -> database(databases.addObject(), each));
        environment.records().ifPresent(records -> seen(node.putObject("records"), records, this::records));
        seen(node.putObject("waiting"), environment.waiting(), this::waiting);
        environment.site().ifPresent(site -> seen(node.putObject("site"), site, this::site));
    }

    private void live(ObjectNode node, LiveStatus live) {
        if (live instanceof LiveStatus.Serving serving) {
            node.put("state", "serving");
            text(node, "version", serving.version());
            text(node, "release", serving.release().map(release -> release.version()));
            text(node, "commit", serving.release().map(release -> release.commit()));
            deployed(node, serving.since(), serving.author(), serving.by());
            texts(node.putArray("staged"), serving.staged());
            node.put("secrets", serving.secrets());
        } else if (live instanceof LiveStatus.Split split) {
            node.put("state", "split");
            deployed(node, split.since(), split.author(), split.by());
            texts(node.putArray("shares"), split.shares());
        } else {
            node.put("state", "nothing");
        }
    }

    private void deployed(ObjectNode node, Instant since, Optional<String> author, String by) {
        node.put("since", since.toString());
        text(node, "author", author);
        text(node, "by", by);
    }

    private void database(ObjectNode node, DatabaseStatus database) {
        text(node, "name", database.name());
        seen(node.putObject("migrations"), database.migrations(), (counts, read) -> {
            counts.put("applied", read.applied());
            texts(counts.putArray("pending"), read.pending());
            texts(counts.putArray("withoutFile"), read.withoutFile());
        });
    }

    private void records(ObjectNode node, RecordStatus records) {
        records.lastSmoke().ifPresent(smoke -> {
            ObjectNode last = node.putObject("lastSmoke");
            smoke.at().ifPresent(at -> last.put("at", at.toString()));
            text(last, "version", smoke.version());
            text(last, "transcriptSha256", smoke.transcriptSha256());
        });
        records.openRun().ifPresent(run -> openRun(node.putObject("openRun"), run));
        texts(node.putArray("unreadableRecords"), records.unreadable());
    }

    private void openRun(ObjectNode node, Run run) {
        text(node, "id", run.id());
        node.put("phase", run.phase().name());
        text(node, "author", run.author());
        text(node, "commit", run.commit());
        run.startedAt().ifPresent(at -> node.put("startedAt", at.toString()));
        text(node, "version", run.version());
    }

    private void site(ObjectNode node, SiteStatus site) {
        text(node, "place", site.place());
        site.live().ifPresent(live -> {
            text(node, "deployment", live.id());
            text(node, "branch", live.branch());
            text(node, "commit", live.commit());
            node.put("since", live.since().toString());
        });
    }

    private void waiting(ObjectNode node, WaitingCommits waiting) {
        node.put("count", waiting.count());
        texts(node.putArray("newest"), waiting.newest());
        node.put("foreign", waiting.foreign());
    }

    private <T> void seen(ObjectNode node, Seen<T> seen, Rendering<T> rendering) {
        if (seen instanceof Seen.Read<T> read) {
            rendering.into(node, read.value());
        } else if (seen instanceof Seen.Unreadable<T> unreadable) {
            text(node, UNREADABLE, unreadable.why());
        }
    }

    private void texts(ArrayNode array, List<String> texts) {
        texts.stream().map(mask).forEach(array::add);
    }

    private void text(ObjectNode node, String key, String text) {
        node.put(key, mask.apply(text));
    }

    private void text(ObjectNode node, String key, Optional<String> text) {
        text.ifPresent(present -> text(node, key, present));
    }

    /** Fills an object with what was read. */
    @FunctionalInterface
    private interface Rendering<T> {
        void into(ObjectNode node, T value);
    }
}
