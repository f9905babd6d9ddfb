package com.pmerit.d4.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a flight recorder has written.
 *
 * @param exchanges in the order in which they ended
 */
record Flight(List<Recorded> exchanges) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Flight {
        exchanges = List.copyOf(exchanges);
    }

    /** Reads a file. A last line without an end is what a killed run was writing, and is left out. */
    static Flight read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        List<Recorded> exchanges = new ArrayList<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            exchanges.add(new Recorded(JSON.readTree(line)));
        }
        return new Flight(exchanges);
    }

    /** JSON, or nothing when the text is none. */
    static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException none) {
            return Optional.empty();
        }
    }

    /** One line. */
    record Recorded(JsonNode line) {
        String method() {
            return line.path("method").asText();
        }

        /** Below the base URL, or the host of what went elsewhere. */
        String path() {
            return line.path("path").asText();
        }

        String query() {
            return line.has("query") ? "?" + line.path("query").asText() : "";
        }

        OptionalInt status() {
            return line.has("status") ? OptionalInt.of(line.path("status").asInt()) : OptionalInt.empty();
        }

        JsonNode sent() {
            return line.path("sent");
        }

        String received() {
            return line.path("received").path("text").asText();
        }

        /** How a person finds it in the file. */
        String name() {
            return "#" + line.path("sequence").asLong() + " " + method() + " " + path();
        }
    }
}
