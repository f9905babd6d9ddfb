package com.pmerit.d4.sandbox.r2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** How an object is written into a row. */
final class ObjectFacts {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ObjectFacts() {}

    /** A key as bytes, so that SQLite orders keys as R2 does and a NUL is a byte like any other. */
    static byte[] key(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    static String write(StoredObject object) throws SQLException {
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException unwritable) {
            throw new SQLException("an object's metadata cannot be written", unwritable);
        }
    }

    static StoredObject read(String text) throws SQLException {
        try {
            return MAPPER.readValue(text, StoredObject.class);
        } catch (JsonProcessingException unreadable) {
            throw new SQLException("an object's metadata cannot be read", unreadable);
        }
    }
}
