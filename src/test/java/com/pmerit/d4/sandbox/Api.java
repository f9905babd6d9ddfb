package com.pmerit.d4.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.MultipartForm;
import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plain HTTP client of one account of a sandbox. */
public final class Api {
    private static final String BOUNDARY = "a-boundary";

    private final Sandbox sandbox;
    private final String account;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** An answer in Cloudflare's envelope. */
    public record Answer(int status, JsonNode body) {
        /** The result; fails the test when the call was refused. */
        public JsonNode result() {
            assertThat(body.path("success").asBoolean())
                    .as("%s %s", status, body)
                    .isTrue();
            return body.path("result");
        }

        /** Fails the test unless the call was refused with this status and first code; gives the first message. */
        public String refused(int wantedStatus, int code) {
            assertThat(body.path("success").asBoolean(true))
                    .as("%s %s", status, body)
                    .isFalse();
            assertThat(body.path("errors").get(0).path("code").asInt())
                    .as("%s", body)
                    .isEqualTo(code);
            assertThat(status).as("%s", body).isEqualTo(wantedStatus);
            return body.path("errors").get(0).path("message").asText();
        }
    }

    /** A client of this account. */
    public Api(Sandbox sandbox, String account) {
        this.sandbox = sandbox;
        this.account = account;
    }

    /** Sends JSON text, or nothing, to a path below the account. */
    public Answer call(String method, String path, String body) throws IOException, InterruptedException {
        return send(request("/accounts/" + account + path).method(method, BodyPublishers.ofString(body)));
    }

    /** Reads a path below the account. */
    public Answer get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    /** Sends a form to a path below the account. */
    public Answer form(String method, String path, List<Part> parts) throws IOException, InterruptedException {
        byte[] body = new MultipartForm(parts).write(BOUNDARY);
        return send(request("/accounts/" + account + path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .method(method, BodyPublishers.ofByteArray(body)));
    }

    /** Uploads one module {@code index.js} with this metadata; {@code main_module} is added. */
    public Answer upload(String method, String path, String metadata, String code)
            throws IOException, InterruptedException {
        String whole = metadata.equals("{}")
                ? "{\"main_module\":\"index.js\"}"
                : "{\"main_module\":\"index.js\"," + metadata.substring(1);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("metadata", Optional.empty(), Optional.empty(), Content.of(whole)));
        parts.add(module("index.js", "application/javascript+module", code));
        return form(method, path, parts);
    }

    /** A module part. */
    public static Part module(String name, String type, String code) {
        return new Part(name, Optional.of(name), Optional.of(type), Content.of(code));
    }

    /** A request to a path below the API's base with the token. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.api() + path))
                .header("Authorization", "Bearer " + sandbox.token());
    }

    /** Sends a request and reads the envelope. */
    public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), Json.parse(answer.body()));
    }
}
