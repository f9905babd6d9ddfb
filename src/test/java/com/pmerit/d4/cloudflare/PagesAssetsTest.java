package com.pmerit.d4.cloudflare;

import static com.pmerit.d4.cloudflare.ApiUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PagesAssetsTest {
    private static final String CLAIMS = Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"exp\":1893456000,\"max_file_count_allowed\":5}".getBytes(StandardCharsets.UTF_8));
    private static final String JWT = "aGVhZGVy." + CLAIMS + ".c2lnbmF0dXJl";

    @TempDir
    private Path directory;

    private final ApiUnderTest it = new ApiUnderTest();

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void takesATokenThatCannotBeReadForMalformedAndDoesNotShowIt() {
        it.server.answers(Answers.ok("{\"jwt\":\"aGVhZGVy.not-even-base64!.c2lnbmF0dXJl\"}"));

        ApiFailure failure = failureOf(it.account.pages().assets().token("shop"));

        assertThat(failure).isInstanceOf(ApiFailure.Malformed.class);
        assertThat(failure.message())
                .contains("the upload token cannot be read")
                .doesNotContain("not-even-base64");
    }

    @Test
    void readsHowLongATokenIsGoodAndForHowManyFiles() {
        UploadToken token = token();

        assertThat(token.expires()).contains(Instant.ofEpochSecond(1_893_456_000));
        assertThat(token.mostFiles()).isEqualTo(5);
        assertThat(token.toString()).doesNotContain(JWT);
    }

    @Test
    void asksForMissingFilesWithTheUploadTokenAlone() {
        UploadToken token = token();
        it.server.answers(Answers.ok("[\"b\"]"), Answers.ok("{\"b\":1}"));

        assertThat(it.account.pages().assets().missing(token, List.of("a", "b")).orElseThrow())
                .containsExactly("b");
        assertThat(failureOf(it.account.pages().assets().missing(token, List.of("a"))))
                .isInstanceOf(ApiFailure.Malformed.class);
        ScriptedServer.Received asked = it.server.received().get(1);
        assertThat(asked.method() + " " + asked.target() + " " + asked.body())
                .isEqualTo("POST /client/v4/pages/assets/check-missing {\"hashes\":[\"a\",\"b\"]}");
        assertThat(asked.header("authorization")).isEqualTo("Bearer " + JWT);
    }

    @Test
    void uploadsFilesAsBase64AndRecordsNeitherThemNorTheToken() throws Exception {
        UploadToken token = token();
        Path file = directory.resolve("a.bin");
        Files.write(file, new byte[] {(byte) 0xff, 0, 1, 2});
        it.server.answers(Answers.ok("null"));

        it.account
                .pages()
                .assets()
                .upload(token, List.of(new StaticAsset("0a", "application/octet-stream", file, 4)))
                .orElseThrow();

        ScriptedServer.Received sent = it.server.received().get(1);
        assertThat(sent.body())
                .isEqualTo("[{\"key\":\"0a\",\"value\":\"/wABAg==\","
                        + "\"metadata\":{\"contentType\":\"application/octet-stream\"},\"base64\":true}]");
        assertThat(sent.header("content-length"))
                .isEqualTo(String.valueOf(sent.body().length()));
        assertThat(it.exchanges.toString())
                .doesNotContain(JWT, CLAIMS, "/wABAg==")
                .contains("\"key\":\"0a\"");
    }

    @Test
    void asksWhetherFilesCameBeforeItSendsThemAgain() throws Exception {
        UploadToken token = token();
        Path file = directory.resolve("a.bin");
        Files.write(file, new byte[] {1});
        StaticAsset asset = new StaticAsset("0a", "application/octet-stream", file, 1);
        it.server.answers(Answers.reset(), Answers.ok("[\"0a\"]"), Answers.ok("[\"0a\"]"));
        it.server.answers(Answers.reset(), Answers.ok("[]"));

        it.account.pages().assets().upload(token, List.of(asset)).orElseThrow();

        assertThat(it.server.received().stream().skip(1))
                .extracting(call -> call.target().replaceFirst(".*/", ""))
                .containsExactly("upload", "check-missing", "check-missing", "upload", "check-missing");
    }

    @Test
    void neverSendsAFileThatHasGrown() throws Exception {
        UploadToken token = token();
        Path file = directory.resolve("a.txt");
        Files.writeString(file, "longer than it was");

        ApiFailure failure = failureOf(
                it.account.pages().assets().upload(token, List.of(new StaticAsset("0a", "text/plain", file, 4))));

        assertThat(failure.message()).contains("was changed while it was uploaded");
    }

    private UploadToken token() {
        it.server.answers(Answers.ok("{\"jwt\":\"" + JWT + "\"}"));
        return it.account.pages().assets().token("shop").orElseThrow();
    }
}
