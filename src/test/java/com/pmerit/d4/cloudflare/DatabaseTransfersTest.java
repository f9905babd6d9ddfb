package com.pmerit.d4.cloudflare;

import static com.pmerit.d4.cloudflare.ApiUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTransfersTest {
    private static final String SQL = "INSERT INTO t VALUES (1);";

    private final ApiUnderTest it = new ApiUnderTest();

    @TempDir
    private Path directory = Path.of(".");

    @AfterEach
    void close() {
        it.close();
    }

    private String signed() {
        return it.server
                .url("/bucket/dump.sql?X-Signature=signed-by-cloudflare")
                .toString();
    }

    private static String poll(String type, String status, String rest) {
        return "{\"success\":true,\"type\":\"" + type + "\",\"status\":\"" + status
                + "\",\"at_bookmark\":\"b-2\",\"messages\":[]" + rest + "}";
    }

    @Test
    void importsAFileByItsMd5() throws IOException {
        Path file = Files.writeString(directory.resolve("data.sql"), SQL);
        String md5 = DigestUtils.md5Hex(SQL);
        it.server.answers(
                Answers.ok("{\"filename\":\"f-1\",\"upload_url\":\"" + signed() + "\"}"),
                Answers.raw(200, "ETag: \"" + md5 + "\"\r\n", ""),
                Answers.ok(poll("import", "active", "")),
                Answers.ok(poll("import", "complete", ",\"result\":{\"final_bookmark\":\"b-3\",\"num_queries\":1}")));

        assertThat(it.account.transfers().importFile("db", file).orElseThrow()).isEqualTo(new ImportSummary("b-3", 1));

        List<ScriptedServer.Received> requests = it.server.received();
        assertThat(requests)
                .extracting(ScriptedServer.Received::body)
                .containsExactly(
                        "{\"action\":\"init\",\"etag\":\"" + md5 + "\"}",
                        SQL,
                        "{\"action\":\"ingest\",\"filename\":\"f-1\",\"etag\":\"" + md5 + "\"}",
                        "{\"action\":\"poll\",\"current_bookmark\":\"b-2\"}");
        assertThat(requests.get(1).method()).isEqualTo("PUT");
        assertThat(requests.get(1).optionalHeader("authorization")).isEmpty();
    }

    @Test
    void doesNotRunWhatArrivedDifferently() throws IOException {
        Path file = Files.writeString(directory.resolve("data.sql"), SQL);
        it.server.answers(
                Answers.ok("{\"filename\":\"f-1\",\"upload_url\":\"" + signed() + "\"}"),
                Answers.raw(200, "ETag: \"0000\"\r\n", ""));

        assertThat(failureOf(it.account.transfers().importFile("db", file)).message())
                .contains("its ETag differs");
        assertThat(it.server.received()).hasSize(2);
    }

    @Test
    void doesNotIngestTwiceWhenTheAnswerIsLost() throws IOException {
        Path file = Files.writeString(directory.resolve("data.sql"), SQL);
        it.server.answers(
                Answers.ok("{\"filename\":\"f-1\",\"upload_url\":\"" + signed() + "\"}"),
                Answers.raw(200, "ETag: " + DigestUtils.md5Hex(SQL) + "\r\n", ""),
                Answers.reset());

        assertThat(failureOf(it.account.transfers().importFile("db", file)))
                .isInstanceOf(ApiFailure.OutcomeUnknown.class);
        assertThat(it.server.received()).hasSize(3);
    }

    @Test
    void asksAgainUntilAnImportIsComplete() throws IOException {
        Path file = Files.writeString(directory.resolve("data.sql"), SQL);
        it.server.answers(
                Answers.ok(poll("import", "active", "")),
                Answers.html(502),
                Answers.ok(poll("import", "active", "")),
                Answers.ok(poll("import", "complete", ",\"result\":{\"final_bookmark\":\"b-3\",\"num_queries\":1}")));

        assertThat(it.account.transfers().importFile("db", file).orElseThrow()).isEqualTo(new ImportSummary("b-3", 1));
        assertThat(it.server.received()).hasSize(4);
    }

    @Test
    void tellsWhyAnImportFailed() throws IOException {
        Path file = Files.writeString(directory.resolve("data.sql"), SQL);
        it.server.answers(Answers.ok("{\"success\":false,\"error\":\"near X: syntax error\"}"));

        ApiFailure failure = failureOf(it.account.transfers().importFile("db", file));

        assertThat(failure).isInstanceOf(ApiFailure.Refused.class);
        assertThat(failure.message()).contains("the import into D1 database db", "near X: syntax error");
    }

    @Test
    void uploadsAgainWithoutShowingTheSignature() throws IOException {
        Path file = Files.writeString(directory.resolve("data.sql"), SQL);
        it.server.answers(
                Answers.ok("{\"filename\":\"f-1\",\"upload_url\":\"" + signed() + "\"}"),
                Answers.raw(503, "", ""),
                Answers.raw(200, "ETag: \"" + DigestUtils.md5Hex(SQL) + "\"\r\n", ""),
                Answers.ok(poll("import", "complete", ",\"result\":{\"final_bookmark\":\"b-3\",\"num_queries\":1}")));

        it.account.transfers().importFile("db", file).orElseThrow();

        assertThat(it.server.received()).hasSize(4);
        assertThat(it.exchanges.toString()).doesNotContain("signed-by-cloudflare");
    }

    @Test
    void refusesASignedAddressThatWouldTravelInTheClear() throws IOException {
        Path file = Files.writeString(directory.resolve("data.sql"), SQL);
        it.server.answers(Answers.ok("{\"filename\":\"f-1\",\"upload_url\":\"http://example.com/?sig=1\"}"));

        ApiFailure failure = failureOf(it.account.transfers().importFile("db", file));

        assertThat(failure.message())
                .contains("neither https nor on this machine")
                .doesNotContain("sig=1");
        assertThat(it.server.received()).hasSize(1);
    }
}
