package com.pmerit.d4.sandbox.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer.
 *
 * @param status the HTTP status
 * @param contentType the Content-Type header; empty for none
 * @param headers all other headers
 * @param body what follows
 */
public record Response(int status, String contentType, Headers headers, Body body) {
    private static final String JSON_TYPE = "application/json";

    /** What follows the headers. */
    public sealed interface Body {}

    /** A body in memory. */
    public record Bytes(Content content) implements Body {}

    /**
     * A body that is written while it is sent.
     *
     * @param length its size in bytes, or -1 when unknown
     */
    public record Stream(long length, Writer writer) implements Body {}

    /** Writes a body. */
    @FunctionalInterface
    public interface Writer {
        /** Writes everything; the stream is closed by the caller. */
        void writeTo(OutputStream target) throws IOException;
    }

    /** 200 with {@code success: true} and this result; null becomes JSON null. */
    public static Response result(@Nullable Object result) {
        return envelope(200, success(result));
    }

    /** 200 with one page of a list and {@code result_info} in the page style. */
    public static Response page(Paging paging, List<?> all) {
        List<?> part = paging.cut(all);
        ObjectNode envelope = success(part);
        envelope.putObject("result_info")
                .put("page", paging.page())
                .put("per_page", paging.perPage())
                .put("count", part.size())
                .put("total_count", all.size())
                .put("total_pages", paging.pages(all.size()));
        return envelope(200, envelope);
    }

    /** The error envelope of a refusal. */
    public static Response refused(Refusal refusal) {
        ObjectNode envelope = Json.mapper().createObjectNode();
        envelope.putNull("result");
        envelope.put("success", false);
        errors(envelope.putArray("errors"), refusal.errors());
        envelope.putArray("messages");
        return envelope(refusal.status(), envelope);
    }

    /** Bytes outside the envelope. */
    public static Response bytes(int status, String contentType, byte[] bytes) {
        return new Response(status, contentType, Headers.none(), new Bytes(Content.of(bytes)));
    }

    /** A body outside the envelope that is written while it is sent; length in bytes, -1 when unknown. */
    public static Response stream(int status, String contentType, long length, Writer writer) {
        return new Response(status, contentType, Headers.none(), new Stream(length, writer));
    }

    /** This answer with one more header. */
    public Response header(String name, String value) {
        return new Response(status, contentType, headers.and(name, value), body);
    }

    /** This answer with another Content-Type. */
    public Response withContentType(String other) {
        return new Response(status, other, headers, body);
    }

    /** Status and type only: the body may hold user data. */
    @Override
    public String toString() {
        return status + " " + contentType;
    }

    private static ObjectNode success(@Nullable Object result) {
        ObjectNode envelope = Json.mapper().createObjectNode();
        envelope.set("result", Json.mapper().valueToTree(result));
        envelope.put("success", true);
        envelope.putArray("errors");
        envelope.putArray("messages");
        return envelope;
    }

    private static Response envelope(int status, ObjectNode envelope) {
        return bytes(status, JSON_TYPE, Json.write(envelope));
    }

    private static void errors(ArrayNode target, List<ApiError> errors) {
        for (ApiError error : errors) {
            ObjectNode node = target.addObject().put("code", error.code()).put("message", error.message());
            if (!error.chain().isEmpty()) {
                errors(node.putArray("error_chain"), error.chain());
            }
        }
    }
}
