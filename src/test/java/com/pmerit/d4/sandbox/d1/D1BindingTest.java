package com.pmerit.d4.sandbox.d1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Headers;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class D1BindingTest {
    private static final String TOKEN_HEADER = "x-cf-d1-session-commit-token";

    @TempDir
    private Path state;

    private D1Store store;
    private D1Binding binding;
    private String uuid;

    @BeforeEach
    void bindOneDatabase() throws IOException {
        store = new D1Store(state, new SteppingClock());
        binding = new D1Binding(store);
        uuid = store.create("account", "chat-db", "WEUR", "")
                .orElseThrow()
                .metadata()
                .uuid();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void answersEachElementOfAnArray() throws IOException {
        JsonNode answer = body(ask(
                "/query",
                "ROWS_AND_COLUMNS",
                "[{\"sql\":\"SELECT 1 AS a\"},{\"sql\":\"SELECT ? AS b\",\"params\":[\"x\"]}]"));

        assertThat(answer).hasSize(2);
        assertThat(answer.path(1).path("results").toString()).isEqualTo("{\"columns\":[\"b\"],\"rows\":[[\"x\"]]}");
        assertThat(answer.path(1).path("meta").path("duration").isNumber()).isTrue();
    }

    @Test
    void givesOneFailureForAWholeBatch() throws IOException {
        JsonNode answer = body(ask(
                "/execute", "NONE", "[{\"sql\":\"CREATE TABLE t (a)\"},{\"sql\":\"INSERT INTO nope VALUES (1)\"}]"));

        assertThat(answer.toString()).isEqualTo("{\"success\":false,\"error\":\"no such table: nope: SQLITE_ERROR\"}");
        assertThat(body(ask("/query", "NONE", "{\"sql\":\"SELECT * FROM t\"}"))
                        .path("error")
                        .textValue())
                .isEqualTo("no such table: t: SQLITE_ERROR");
    }

    @Test
    void givesTheLastRowsAndAllChangesOfSeveralStatementsInOneQuery() throws IOException {
        JsonNode answer = body(ask(
                "/query",
                "ARRAY_OF_OBJECTS",
                "{\"sql\":\"CREATE TABLE t (a); INSERT INTO t VALUES (1), (2); SELECT count(*) AS n FROM t;\"}"));

        assertThat(answer).hasSize(1);
        assertThat(answer.path(0).path("results").toString()).isEqualTo("[{\"n\":2}]");
        assertThat(answer.path(0).path("meta").path("changes").intValue()).isEqualTo(2);
    }

    @Test
    void sendsABookmarkThatGrowsWithEachWrite() throws IOException {
        String before = token(ask("/query", "NONE", "{\"sql\":\"SELECT 1\"}"));

        String after = token(ask("/query", "NONE", "{\"sql\":\"CREATE TABLE t (a)\"}"));

        assertThat(after).isGreaterThan(before);
        assertThat(token(ask("/query", "NONE", "{\"sql\":\"SELECT 1\"}"))).isEqualTo(after);
    }

    @Test
    void answersWhateverIsWrongWithAnErrorThatWorkerdReads() throws IOException {
        assertThat(error("/dump", "")).contains("/dump is not supported");
        assertThat(error("/query", "{\"sql\":\"\"}")).isEqualTo("No SQL statements detected.");
        assertThat(error("/query", "{\"sql\":\"-- none\"}")).isEqualTo("SQL code did not contain a statement.");
        assertThat(error("/query", "{\"sql\":\"SELECT ?\",\"params\":[{}]}")).startsWith("A parameter must be");
        assertThat(error("/query", "not json")).contains("not valid JSON");
        assertThat(body(binding.answer("another", request("/query", "NONE", "{}")))
                        .path("error")
                        .textValue())
                .contains("could not be found");
    }

    private String error(String path, String body) throws IOException {
        Response response = ask(path, "NONE", body);
        assertThat(response.status()).isEqualTo(200);
        return body(response).path("error").asText();
    }

    private Response ask(String path, String format, String body) throws IOException {
        return binding.answer(uuid, request(path, format, body));
    }

    private static Request request(String path, String format, String body) {
        return new Request(
                "POST", path, Map.of(), Map.of("resultsFormat", List.of(format)), Headers.none(), Content.of(body));
    }

    private static JsonNode body(Response response) {
        return Json.parse(((Response.Bytes) response.body()).content().bytes());
    }

    private static String token(Response response) {
        return response.headers().first(TOKEN_HEADER).orElseThrow();
    }
}
