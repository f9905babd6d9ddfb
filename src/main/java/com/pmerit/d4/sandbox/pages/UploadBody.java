package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.assets.AssetHash;
import com.pmerit.d4.sandbox.assets.AssetShelf.Arrival;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads the body of an upload, file by file: as one tree of JSON its 40 MiB would be in memory several times. */
final class UploadBody {
    private static final int MOST_FILES = 2000;
    private static final int MOST_BYTES = 25 * 1024 * 1024;
    private static final int MOST_BYTES_AT_ONCE = 40 * 1024 * 1024;

    private static final ObjectReader WITHIN_A_DOCUMENT =
            Json.mapper().readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final byte[] body;
    private final JsonParser json;

    private UploadBody(byte[] body, JsonParser json) {
        this.body = body;
        this.json = json;
    }

    /**
     * The files of an upload.
     *
     * @throws Refusal 400 when Cloudflare would not take one of them, or all of them at once
     */
    static List<Arrival> read(Content body) {
        try (JsonParser json = Json.mapper().createParser(body.bytes())) {
            List<Arrival> files = new UploadBody(body.bytes(), json).files();
            long size = files.stream().mapToLong(file -> file.content().size()).sum();
            if (size > MOST_BYTES_AT_ONCE) {
                throw PagesRefusals.invalid(
                        "an upload has at most " + MOST_BYTES_AT_ONCE + " bytes, this one has " + size);
            }
            return files;
        } catch (JsonProcessingException broken) {
            throw PagesRefusals.invalid("the upload is not valid JSON");
        } catch (IOException impossible) {
            throw new IllegalStateException("memory could not be read", impossible);
        }
    }

    private List<Arrival> files() throws IOException {
        List<Arrival> files = new ArrayList<>();
        boolean array = json.nextToken() == JsonToken.START_ARRAY;
        while (array && files.size() <= MOST_FILES && json.nextToken() == JsonToken.START_OBJECT) {
            files.add(file());
        }
        boolean whole = json.currentToken() == JsonToken.END_ARRAY && json.nextToken() == null;
        if (!whole || files.isEmpty() || files.size() > MOST_FILES) {
            throw PagesRefusals.invalid("an upload is an array of 1 to " + MOST_FILES + " files");
        }
        return files;
    }

    private Arrival file() throws IOException {
        ObjectNode rest = Json.mapper().createObjectNode();
        Optional<byte[]> bytes = Optional.empty();
        json.nextToken();
        while (json.currentToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("value")) {
                bytes = Optional.of(decoded());
            } else {
                rest.set(name, WITHIN_A_DOCUMENT.readTree(json));
                json.nextToken();
            }
        }
        Fields fields = new Fields(rest, "file");
        byte[] value = bytes.orElseThrow(() -> PagesRefusals.invalid("file " + fields.text("key") + " has no value"));
        return file(fields, Content.of(value));
    }

    private static Arrival file(Fields fields, Content content) {
        String hash = hash(fields.text("key"));
        if (!fields.flag("base64", false)) {
            throw PagesRefusals.invalid("file " + hash + " must be sent in Base64");
        }
        Fields metadata = fields.object("metadata");
        String type = metadata.text("contentType");
        metadata.refuseOthers();
        fields.refuseOthers();
        if (content.size() > MOST_BYTES) {
            throw PagesRefusals.invalid(
                    "file " + hash + " has " + content.size() + " bytes, at most " + MOST_BYTES + " are allowed");
        }
        return new Arrival(hash, content, type);
    }

    /**
     * Goes past a string of Base64 and takes it from between its quotes: as one of JSON's it would be read letter by letter, which takes
     * three times as long as all the rest.
     */
    private byte[] decoded() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw PagesRefusals.invalid("the value of a file must be a string");
        }
        int start = offset() + 1;
        json.nextToken();
        int end = offset() - 1;
        while (body[end] != '"') {
            end--;
        }
        try {
            return Base64.getDecoder()
                    .decode(ByteBuffer.wrap(body, start, end - start))
                    .array();
        } catch (IllegalArgumentException broken) {
            throw PagesRefusals.invalid("the value of a file is not Base64");
        }
    }

    private int offset() {
        return Math.toIntExact(json.currentTokenLocation().getByteOffset());
    }

    /** A text that must be the hash of a file. */
    static String hash(String text) {
        if (!AssetHash.isHash(text)) {
            throw PagesRefusals.invalid("'" + text + "' is not the hash of a file: 32 lower-case hex digits");
        }
        return text;
    }
}
