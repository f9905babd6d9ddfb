package com.pmerit.d4.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Reads a JSON file of a goal. */
final class ResultFile {
    private static final int SCHEMA_VERSION = 1;
    private static final long LARGEST = 64L << 20;

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final UnaryOperator<String> inert;

    ResultFile(UnaryOperator<String> inert) {
        this.inert = inert;
    }

    Reading read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                return new Reading.Refused("is larger than " + Quantity.bytes(LARGEST));
            }
            JsonNode json = mapper.readTree(Files.readAllBytes(file));
            if (!json.isObject()) {
                return new Reading.Refused("is no result of a goal");
            }
            if (json.path("schemaVersion").asInt() != SCHEMA_VERSION) {
                return new Reading.Refused("has the schema version "
                        + inert.apply(json.path("schemaVersion").asText("(none)")) + ", and this page knows "
                        + SCHEMA_VERSION);
            }
            return new Reading.Read(
                    new Part(json, inert), Files.getLastModifiedTime(file).toInstant());
        } catch (NoSuchFileException missing) {
            return new Reading.Missing();
        } catch (JsonProcessingException noJson) {
            // Its message would quote the file.
            return new Reading.Refused("is no JSON");
        } catch (IOException unreadable) {
            return new Reading.Refused("cannot be read: " + inert.apply(String.valueOf(unreadable.getMessage())));
        }
    }
}
