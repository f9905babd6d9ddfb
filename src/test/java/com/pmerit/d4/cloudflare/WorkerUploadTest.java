package com.pmerit.d4.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerUploadTest {
    private static final String VERSION =
            "{\"id\":\"v9\",\"number\":9,\"metadata\":{\"created_on\":\"2026-11-22T10:00:00.123Z\","
                    + "\"source\":\"api\",\"author_email\":\"a@b.c\",\"has_preview\":true},\"annotations\":{\"workers/tag\":\"digest\"},"
                    + "\"resources\":{\"bindings\":[{\"name\":\"KEY\",\"type\":\"secret_text\",\"text\":\"leaked\"},"
                    + "{\"name\":\"N\",\"type\":\"future_kind\",\"a\":{\"b\":1}}],\"script\":{\"etag\":\"e\"},"
                    + "\"script_runtime\":{\"compatibility_date\":\"2026-01-01\",\"compatibility_flags\":[\"nodejs_compat\"]}}}";

    private final ApiUnderTest it = new ApiUnderTest();

    @AfterEach
    void close() {
        it.close();
    }

    private static WorkerModule module(String name, ModuleType type, String content) {
        return new WorkerModule(name, type, content.getBytes(StandardCharsets.UTF_8));
    }

    private static WorkerUpload upload(List<Binding> bindings, Map<String, SecretValue> secrets) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("workers/message", "über");
        annotations.put("workers/tag", "digest");
        return new WorkerUpload(
                "index.js",
                List.of(
                        module("index.js", ModuleType.ESM, "export default {}"),
                        module("./lib/ü page.html", ModuleType.TEXT, "<p>\r\n--x--</p>"),
                        module("m.wasm", ModuleType.WASM, "\0asm")),
                "2026-01-01",
                List.of("nodejs_compat"),
                bindings,
                secrets,
                WorkerUpload.SECRET_TYPES,
                annotations,
                Map.of("logpush", BooleanNode.TRUE));
    }

    private static String part(String name, String type, String content) {
        String disposition = "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"".formatted(name, name);
        return String.join("\r\n", "", disposition, "Content-Type: " + type, "", content, "");
    }

    private static JsonNode metadata(String body) throws IOException {
        int start = body.indexOf("\r\n\r\n") + 4;
        return Json.read(body.substring(start, body.indexOf("\r\n--", start)).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sendsMetadataFirstWithoutTypeAndThenEachModuleUnderItsOwnName() {
        it.server.answers(Answers.ok(VERSION));

        it.account.versions().upload("shop", upload(List.of(), Map.of()), () -> new ApiResult.Ok<>(Optional.empty()));

        ScriptedServer.Received request = it.server.only();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target())
                .isEqualTo("/client/v4/accounts/" + ApiUnderTest.ACCOUNT
                        + "/workers/scripts/shop/versions?bindings_inherit=strict");
        String boundary = request.body().substring(0, request.body().indexOf("\r\n"));
        assertThat(request.header("content-type"))
                .startsWith("multipart/form-data")
                .contains(boundary.substring(2));
        String[] parts = request.body().split(java.util.regex.Pattern.quote(boundary), -1);
        assertThat(parts).hasSize(6);
        assertThat(parts[1]).startsWith("\r\nContent-Disposition: form-data; name=\"metadata\"\r\n\r\n{");
        assertThat(parts[2]).isEqualTo(part("index.js", "application/javascript+module", "export default {}"));
        assertThat(parts[3]).isEqualTo(part("./lib/ü page.html", "text/plain", "<p>\r\n--x--</p>"));
        assertThat(parts[4]).contains("Content-Type: application/wasm\r\n\r\n\0asm\r\n");
        assertThat(parts[5]).isEqualTo("--\r\n");
    }

    @Test
    void sendsBindingsSecretsAndWhatIsToBeKeptInTheMetadata() throws IOException {
        it.server.answers(Answers.ok(VERSION));
        List<Binding> bindings = List.of(
                Binding.plainText("MODE", "staging"),
                Binding.d1("DB", "id-1"),
                Binding.inherit("OLD", "version-7"),
                Binding.inherit("LATEST"));

        it.account
                .versions()
                .upload(
                        "shop",
                        upload(bindings, Map.of("KEY", SecretValue.of("s\"€1"))),
                        () -> new ApiResult.Ok<>(Optional.empty()));

        assertThat(metadata(it.server.only().body()))
                .isEqualTo(Json.read(("{\"main_module\":\"index.js\",\"bindings\":["
                                + "{\"name\":\"MODE\",\"type\":\"plain_text\",\"text\":\"staging\"},"
                                + "{\"name\":\"DB\",\"type\":\"d1\",\"id\":\"id-1\"},"
                                + "{\"name\":\"OLD\",\"type\":\"inherit\",\"version_id\":\"version-7\"},"
                                + "{\"name\":\"LATEST\",\"type\":\"inherit\"},"
                                + "{\"name\":\"KEY\",\"type\":\"secret_text\",\"text\":\"s\\\"€1\"}],"
                                + "\"compatibility_date\":\"2026-01-01\",\"compatibility_flags\":[\"nodejs_compat\"],"
                                + "\"keep_bindings\":" + keep()
                                + ",\"annotations\":{\"workers/message\":\"über\",\"workers/tag\":\"digest\"},"
                                + "\"logpush\":true}")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    private static String keep() {
        return upload(List.of(), Map.of()).metadata().path("keep_bindings").toString();
    }

    @Test
    void keepsSecretsOfBothKinds() {
        assertThat(upload(List.of(), Map.of()).keepBindings()).containsExactlyInAnyOrder("secret_text", "secret_key");
    }

    @Test
    void readsAVersionWithBindingsOfAnyKindAndWithoutSecretValues() {
        it.server.answers(Answers.ok(VERSION));

        WorkerVersion version = it.account.versions().get("shop", "v9").orElseThrow();

        assertThat(version.summary().tag()).contains("digest");
        assertThat(version.summary().createdOn()).isEqualTo("2026-11-22T10:00:00.123Z");
        assertThat(version.secretNames()).containsExactly("KEY");
        assertThat(version.toString()).doesNotContain("leaked");
        assertThat(version.bindings().get(1).toJson().toString())
                .isEqualTo("{\"name\":\"N\",\"type\":\"future_kind\",\"a\":{\"b\":1}}");
        assertThat(version.compatibilityFlags()).containsExactly("nodejs_compat");
        assertThat(version.preview()).contains(true);
    }

    @Test
    void createsAWorkerInOneCallAndTellsItsVersion() {
        it.server.answers(
                Answers.ok("{\"id\":\"shop\",\"etag\":\"e\",\"deployment_id\":\"0123456789abcdef0123456789abcdef\"}"));

        CreatedScript created = it.account
                .scripts()
                .create("shop", upload(List.of(), Map.of()), () -> new ApiResult.Ok<>(Optional.empty()))
                .orElseThrow();

        assertThat(created.versionId()).contains("01234567-89ab-cdef-0123-456789abcdef");
        assertThat(it.server.only().method()).isEqualTo("PUT");
        assertThat(it.server.only().target())
                .endsWith("/workers/scripts/shop?excludeScript=true&bindings_inherit=strict");
    }

    @Test
    void refusesANameThatIsBoundTwice() {
        List<Binding> both = List.of(Binding.plainText("KEY", "v"));
        Map<String, SecretValue> secrets = Map.of("KEY", SecretValue.of("s"));
        assertThatThrownBy(() -> upload(both, secrets)).hasMessageContaining("KEY is bound twice");
    }

    @Test
    void refusesASecretWithoutAValue() {
        List<Binding> nameOnly = List.of(new Binding("KEY", "secret_text", Map.of()));
        assertThatThrownBy(() -> upload(nameOnly, Map.of())).hasMessageContaining("inherit it");
    }

    @Test
    void refusesAnEntryModuleThatIsNotThere() {
        List<WorkerModule> others = List.of(module("other.js", ModuleType.ESM, ""));
        assertThatThrownBy(() -> new WorkerUpload(
                        "index.js", others, "2026-01-01", List.of(), List.of(), Map.of(), Set.of(), Map.of(), Map.of()))
                .hasMessageContaining("index.js is not among the modules");
    }

    @Test
    void refusesAnAnnotationOverOneHundredBytes() {
        List<WorkerModule> modules = List.of(module("i.js", ModuleType.ESM, ""));
        Map<String, String> long51 = Map.of("workers/message", "ü".repeat(51));
        assertThatThrownBy(() -> new WorkerUpload(
                        "i.js", modules, "2026-01-01", List.of(), List.of(), Map.of(), Set.of(), long51, Map.of()))
                .hasMessageContaining("longer than 100 bytes");
    }

    @Test
    void refusesAModuleNameThatCouldForgeAPart() {
        assertThatThrownBy(() -> module("a\"; x=\"", ModuleType.ESM, "")).hasMessageContaining("rename the file");
        assertThatThrownBy(() -> module("a\r\nb", ModuleType.ESM, "")).hasMessageContaining("rename the file");
    }
}
