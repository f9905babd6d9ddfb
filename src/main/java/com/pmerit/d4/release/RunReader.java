package com.pmerit.d4.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one row of {@code d4_release}, which may have been edited by hand. */
final class RunReader {
    private final Map<String, JsonNode> row;

    private RunReader(Map<String, JsonNode> row) {
        this.row = row;
    }

    static LedgerEntry entry(Map<String, JsonNode> row) {
        try {
            return new LedgerEntry.Known(new RunReader(row).run());
        } catch (MalformedRowException malformed) {
            JsonNode id = row.get("id");
            return new LedgerEntry.Unreadable(
                    id == null || id.isNull() ? "without an id" : PlainText.of(id.asText()),
                    String.valueOf(malformed.getMessage()));
        }
    }

    private Run run() {
        return new Run(
                text("id"),
                text("environment"),
                text("worker"),
                optional("commit_hash"),
                text("digest"),
                text("plan_hash"),
                text("author"),
                Optional.of(read("started_at", RunReader::instant)),
                read("phase", name -> named(Phase.values(), name)),
                read("anchor", RunJson::anchor),
                optional("version_id"),
                read("migrations", RunJson::texts),
                optional("smoke_sha256"),
                read("overrides", RunJson::texts),
                optional("outcome").map(name -> read("outcome", text -> named(Outcome.values(), text))),
                optional("note"));
    }

    private String text(String column) {
        return optional(column).orElseThrow(() -> new MalformedRowException(column + " is empty"));
    }

    private Optional<String> optional(String column) {
        JsonNode cell = row.get(column);
        if (cell == null || cell.isNull()) {
            return Optional.empty();
        }
        if (!cell.isTextual()) {
            throw new MalformedRowException(column + " is no text");
        }
        return Optional.of(cell.textValue());
    }

    private <T> T read(String column, Function<String, T> reader) {
        try {
            return reader.apply(text(column));
        } catch (MalformedRowException malformed) {
            throw new MalformedRowException(column + " " + malformed.getMessage(), malformed);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw new MalformedRowException("is no time", notATime);
        }
    }

    private static <T extends Enum<T>> T named(T[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new MalformedRowException("is none that d4 knows: " + PlainText.of(name)));
    }
}
