package com.pmerit.d4.sop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.sop.LastChecklist.GateVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the report of the goal that ran last, as far as an SOP tells of it. */
public final class ResultFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    /** Takes the place of a {@code result.json}, which need not be there. */
    public ResultFile(Path file) {
        this.file = file;
    }

    /** The checklist that it tells of. */
    public LastChecklist read() {
        if (!Files.exists(file)) {
            return new LastChecklist.Never();
        }
        try {
            JsonNode result = JSON.readTree(Files.readAllBytes(file));
            JsonNode gates = result.path("checklist").path("gates");
            return gates.isArray() && !gates.isEmpty() ? ran(result, gates) : new LastChecklist.Never();
        } catch (IOException | DateTimeException broken) {
            return new LastChecklist.Unreadable(file.getFileName() + " is not a report of d4: " + broken.getMessage());
        }
    }

    private static LastChecklist ran(JsonNode result, JsonNode gates) {
        List<GateVerdict> verdicts = new ArrayList<>();
        gates.forEach(gate -> verdicts.add(new GateVerdict(
                gate.path("id").asText(),
                gate.path("title").asText(),
                gate.path("verdict").asText(),
                gate.path("summary").asText())));
        return new LastChecklist.Ran(
                text(result, "environment"),
                result.path("sandbox").asBoolean(),
                Instant.parse(result.path("started").asText()),
                text(result, "commit"),
                verdicts);
    }

    private static Optional<String> text(JsonNode node, String key) {
        return Optional.of(node.path(key)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}
