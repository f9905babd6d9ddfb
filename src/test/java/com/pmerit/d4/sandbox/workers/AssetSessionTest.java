package com.pmerit.d4.sandbox.workers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.SandboxFixture;
import com.pmerit.d4.sandbox.Visitor;
import com.pmerit.d4.sandbox.assets.AssetHash;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.MultipartForm;
import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AssetSessionTest {
    private static final String APP = "/workers/scripts/app";
    private static final String PAGE = "<h1>hi</h1>\n";
    private static final String HASH = "17453d0cfb9bacc76d9f30d3cb9ca048";
    private static final String HOST = "app.d4-sandbox.workers.dev";

    @AutoClose
    private SandboxFixture fixture;

    private Api api;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        fixture = new SandboxFixture(directory);
        api = fixture.api;
    }

    @Test
    void takesEachFileOnceAndThenHandsOutTheLastToken() throws Exception {
        JsonNode session = session("app", "/index.html", HASH, PAGE.length());
        assertThat(session.path("buckets").toString()).isEqualTo("[[\"" + HASH + "\"]]");

        JsonNode last = upload(token(session), HASH, PAGE).result();

        assertThat(token(last)).isNotEmpty();
        assertThat(session("app", "/index.html", HASH, PAGE.length()).path("buckets"))
                .isEmpty();
        assertThat(session("other", "/index.html", HASH, PAGE.length()).path("buckets"))
                .as("files belong to one Worker")
                .hasSize(1);
    }

    @Test
    void refusesFilesThatTheSessionDoesNotName() throws Exception {
        String token = token(session("app", "/index.html", HASH, PAGE.length()));

        assertThat(upload(token, AssetHash.of(Content.of("x"), "html"), "x").refused(400, 10021))
                .contains("no file with the hash");
        assertThat(upload(token, HASH, "another page").refused(400, 10021)).contains("/index.html", "differ");
        assertThat(upload(fixture.sandbox.token(), HASH, PAGE).refused(401, 10000))
                .contains("upload the files again");
        api.call("POST", APP + "/assets-upload-session", "{\"manifest\":{\"no-slash\":{\"hash\":\"x\",\"size\":1}}}")
                .refused(400, 10021);
    }

    @Test
    void keepsFilesWhenToldSoAndDropsThemElse() throws Exception {
        JsonNode session = session("app", "/index.html", HASH, PAGE.length());
        String token = token(upload(token(session), HASH, PAGE).result());
        Visitor visitor = new Visitor(fixture.sandbox);

        put("{\"assets\":{\"jwt\":\"" + token(session) + "\"}}").refused(401, 10000);
        put("{\"assets\":{\"jwt\":\"" + token + "\",\"config\":{\"_headers\":\"/*\\n x-own: 1\"}}}")
                .result();
        api.call("POST", APP + "/subdomain", "{\"enabled\":true}").result();
        assertThat(visitor.get(HOST, "/").header("x-own")).isEqualTo("1");

        put("{\"keep_assets\":true}").result();
        assertThat(visitor.get(HOST, "/").body()).isEqualTo(PAGE);
        assertThat(put("{}").refused(400, 10021)).contains("main_module");
        api.upload("PUT", APP, "{}", "export default {}").result();
        assertThat(visitor.get(HOST, "/").status()).as("the code is asked").isEqualTo(503);
        assertThat(put("{\"keep_assets\":true}").refused(400, 10021)).contains("neither a module nor a file");
    }

    @Test
    void refusesTheFilesOfAnotherWorker() throws Exception {
        JsonNode session = session("other", "/index.html", HASH, PAGE.length());
        String token = token(upload(token(session), HASH, PAGE).result());

        assertThat(put("{\"assets\":{\"jwt\":\"" + token + "\"}}").refused(400, 10021))
                .contains("the Worker other");
        assertThat(api.upload("PUT", APP, "{\"bindings\":[{\"name\":\"A\",\"type\":\"assets\"}]}", "export default {}")
                        .refused(400, 10021))
                .contains("needs static files");
    }

    private JsonNode session(String script, String path, String hash, int size)
            throws IOException, InterruptedException {
        String manifest = "{\"manifest\":{\"%s\":{\"hash\":\"%s\",\"size\":%d}}}".formatted(path, hash, size);
        return api.call("POST", "/workers/scripts/" + script + "/assets-upload-session", manifest)
                .result();
    }

    private static String token(JsonNode result) {
        return result.path("jwt").asText();
    }

    private Api.Answer upload(String token, String hash, String text) throws IOException, InterruptedException {
        String value = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        Part part = new Part(hash, Optional.of(hash), Optional.of("text/html"), Content.of(value));
        URI target = URI.create(
                fixture.sandbox.api() + "/accounts/" + SandboxFixture.ACCOUNT + "/workers/assets/upload?base64=true");
        return api.send(HttpRequest.newBuilder(target)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArray(new MultipartForm(List.of(part)).write("b"))));
    }

    private Api.Answer put(String metadata) throws IOException, InterruptedException {
        Part part = new Part("metadata", Optional.empty(), Optional.empty(), Content.of(metadata));
        return api.form("PUT", APP, List.of(part));
    }
}
