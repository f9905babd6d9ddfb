package com.pmerit.d4.cloudflare;

import static com.pmerit.d4.cloudflare.ApiUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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

    private DatabaseDump dump() {
        return new DatabaseDump("dump.sql", SecretValue.of(signed()), "b-2");
    }

    private static String poll(String type, String status, String rest) {
        return "{\"success\":true,\"type\":\"" + type + "\",\"status\":\"" + status
                + "\",\"at_bookmark\":\"b-2\",\"messages\":[]" + rest + "}";
    }

    @Test
    void pollsAnExportUntilItIsComplete() {
        it.server.answers(
                Answers.ok(poll("export", "active", "")),
                Answers.html(502),
                Answers.ok(poll(
                        "export",
                        "complete",
                        ",\"result\":{\"filename\":\"dump.sql\",\"signed_url\":\"" + signed() + "\"}")));

        DatabaseDump dump = it.account
                .transfers()
                .export("db", new ExportOptions(true, false, List.of("t")))
                .orElseThrow();

        assertThat(dump.fileName()).isEqualTo("dump.sql");
        assertThat(dump.bookmark()).isEqualTo("b-2");
        assertThat(dump.toString() + it.exchanges).doesNotContain("signed-by-cloudflare");
        assertThat(it.server.received())
                .extracting(ScriptedServer.Received::body)
                .containsExactly(
                        "{\"output_format\":\"polling\",\"dump_options\":{\"no_schema\":false,\"no_data\":true,\"tables\":[\"t\"]}}",
                        "{\"output_format\":\"polling\",\"dump_options\":{\"no_schema\":false,\"no_data\":true,\"tables\":[\"t\"]},\"current_bookmark\":\"b-2\"}",
                        "{\"output_format\":\"polling\",\"dump_options\":{\"no_schema\":false,\"no_data\":true,\"tables\":[\"t\"]},\"current_bookmark\":\"b-2\"}");
    }

    @Test
    void tellsWhyAnExportFailed() {
        it.server.answers(Answers.ok("{\"success\":false,\"error\":\"cannot export virtual tables\"}"));

        ApiFailure failure = failureOf(it.account.transfers().export("db", ExportOptions.EVERYTHING));

        assertThat(failure).isInstanceOf(ApiFailure.Refused.class);
        assertThat(failure.message()).contains("export D1 database db", "cannot export virtual tables");
    }

    @Test
    void takesAnExportWithoutAnAddressForMalformed() {
        it.server.answers(Answers.ok(poll("export", "complete", ",\"result\":{\"filename\":\"dump.sql\"}")));
        assertThat(failureOf(it.account.transfers().export("db", ExportOptions.EVERYTHING))
                        .message())
                .contains("signed_url (a text) is missing");
    }

    @Test
    void downloadsADumpWithoutShowingTheToken() throws IOException {
        it.server.answers(Answers.raw(503, "", ""), Answers.raw(200, "Content-Type: text/plain\r\n", SQL));
        Path target = directory.resolve("dump.sql");

        it.account.transfers().download(dump(), target, 1000).orElseThrow();

        assertThat(Files.readString(target)).isEqualTo(SQL);
        assertThat(it.server.received())
                .hasSize(2)
                .allSatisfy(request ->
                        assertThat(request.optionalHeader("authorization")).isEmpty());
        assertThat(it.exchanges.toString()).doesNotContain("signed-by-cloudflare");
    }

    @Test
    void leavesNoHalfOfADumpBehind() throws IOException {
        it.server.answers(Answers.raw(200, "", "x".repeat(1001)));

        ApiFailure failure = failureOf(it.account.transfers().download(dump(), directory.resolve("dump.sql"), 1000));

        assertThat(failure.message()).contains("larger than 1000 bytes").doesNotContain("signed-by-cloudflare");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void refusesASignedAddressThatWouldTravelInTheClear() {
        DatabaseDump elsewhere = new DatabaseDump("d", SecretValue.of("http://example.com/?sig=1"), "b");

        ApiFailure failure = failureOf(it.account.transfers().download(elsewhere, directory.resolve("d"), 10));

        assertThat(failure.message())
                .contains("neither https nor on this machine")
                .doesNotContain("sig=1");
        assertThat(it.exchanges).isEmpty();
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
}
