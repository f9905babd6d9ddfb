package com.pmerit.d4.sandbox.d1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class D1RoutesTest {
    @TempDir
    private Path state;

    private final SteppingClock clock = new SteppingClock();
    private ServedD1 served;
    private String database;

    @BeforeEach
    void serveOneDatabase() throws Exception {
        served = new ServedD1(state, clock);
        database = served.create("chat-db");
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void findsADatabaseByIdAndByName() throws Exception {
        served.query(database, "CREATE TABLE t (a)");

        JsonNode byId = served.get("/" + database).result();

        assertThat(byId).isEqualTo(served.get("/chat-db?fields=uuid,name").result());
        assertThat(byId.path("name").textValue()).isEqualTo("chat-db");
        assertThat(byId.path("version").textValue()).isEqualTo("production");
        assertThat(byId.path("num_tables").intValue()).isEqualTo(1);
        assertThat(byId.path("file_size").longValue()).isPositive();
    }

    @Test
    void refusesWhatItDoesNotHave() throws Exception {
        ServedD1.Answer answer = served.get("/11111111-1111-4111-8111-111111111111");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo(7404);
        assertThat(served.query("nope", "SELECT 1").code()).isEqualTo(7404);
    }

    @Test
    void refusesASecondDatabaseOfTheSameNameAndANameThatIsNone() throws Exception {
        assertThat(served.post("", ServedD1.object().put("name", "chat-db")).code())
                .isEqualTo(7502);
        assertThat(served.post("", ServedD1.object().put("name", "no name")).status())
                .isEqualTo(400);
    }

    @Test
    void listsInPagesThatEnd() throws Exception {
        served.create("second");
        served.create("third");

        List<String> names = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            served.get("?per_page=2&page=" + page)
                    .result()
                    .forEach(each -> names.add(each.path("name").textValue()));
        }

        assertThat(names).containsExactly("third", "second", "chat-db");
        assertThat(served.get("?name=second").result()).hasSize(1);
    }

    @Test
    void deletesADatabaseWithItsFiles() throws Exception {
        assertThat(served.call("DELETE", "/" + database, "").status()).isEqualTo(200);

        assertThat(served.get("/chat-db").status()).isEqualTo(404);
        assertThat(state.resolve(database)).doesNotExist();
    }

    @Test
    void answersEachStatementOfOneText() throws Exception {
        ServedD1.Answer answer = served.query(
                database,
                "CREATE TABLE t (a INTEGER PRIMARY KEY, b);\nINSERT INTO t (b) VALUES ('x'); SELECT * FROM t; -- end");

        assertThat(answer.result()).hasSize(3);
        assertThat(answer.result().path(1).path("meta").path("changes").intValue())
                .isEqualTo(1);
        assertThat(answer.result().path(2).path("results").toString()).isEqualTo("[{\"a\":1,\"b\":\"x\"}]");
        assertThat(answer.result().path(2).path("meta").fieldNames())
                .toIterable()
                .contains(
                        "served_by",
                        "served_by_region",
                        "served_by_primary",
                        "timings",
                        "duration",
                        "changes",
                        "last_row_id",
                        "changed_db",
                        "size_after",
                        "rows_read",
                        "rows_written");
    }

    @Test
    void keepsNothingOfABatchThatFails() throws Exception {
        ObjectNode body = ServedD1.object();
        body.putArray("batch")
                .add(ServedD1.object().put("sql", "CREATE TABLE canary (a)"))
                .add(ServedD1.object().put("sql", "INSERT INTO nope VALUES (1)"));

        ServedD1.Answer answer = served.post("/" + database + "/query", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(7500);
        assertThat(answer.message()).isEqualTo("no such table: nope: SQLITE_ERROR");
        assertThat(served.query(database, "SELECT * FROM canary").message()).startsWith("no such table: canary");
    }

    @Test
    void bindsTheParametersOfEachElementOfABatch() throws Exception {
        ObjectNode body = ServedD1.object();
        ObjectNode first = ServedD1.object().put("sql", "SELECT ?1 AS a, ?2 AS b");
        first.putArray("params").add("x").addNull();
        body.putArray("batch").add(first).add(ServedD1.object().put("sql", "SELECT 3 AS c"));

        JsonNode result = served.post("/" + database + "/query", body).result();

        assertThat(result.path(0).path("results").toString()).isEqualTo("[{\"a\":\"x\",\"b\":null}]");
        assertThat(result.path(1).path("results").toString()).isEqualTo("[{\"c\":3}]");
    }

    @Test
    void refusesUnknownFieldsAndAnEmptyText() throws Exception {
        assertThat(served.post(
                                "/" + database + "/query",
                                ServedD1.object().put("sql", "SELECT 1").put("x", 1))
                        .status())
                .isEqualTo(400);
        assertThat(served.query(database, " -- nothing").message()).isEqualTo("No SQL statements detected.");
    }

    @Test
    void givesRowsAsArraysWhenAskedRaw() throws Exception {
        JsonNode raw = served.post(
                        "/" + database + "/raw", ServedD1.object().put("sql", "SELECT 1 AS a, 2 AS a, x'ff' AS b"))
                .result();

        assertThat(raw.path(0).path("results").toString())
                .isEqualTo("{\"columns\":[\"a\",\"a\",\"b\"],\"rows\":[[1,2,[255]]]}");
    }

    @Test
    void goesBackToABookmarkAndForthAgain() throws Exception {
        served.query(database, "CREATE TABLE t (a); INSERT INTO t VALUES ('old')");
        String old = bookmark("");
        served.query(database, "DELETE FROM t; INSERT INTO t VALUES ('new')");
        String young = bookmark("");

        JsonNode restored = restore("bookmark=" + old).result();

        assertThat(young).isGreaterThan(old);
        assertThat(restored.path("bookmark").textValue()).isGreaterThan(young);
        assertThat(restored.path("previous_bookmark").textValue()).isEqualTo(young);
        assertThat(served.value(database, "SELECT a FROM t").textValue()).isEqualTo("old");
        restore("bookmark=" + young);
        assertThat(served.value(database, "SELECT a FROM t").textValue()).isEqualTo("new");
    }

    @Test
    void goesBackToTheStateOfATime() throws Exception {
        served.query(database, "CREATE TABLE t (a); INSERT INTO t VALUES ('old')");
        String then = clock.instant().toString();
        String old = bookmark("?timestamp=" + then);
        served.query(database, "UPDATE t SET a = 'new'");

        assertThat(bookmark("?timestamp=" + then)).isEqualTo(old).isLessThan(bookmark(""));
        restore("timestamp=" + then);

        assertThat(served.value(database, "SELECT a FROM t").textValue()).isEqualTo("old");
    }

    @Test
    void keepsTheBookmarkWhileNothingIsWritten() throws Exception {
        String before = bookmark("");
        served.query(database, "SELECT 1");
        served.query(database, "INSERT INTO nope VALUES (1)");

        assertThat(bookmark("")).isEqualTo(before).matches("[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{32}");
    }

    @Test
    void refusesABookmarkOfAnotherDatabaseAndATimeBeforeAll() throws Exception {
        String other = served.create("other");
        String foreign = served.get("/" + other + "/time_travel/bookmark")
                .result()
                .path("bookmark")
                .textValue();

        assertThat(restore("bookmark=" + foreign).status()).isEqualTo(400);
        assertThat(restore("timestamp=2020-01-01T00:00:00Z").code()).isEqualTo(7500);
        assertThat(restore("").status()).isEqualTo(400);
    }

    @Test
    void exportsATextThatImportsAsTheSameDatabase() throws Exception {
        served.query(
                database,
                "CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT, n TEXT, d AS (n || '!'));"
                        + "CREATE TABLE c (p INT REFERENCES p (id), x BLOB, y REAL);"
                        + "INSERT INTO p (id, n) VALUES (41, 'it''s\n\\n; a'), (42, NULL); DELETE FROM p WHERE id = 42;"
                        + "INSERT INTO c VALUES (41, x'00ff', 9e999), (41, 9007199254740993, 0.1), (41, char(65, 0, 66), -1);"
                        + "CREATE INDEX i ON c (y); CREATE VIEW v AS SELECT n FROM p;"
                        + "CREATE TRIGGER g INSTEAD OF INSERT ON v BEGIN INSERT INTO p (n) VALUES (new.n); END;");
        String text = export(database);
        String copy = served.create("copy");

        JsonNode imported = importText(copy, text);

        assertThat(imported.path("status").textValue()).isEqualTo("complete");
        String schema =
                "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '%\\_cf%' ESCAPE '\\' ORDER BY name";
        assertThat(served.query(copy, schema).result().path(0).path("results"))
                .isEqualTo(served.query(database, schema).result().path(0).path("results"));
        for (String query : List.of(
                "SELECT id, quote(n), d FROM p",
                "SELECT p, hex(x), typeof(x), quote(y) FROM c",
                "SELECT * FROM sqlite_sequence")) {
            assertThat(served.query(copy, query).result().path(0).path("results"))
                    .as(query)
                    .isEqualTo(served.query(database, query).result().path(0).path("results"))
                    .isNotEmpty();
        }
        assertThat(export(copy)).isEqualTo(text);
    }

    @Test
    void keepsNothingOfAnImportThatFails() throws Exception {
        JsonNode imported = importText(database, "CREATE TABLE t (a);\nINSERT INTO nope VALUES (1);");

        assertThat(imported.path("success").booleanValue()).isFalse();
        assertThat(imported.path("error").textValue()).isEqualTo("no such table: nope: SQLITE_ERROR");
        assertThat(served.query(database, "SELECT * FROM t").code()).isEqualTo(7500);
    }

    @Test
    void refusesAnUploadThatIsNotWhatWasAnnounced() throws Exception {
        String etag = DigestUtils.md5Hex("SELECT 1;");
        JsonNode init = importAction(database, "init", etag);

        HttpResponse<String> answer =
                served.plain("PUT", init.path("upload_url").textValue(), "SELECT 2;");

        assertThat(answer.statusCode()).isEqualTo(400);
        ObjectNode ingest = ServedD1.object().put("action", "ingest").put("etag", etag);
        assertThat(served.post(
                                "/" + database + "/import",
                                ingest.put("filename", init.path("filename").textValue()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void doesNotExportVirtualTables() throws Exception {
        served.query(database, "CREATE VIRTUAL TABLE f USING fts5 (x)");

        JsonNode answer = served.post(
                        "/" + database + "/export", ServedD1.object().put("output_format", "polling"))
                .result();

        assertThat(answer.path("success").booleanValue()).isFalse();
        assertThat(answer.path("error").textValue()).contains("Virtual Tables (fts5)");
    }

    @Test
    void keepsASignedUrlToItself() throws Exception {
        JsonNode answer = served.post(
                        "/" + database + "/export", ServedD1.object().put("output_format", "polling"))
                .result();
        String url = answer.path("result").path("signed_url").textValue();

        assertThat(served.plain("GET", url, "").statusCode()).isEqualTo(200);
        assertThat(served.plain("GET", url.substring(0, url.length() - 1), "").statusCode())
                .isEqualTo(403);
    }

    @Test
    void knowsEverythingAgainAfterARestart() throws Exception {
        served.query(database, "CREATE TABLE t (a); INSERT INTO t VALUES ('old')");
        String old = bookmark("");
        served.query(database, "UPDATE t SET a = 'new'");
        JsonNode before = served.get("/" + database).result();
        served.close();

        served = new ServedD1(state, clock);

        assertThat(served.get("/chat-db").result()).isEqualTo(before);
        assertThat(served.value(database, "SELECT a FROM t").textValue()).isEqualTo("new");
        restore("bookmark=" + old);
        assertThat(served.value(database, "SELECT a FROM t").textValue()).isEqualTo("old");
    }

    private String bookmark(String query) throws Exception {
        return served.get("/" + database + "/time_travel/bookmark" + query)
                .result()
                .path("bookmark")
                .asText();
    }

    private ServedD1.Answer restore(String query) throws Exception {
        return served.call("POST", "/" + database + "/time_travel/restore?" + query, "");
    }

    private String export(String of) throws Exception {
        ObjectNode body = ServedD1.object().put("output_format", "polling");
        body.putObject("dump_options")
                .put("no_schema", false)
                .put("no_data", false)
                .putArray("tables");
        JsonNode answer = served.post("/" + of + "/export", body).result();
        assertThat(answer.path("status").textValue()).isEqualTo("complete");
        return served.plain("GET", answer.path("result").path("signed_url").textValue(), "")
                .body();
    }

    private JsonNode importText(String into, String text) throws Exception {
        String etag = DigestUtils.md5Hex(text.getBytes(StandardCharsets.UTF_8));
        JsonNode init = importAction(into, "init", etag);
        HttpResponse<String> upload =
                served.plain("PUT", init.path("upload_url").textValue(), text);
        assertThat(upload.statusCode()).isEqualTo(200);
        assertThat(upload.headers().firstValue("etag")).contains('"' + etag + '"');
        ObjectNode ingest = ServedD1.object().put("action", "ingest").put("etag", etag);
        return served.post(
                        "/" + into + "/import",
                        ingest.put("filename", init.path("filename").textValue()))
                .result();
    }

    private JsonNode importAction(String into, String action, String etag) throws Exception {
        return served.post(
                        "/" + into + "/import",
                        Json.mapper().createObjectNode().put("action", action).put("etag", etag))
                .result();
    }
}
