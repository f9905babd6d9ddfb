package com.pmerit.d4.sandbox.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkerAssetsTest {
    private static final String HOST = "app.team.workers.dev";
    private static final List<String> FILES = List.of(
            "/index.html", "/file.html", "/folder/index.html", "/both.html", "/both/index.html", "/bin", "/a [b].txt");

    /** From the table of Cloudflare's documentation "HTML handling": for each mode where a path leads, 200 with a file or 307. */
    @ParameterizedTest
    @CsvSource({
        "auto-trailing-slash,/file,/file.html",
        "auto-trailing-slash,/file.html,307 /file",
        "auto-trailing-slash,/file/,307 /file",
        "auto-trailing-slash,/file/index,307 /file",
        "auto-trailing-slash,/file/index.html,307 /file",
        "auto-trailing-slash,/folder,307 /folder/",
        "auto-trailing-slash,/folder.html,307 /folder/",
        "auto-trailing-slash,/folder/,/folder/index.html",
        "auto-trailing-slash,/folder/index,307 /folder/",
        "auto-trailing-slash,/folder/index.html,307 /folder/",
        "auto-trailing-slash,/both,/both.html",
        "auto-trailing-slash,/both/,/both/index.html",
        "auto-trailing-slash,/,/index.html",
        "auto-trailing-slash,/index.html,307 /",
        "force-trailing-slash,/file,307 /file/",
        "force-trailing-slash,/file.html,307 /file/",
        "force-trailing-slash,/file/,/file.html",
        "force-trailing-slash,/folder,307 /folder/",
        "force-trailing-slash,/folder/,/folder/index.html",
        "force-trailing-slash,/both.html,/both.html",
        "force-trailing-slash,/both/,/both/index.html",
        "drop-trailing-slash,/file,/file.html",
        "drop-trailing-slash,/file/,307 /file",
        "drop-trailing-slash,/folder,/folder/index.html",
        "drop-trailing-slash,/folder/,307 /folder",
        "drop-trailing-slash,/folder/index.html,307 /folder",
        "drop-trailing-slash,/both/index.html,/both/index.html",
        "drop-trailing-slash,/,/index.html",
        "none,/file.html,/file.html",
        "none,/file,404",
        "none,/folder/,404",
        "auto-trailing-slash,/bin,/bin",
        "auto-trailing-slash,//bin,307 /bin",
        "auto-trailing-slash,/a%20%5Bb%5D.txt,/a [b].txt",
        "auto-trailing-slash,/a%20[b].txt,307 /a%20%5Bb%5D.txt",
        "auto-trailing-slash,/nowhere,404"
    })
    void meetsAFileAtThePathThatTheHandlingSays(String handling, String path, String outcome) throws IOException {
        Response response = get(assets("{\"html_handling\":\"" + handling + "\"}"), path);

        assertThat(told(response)).isEqualTo(outcome);
    }

    @Test
    void answersForAFileThatIsNotThereAsItIsConfigured() throws IOException {
        WorkerAssets application = assets("{\"not_found_handling\":\"single-page-application\"}");
        WorkerAssets page = assets("{\"not_found_handling\":\"404-page\"}", List.of("/404.html", "/a/404.html"));

        assertThat(told(get(application, "/no/such"))).isEqualTo("/index.html");
        assertThat(get(page, "/a/b/c").status()).isEqualTo(404);
        assertThat(body(get(page, "/a/b/c"))).isEqualTo("/a/404.html");
        assertThat(body(get(page, "/b"))).isEqualTo("/404.html");
    }

    @Test
    void leavesTheWorkerWhatNoFileAnswers() {
        WorkerAssets assets =
                assets("{\"not_found_handling\":\"single-page-application\",\"_redirects\":\"/old /new\"}");

        assertThat(assets.take(visit("/file"), false)).isTrue();
        assertThat(assets.take(visit("/old"), false)).isTrue();
        assertThat(assets.take(visit("/api"), false)).isFalse();
        assertThat(assets.take(visit("/api"), true))
                .as("a browser that goes to a page")
                .isTrue();
    }

    @Test
    void letsTheWorkerGoFirstWhereItIsConfigured() {
        WorkerAssets always = assets("{\"run_worker_first\":true}");
        WorkerAssets some = assets("{\"run_worker_first\":[\"/f*\",\"!/file\"]}");

        assertThat(always.take(visit("/file"), false)).isFalse();
        assertThat(some.take(visit("/folder/"), false)).isFalse();
        assertThat(some.take(visit("/file"), false)).isTrue();
        assertThat(some.take(visit("/bin"), false)).isTrue();
    }

    @Test
    void sendsTheHeadersOfWorkersAndAppliesItsRules() throws IOException {
        WorkerAssets assets = assets("{\"_headers\":\"/*\\n x-own: 1\\n\"}");
        Response response = get(assets, "/file");
        String tag = response.headers().first("etag").orElseThrow();

        assertThat(response.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(response.headers().first("cache-control")).contains("public, max-age=0, must-revalidate");
        assertThat(response.headers().first("x-own")).contains("1");
        assertThat(response.headers().first("access-control-allow-origin")).isEmpty();
        assertThat(assets.answer(Visit.of("GET", HOST, "/file", Optional.of(tag), false))
                        .status())
                .isEqualTo(304);
        assertThat(assets.answer(Visit.of("POST", HOST, "/file", Optional.empty(), false))
                        .status())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"html_handling\":\"sometimes\"}",
                "{\"not_found_handling\":\"x\"}",
                "{\"run_worker_first\":1}",
                "{\"unknown\":1}"
            })
    void refusesAConfigurationThatCloudflareWouldRefuse(String config) {
        assertThatThrownBy(() -> assets(config)).isInstanceOf(Refusal.class).hasMessageContaining("assets.config");
    }

    private static WorkerAssets assets(String config) {
        return assets(config, FILES);
    }

    private static WorkerAssets assets(String config, List<String> files) {
        Map<String, StoredAsset> assets = new HashMap<>();
        for (String path : files) {
            String hash = AssetHash.of(Content.of(path), AssetHash.extension(path));
            assets.put(path, new StoredAsset(hash, "text/html; charset=utf-8", path));
        }
        byte[] json = config.getBytes(StandardCharsets.UTF_8);
        return new WorkerAssets(assets, AssetConfig.read(Json.parse(json), 10021), Content::of);
    }

    private static Visit visit(String target) {
        return Visit.of("GET", HOST, target, Optional.empty(), false);
    }

    private static Response get(WorkerAssets assets, String target) throws IOException {
        return assets.answer(visit(target));
    }

    private static String told(Response response) {
        return switch (response.status()) {
            case 200 -> body(response);
            case 307 -> "307 " + response.headers().first("location").orElseThrow();
            default -> String.valueOf(response.status());
        };
    }

    private static String body(Response response) {
        return ((Response.Bytes) response.body()).content().text();
    }
}
