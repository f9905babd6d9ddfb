package com.pmerit.d4.sandbox.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One value kept in one JSON file.
 *
 * @param <T> a record that Jackson reads and writes
 */
public final class JsonFile<T> {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;
    private final Class<T> type;

    /** Names the file; nothing is read yet. */
    public JsonFile(Path file, Class<T> type) {
        this.file = file;
        this.type = type;
    }

    /**
     * The stored value; empty when there is no file.
     *
     * @throws IOException when the file cannot be read or is not what was written: the state was changed by hand or by a newer version
     */
    public Optional<T> load() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(file.toFile(), type));
        } catch (JsonProcessingException unreadable) {
            throw new IOException(
                    "the embedded Cloudflare cannot read its own state in " + file
                            + "; delete its directory to start afresh",
                    unreadable);
        }
    }

    /** Replaces the stored value, whole or not at all. */
    public void save(T value) throws IOException {
        WholeFile.write(file, MAPPER.writeValueAsBytes(value));
    }
}
