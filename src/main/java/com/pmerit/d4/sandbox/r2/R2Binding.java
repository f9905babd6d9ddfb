package com.pmerit.d4.sandbox.r2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.r2.StoredObject.Attributes;
import com.pmerit.d4.sandbox.r2.StoredObject.Whole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What a Worker's R2 binding asks: the protocol that workerd speaks to an {@code r2Bucket} service. The request is JSON, in a header
 * for reads and in front of the body for writes; so is the answer. Multipart uploads are refused.
 */
public final class R2Binding {
    private static final String SIZE_HEADER = "CF-R2-Metadata-Size";
    private static final String REQUEST_HEADER = "CF-R2-Request";
    private static final String ERROR_HEADER = "CF-R2-Error";
    private static final String BYTES = "application/octet-stream";
    private static final int KEY_LIMIT = 1024;
    private static final Map<String, String> DIGESTS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512");

    private final R2Store store;

    /** Bindings to these buckets. */
    public R2Binding(R2Store store) {
        this.store = store;
    }

    /**
     * Answers one request of a binding.
     *
     * @throws IOException when the store fails
     */
    public Response answer(String account, String bucket, Request request) throws IOException {
        try {
            if (!store.exists(account, bucket)) {
                throw R2Error.noSuchBucket();
            }
            return request.method().equals("GET")
                    ? read(account, bucket, command(request))
                    : write(account, bucket, request.body(), metadataSize(request));
        } catch (R2Error error) {
            return error(error, Content.empty());
        }
    }

    private Response read(String account, String bucket, JsonNode command) throws IOException, R2Error {
        String method = command.path("method").asText();
        return switch (method) {
            case "head" -> metadata(R2Json.head(object(account, bucket, command).object()), Content.empty());
            case "get" -> get(object(account, bucket, command), command);
            case "list" ->
                metadata(
                        R2Listing.of(
                                store.list(
                                        account, bucket, command.path("prefix").asText("")),
                                command),
                        Content.empty());
            default -> throw R2Error.notEmulated("R2's " + method);
        };
    }

    private Whole object(String account, String bucket, JsonNode command) throws IOException, R2Error {
        return store.get(account, bucket, key(command.path("object"))).orElseThrow(R2Error::noSuchKey);
    }

    private static Response get(Whole whole, JsonNode command) throws R2Error {
        StoredObject object = whole.object();
        ObjectNode head = R2Json.head(object);
        if (command.has("onlyIf") && !new Condition(command.get("onlyIf")).test(Optional.of(object))) {
            return error(R2Error.preconditionFailed(), Content.of(Json.write(head)));
        }
        Optional<ByteRange> range = ByteRange.of(command, object.size());
        if (range.isEmpty()) {
            return metadata(head, whole.content());
        }
        long offset = range.get().offset();
        long length = range.get().length();
        head.putObject("range").put("offset", offset).put("length", length);
        return metadata(
                head, Content.of(Arrays.copyOfRange(whole.content().bytes(), (int) offset, (int) (offset + length))));
    }

    private Response write(String account, String bucket, Content body, int size) throws IOException, R2Error {
        if (size > body.size()) {
            throw R2Error.invalidArgument("the request is shorter than its metadata");
        }
        JsonNode command = parse(Arrays.copyOf(body.bytes(), size));
        String method = command.path("method").asText();
        return switch (method) {
            case "put" ->
                put(account, bucket, command, Content.of(Arrays.copyOfRange(body.bytes(), size, body.size())));
            case "delete" -> delete(account, bucket, command);
            default -> throw R2Error.notEmulated("R2's " + method);
        };
    }

    private Response put(String account, String bucket, JsonNode command, Content content) throws IOException, R2Error {
        for (Map.Entry<String, String> digest : DIGESTS.entrySet()) {
            String wanted = command.path(digest.getKey()).asText("");
            if (!wanted.isEmpty() && !wanted.equalsIgnoreCase(hex(digest.getValue(), content))) {
                throw R2Error.badDigest(digest.getValue());
            }
        }
        Map<String, String> custom = new LinkedHashMap<>();
        command.path("customFields")
                .forEach(field ->
                        custom.put(field.path("k").asText(), field.path("v").asText()));
        Map<String, String> http = new LinkedHashMap<>();
        command.path("httpFields")
                .properties()
                .forEach(field -> http.put(field.getKey(), field.getValue().asText()));
        Attributes attributes =
                new Attributes(http, custom, command.path("storageClass").asText("Standard"));
        StoredObject object = store.put(
                        account,
                        bucket,
                        key(command.path("object")),
                        content,
                        attributes,
                        new Condition(command.path("onlyIf")))
                .orElseThrow(R2Error::preconditionFailed);
        return metadata(R2Json.head(object), Content.empty());
    }

    private Response delete(String account, String bucket, JsonNode command) throws IOException, R2Error {
        List<String> keys = new ArrayList<>();
        if (command.has("object")) {
            keys.add(key(command.get("object")));
        }
        for (JsonNode one : command.path("objects")) {
            keys.add(key(one));
        }
        store.delete(account, bucket, keys);
        return Response.bytes(200, BYTES, new byte[0]);
    }

    private static String hex(String algorithm, Content content) {
        return new DigestUtils(algorithm).digestAsHex(content.bytes());
    }

    private static String key(JsonNode node) throws R2Error {
        String key = node.asText("");
        if (key.isEmpty() || key.getBytes(StandardCharsets.UTF_8).length > KEY_LIMIT) {
            throw R2Error.invalidName();
        }
        return key;
    }

    private static JsonNode command(Request request) throws R2Error {
        String header = request.headers()
                .first(REQUEST_HEADER)
                .orElseThrow(() -> R2Error.invalidArgument(REQUEST_HEADER + " is missing"));
        return parse(header.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static int metadataSize(Request request) throws R2Error {
        String size = request.headers().first(SIZE_HEADER).orElse("");
        if (!size.matches("[0-9]{1,9}")) {
            throw R2Error.invalidArgument(SIZE_HEADER + " is missing or no number");
        }
        return Integer.parseInt(size);
    }

    private static JsonNode parse(byte[] text) throws R2Error {
        try {
            return Json.parse(text);
        } catch (Refusal unreadable) {
            throw R2Error.invalidArgument("the request's metadata is not JSON");
        }
    }

    private static Response metadata(JsonNode metadata, Content content) {
        byte[] head = Json.write(metadata);
        return Response.stream(200, BYTES, (long) head.length + content.size(), target -> {
                    target.write(head);
                    target.write(content.bytes());
                })
                .header(SIZE_HEADER, String.valueOf(head.length));
    }

    private static Response error(R2Error error, Content metadata) {
        String json = new String(
                Json.write(Json.mapper()
                        .createObjectNode()
                        .put("version", 1)
                        .put("v4code", error.code())
                        .put("message", error.words())),
                StandardCharsets.UTF_8);
        return Response.bytes(error.status(), BYTES, metadata.bytes())
                .header(SIZE_HEADER, String.valueOf(metadata.size()))
                .header(ERROR_HEADER, json);
    }
}
