package com.pmerit.d4.cloudflare;

import static com.pmerit.d4.cloudflare.ApiUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerAssetsTest {
    private static final String SESSION = "c2Vzc2lvbg.b2Y.ZmlsZXM";
    private static final ReadBack<Optional<SecretValue>> NOTHING_CAME = () -> new ApiResult.Ok<>(Optional.empty());
    private static final String LAST = "bGFzdA.b2Y.ZmlsZXM";

    @TempDir
    private Path directory;

    private final ApiUnderTest it = new ApiUnderTest();

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void asksWithTheManifestWhatIsMissing() throws Exception {
        UploadSession session = session("[[\"0a\"],[\"0b\"]]");

        assertThat(session.buckets()).containsExactly(List.of("0a"), List.of("0b"));
        assertThat(session.missing()).isEqualTo(2);
        assertThat(session.isComplete()).isFalse();
        assertThat(session("[]").isComplete()).isTrue();
        ScriptedServer.Received asked = it.server.received().get(0);
        assertThat(asked.method() + " " + asked.target())
                .isEqualTo("POST /client/v4/accounts/" + ApiUnderTest.ACCOUNT
                        + "/workers/scripts/shop/assets-upload-session");
        assertThat(asked.body()).isEqualTo("{\"manifest\":{\"/a.bin\":{\"hash\":\"0a\",\"size\":4}}}");
        assertThat(it.exchanges.toString()).doesNotContain(SESSION);
    }

    @Test
    void takesAnAnswerWithoutBucketsForMalformedAndNotForAnEnd() throws Exception {
        it.server.answers(Answers.ok("{\"jwt\":\"" + SESSION + "\"}"), Answers.ok("null"));

        assertThat(failureOf(it.account.assets().open("shop", Map.of()))).isInstanceOf(ApiFailure.Malformed.class);
        assertThat(failureOf(it.account.assets().open("shop", Map.of()))).isInstanceOf(ApiFailure.Malformed.class);
    }

    @Test
    void uploadsFilesAsWranglerDoesAndRecordsNeitherThemNorTheTokens() throws Exception {
        UploadSession session = session("[[\"0a\"]]");
        it.server.answers(Answers.reset(), Answers.ok("{\"jwt\":\"" + LAST + "\"}"));

        Optional<SecretValue> last = it.account
                .assets()
                .upload(session, List.of(file()), NOTHING_CAME)
                .orElseThrow();

        ScriptedServer.Received sent = it.server.received().get(2);
        assertThat(sent.target())
                .isEqualTo("/client/v4/accounts/" + ApiUnderTest.ACCOUNT + "/workers/assets/upload?base64=true");
        assertThat(sent.header("authorization")).isEqualTo("Bearer " + SESSION);
        assertThat(sent.header("content-length"))
                .isEqualTo(String.valueOf(sent.body().length()));
        assertThat(sent.body())
                .contains(String.join(
                        "\r\n",
                        "Content-Disposition: form-data; name=\"0a\"; filename=\"0a\"",
                        "Content-Type: text/html; charset=utf-8",
                        "",
                        "/wABAg==",
                        ""));
        assertThat(last.orElseThrow().reveal()).isEqualTo(LAST);
        assertThat(it.exchanges.toString()).doesNotContain(SESSION, LAST, "/wABAg==");
    }

    @Test
    void neverSendsAFileThatHasGrown() throws Exception {
        UploadSession session = session("[[\"0a\"]]");
        StaticAsset file = file();
        Files.writeString(file.file(), "longer than it was");

        assertThat(failureOf(it.account.assets().upload(session, List.of(file), NOTHING_CAME))
                        .message())
                .contains("was changed while it was uploaded");
    }

    @Test
    void attachesThemToAVersionWithoutShowingTheToken() throws Exception {
        WorkerUpload upload = new WorkerUpload(
                        "index.js",
                        List.of(new WorkerModule(
                                "index.js", ModuleType.ESM, "export default {}".getBytes(StandardCharsets.UTF_8))),
                        "2026-01-01",
                        List.of(),
                        List.of(),
                        Map.of(),
                        Set.of(),
                        Map.of(),
                        Map.of())
                .with(new AttachedAssets(SecretValue.of(LAST), Json.object().put("html_handling", "none")));

        assertThat(upload.metadata().path("assets").toString())
                .isEqualTo("{\"jwt\":\"" + LAST + "\",\"config\":{\"html_handling\":\"none\"}}");
        assertThat(upload.metadataWithMaskedSecrets().toString())
                .doesNotContain(LAST)
                .contains("\"html_handling\":\"none\"");
        assertThat(upload.toString()).doesNotContain(LAST);
    }

    private UploadSession session(String buckets) throws Exception {
        it.server.answers(Answers.ok("{\"jwt\":\"" + SESSION + "\",\"buckets\":" + buckets + "}"));
        Map<String, StaticAsset> manifest = new LinkedHashMap<>();
        manifest.put("/a.bin", file());
        return it.account.assets().open("shop", manifest).orElseThrow();
    }

    private StaticAsset file() throws Exception {
        Path file = directory.resolve("a.bin");
        Files.write(file, new byte[] {(byte) 0xff, 0, 1, 2});
        return new StaticAsset("0a", "text/html; charset=utf-8", file, 4);
    }
}
