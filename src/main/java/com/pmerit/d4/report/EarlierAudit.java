package com.pmerit.d4.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An {@code audit.json} of some time ago, read whole before the file is written anew. */
public final class EarlierAudit {
    private static final String GOAL = "d4:audit";
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode audit;
    private final Instant readAt;

    private EarlierAudit(JsonNode audit, Instant readAt) {
        this.audit = audit;
        this.readAt = readAt;
    }

    /** What became of the attempt to read one. */
    public sealed interface Reading {
        /** It was read. */
        record Read(EarlierAudit audit) implements Reading {}

        /**
         * It is none that can be compared with.
         *
         * @param why what is wrong with the file, and what would be right
         */
        record Refused(String why) implements Reading {}
    }

    /**
     * Reads one.
     *
     * @param sandbox whether the audit that it is to be compared with is one of the embedded Cloudflare
     */
    public static Reading read(Path file, boolean sandbox) {
        if (!Files.isRegularFile(file)) {
            return new Reading.Refused("there is no such file; d4:audit writes one to " + ReportFiles.AUDIT);
        }
        try {
            return read(JSON.readTree(Files.readAllBytes(file)), sandbox);
        } catch (JsonProcessingException broken) {
            return new Reading.Refused("the file is broken: it is no JSON, see line "
                    + broken.getLocation().getLineNr() + "; take another audit.json");
        } catch (IOException unreadable) {
            return new Reading.Refused("the file cannot be read: " + unreadable.getMessage());
        }
    }

    private static Reading read(JsonNode audit, boolean sandbox) {
        String goal = audit.path("goal").asText();
        if (!goal.equals(GOAL)) {
            return new Reading.Refused(
                    goal.isEmpty()
                            ? "the file is not written by d4:audit; take an audit.json"
                            : "the file is written by " + goal + ", not by " + GOAL + "; take an audit.json");
        }
        JsonNode version = audit.path("schemaVersion");
        if (!version.isInt() || version.intValue() != AuditJson.SCHEMA_VERSION) {
            return new Reading.Refused(
                    "the file has version " + version.asText("-") + " of its schema, and this d4 reads "
                            + AuditJson.SCHEMA_VERSION + "; make a new audit to compare with");
        }
        if (!isWhole(audit)) {
            return new Reading.Refused(
                    "the file is broken: it is not all that d4:audit writes; take another audit.json");
        }
        if (audit.path("sandbox").booleanValue() != sandbox) {
            return new Reading.Refused("the file is an audit of "
                    + (sandbox
                            ? "Cloudflare itself, and this one is of the embedded Cloudflare"
                            : "the embedded" + " Cloudflare, and this one is of Cloudflare itself")
                    + "; take an audit of the same");
        }
        return new Reading.Read(
                new EarlierAudit(audit, Instant.parse(audit.path("readAt").asText())));
    }

    private static boolean isWhole(JsonNode audit) {
        try {
            Instant.parse(audit.path("readAt").asText());
        } catch (DateTimeException notATime) {
            return false;
        }
        return audit.path("sandbox").isBoolean()
                && audit.path("deltas").isArray()
                && audit.path("environments").isArray()
                && audit.path("environments")
                        .valueStream()
                        .allMatch(environment -> environment.path("name").isTextual());
    }

    /** When it was made. */
    Instant readAt() {
        return readAt;
    }

    /** The commit that was in hand then. */
    Optional<String> commit() {
        return Optional.of(audit.path("commit").asText()).filter(commit -> !commit.isEmpty());
    }

    /**
     * What has changed since; of what one of them did not look at, nothing.
     *
     * @param all whether the later audit looks at all environments of the POM, so that one that it lacks is gone
     */
    List<AuditChange> changesTo(JsonNode now, boolean all) {
        boolean workers = AuditFacts.looksAtWorkers(audit) && AuditFacts.looksAtWorkers(now);
        List<AuditChange> changes = new AuditFacts(now, workers).since(new AuditFacts(audit, workers));
        Set<String> looked = now.path("environments")
                .valueStream()
                .map(environment -> environment.path("name").asText())
                .collect(Collectors.toSet());
        return changes.stream()
                .filter(change -> all || change.environment().stream().allMatch(looked::contains))
                .toList();
    }
}
