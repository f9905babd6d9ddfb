package com.pmerit.d4.sandbox.workers;

import static com.pmerit.d4.sandbox.SandboxFixture.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.SandboxFixture;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptUploadTest {
    private static final String APP = "/workers/scripts/app";
    private static final String KEEP_SECRETS = "\"keep_bindings\":[\"secret_text\",\"secret_key\"]";

    @AutoClose
    private SandboxFixture fixture;

    private Api api;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        fixture = new SandboxFixture(directory);
        api = fixture.api;
    }

    @Test
    void answersAScriptUploadWithItsVersionAndDeploysIt() throws Exception {
        JsonNode first = api.upload("PUT", APP, "{}", "export default {}").result();
        assertThat(first.path("id").asText()).isEqualTo("app");
        assertThat(first.path("deployment_id").asText()).matches("[0-9a-f]{32}");
        assertThat(first.path("etag").asText()).matches("[0-9a-f]{64}");
        JsonNode deployment =
                api.get(APP + "/deployments").result().path("deployments").get(0);
        assertThat(deployment
                        .path("versions")
                        .get(0)
                        .path("version_id")
                        .asText()
                        .replace("-", ""))
                .isEqualTo(first.path("deployment_id").asText());
        assertThat(deployment.path("versions").get(0).path("percentage").asInt())
                .isEqualTo(100);
    }

    @Test
    void givesEqualCodeAnEqualEtag() throws Exception {
        String one = etag(fixture.put("{}"));
        assertThat(etag(fixture.uploadVersion("{\"compatibility_date\":\"2026-01-01\"}")))
                .isEqualTo(one);
        api.upload("PUT", APP, "{}", "export default { }").result();
        assertThat(etag(fixture.latest())).isNotEqualTo(one);
    }

    @Test
    void refusesAVersionOfAScriptThatDoesNotExist() throws Exception {
        api.upload("POST", APP + "/versions", "{}", "x").refused(404, 10007);
        api.get(APP + "/versions").refused(404, 10007);
        api.get(APP + "/deployments").refused(404, 10007);
        api.get("/workers/services/app").refused(404, 10090);
    }

    @Test
    void refusesMetadataItDoesNotKnow() throws Exception {
        assertThat(refused("{\"bindngs\":[]}")).contains("unknown field: bindngs");
        assertThat(refused("{\"annotations\":{\"workers/messages\":\"x\"}}")).contains("unknown annotation");
        assertThat(refused("{\"keep_bindings\":[\"secrets\"]}")).contains("unknown type secrets");
        assertThat(refused("{\"compatibility_date\":\"2999-01-01\"}")).contains("in the future");
        assertThat(refused("{\"compatibility_date\":\"soon\"}")).contains("YYYY-MM-DD");
    }

    @Test
    void refusesAnAnnotationOfMoreThanOneHundredBytes() throws Exception {
        assertThat(refused("{\"annotations\":{\"workers/message\":\"" + "ü".repeat(50) + "x\"}}"))
                .contains("101 bytes");
        api.upload("PUT", APP, "{\"annotations\":{\"workers/message\":\"" + "ü".repeat(50) + "\"}}", "x")
                .result();
    }

    @Test
    void refusesBindingsThatCloudflareRefuses() throws Exception {
        assertThat(refused(binding("\"type\":\"text\",\"text\":\"x\""))).contains("unknown type text");
        assertThat(refused(binding("\"type\":\"plain_text\""))).contains("must have a valid `text`");
        assertThat(refused(binding("\"type\":\"plain_text\",\"text\":\"x\",\"txt\":1")))
                .contains("unknown field: txt");
        assertThat(refused(binding("\"type\":\"d1\"")))
                .isEqualTo("binding A of type d1 must have a valid `id` specified");
        assertThat(refused("{\"bindings\":[{\"name\":\"A\",\"type\":\"plain_text\",\"text\":\"x\"},"
                        + "{\"name\":\"A\",\"type\":\"plain_text\",\"text\":\"y\"}]}"))
                .contains("two bindings named A");
        put(binding("\"type\":\"d1\",\"id\":\"22222222-1111-4111-8111-111111111111\""))
                .refused(400, 10181);
        put(binding("\"type\":\"r2_bucket\",\"bucket_name\":\"nowhere\"")).refused(400, 10085);
        put(binding("\"type\":\"kv_namespace\",\"namespace_id\":\"nothing\"")).refused(400, 10041);
        api.get(APP + "/versions").refused(404, 10007);
    }

    @Test
    void saysWhatItDoesNotSupport() throws Exception {
        assertThat(put(binding("\"type\":\"queue\",\"queue_name\":\"q\"")).refused(400, 10405))
                .contains("binding A of type queue is not supported by the embedded Cloudflare yet");
        put("{\"migrations\":{\"new_tag\":\"v1\"}}").refused(400, 10405);
    }

    @Test
    void refusesModulesItCannotUse() throws Exception {
        Part metadata =
                new Part("metadata", Optional.empty(), Optional.empty(), Content.of("{\"main_module\":\"index.js\"}"));
        assertThat(api.form("PUT", APP, List.of(metadata)).refused(400, 10021)).contains("not among");
        assertThat(api.form("PUT", APP, List.of(metadata, Api.module("index.js", "text/x-python", "x")))
                        .refused(400, 10021))
                .contains("unsupported Content-Type");
        assertThat(api.form("PUT", APP, List.of(metadata, Api.module("index.js", "text/plain", "x")))
                        .refused(400, 10021))
                .contains("application/javascript+module");
        api.call("PUT", APP, "{}").refused(400, 10001);
    }

    @Test
    void keepsSecretsAndDropsVarsThatAreNotListed() throws Exception {
        fixture.put(binding("\"type\":\"plain_text\",\"text\":\"x\""));
        fixture.secret("KEY", "v").result();
        String version = fixture.put("{\"bindings\":[{\"name\":\"B\",\"type\":\"plain_text\",\"text\":\"y\"}]}");
        assertThat(names(version)).containsExactly("B", "KEY");
    }

    @Test
    void keepsExactlyTheTypesThatKeepBindingsLists() throws Exception {
        fixture.put(binding("\"type\":\"plain_text\",\"text\":\"x\""));
        fixture.secret("KEY", "v").result();
        String vars = "\"keep_bindings\":[\"plain_text\"]";
        assertThat(names(fixture.uploadVersion("{" + KEEP_SECRETS + "}"))).containsExactly("KEY");
        fixture.put(binding("\"type\":\"plain_text\",\"text\":\"x\""));
        assertThat(names(fixture.uploadVersion("{" + vars + "}"))).containsExactly("A");
    }

    @Test
    void letsAnotherBindingOfTheSameNameReplaceASecret() throws Exception {
        fixture.put("{}");
        fixture.secret("A", "v").result();
        String version = fixture.put(binding("\"type\":\"plain_text\",\"text\":\"x\""));
        assertThat(fixture.bindings(version).toString())
                .isEqualTo("[{\"name\":\"A\",\"type\":\"plain_text\",\"text\":\"x\"}]");
        assertThat(api.get(APP + "/secrets").result()).isEmpty();
    }

    @Test
    void neverShowsTheTextOfASecret() throws Exception {
        String version = fixture.put(binding("\"type\":\"secret_text\",\"text\":\"hunter2\""));
        assertThat(fixture.bindings(version).toString()).isEqualTo("[{\"name\":\"A\",\"type\":\"secret_text\"}]");
        assertThat(api.get(APP + "/settings").result().toString()).doesNotContain("hunter2");
    }

    @Test
    void inheritsFromTheLatestUploadedVersionEvenIfItIsNotDeployed() throws Exception {
        fixture.put(binding("\"type\":\"plain_text\",\"text\":\"deployed\""));
        fixture.uploadVersion(binding("\"type\":\"plain_text\",\"text\":\"uploaded\""));
        String version = fixture.uploadVersion(binding("\"type\":\"inherit\""));
        assertThat(fixture.bindings(version).get(0).path("text").asText()).isEqualTo("uploaded");
    }

    @Test
    void inheritsFromTheVersionThatTheBindingNames() throws Exception {
        String first = fixture.put(binding("\"type\":\"d1\",\"id\":\"" + DATABASE + "\""));
        fixture.uploadVersion(binding("\"type\":\"plain_text\",\"text\":\"x\""));
        String version = fixture.uploadVersion(binding("\"type\":\"inherit\",\"version_id\":\"" + first + "\""));
        assertThat(fixture.bindings(version).get(0).path("type").asText()).isEqualTo("d1");
        assertThat(api.upload(
                                "POST",
                                APP + "/versions",
                                binding("\"type\":\"inherit\",\"version_id\":\"" + DATABASE + "\""),
                                "x")
                        .refused(400, 10021))
                .contains("does not exist on this Worker");
    }

    @Test
    void refusesEachNameThatCannotBeInheritedWhenAskedToBeStrict() throws Exception {
        fixture.put("{}");
        String two = "{\"bindings\":[{\"name\":\"A\",\"type\":\"inherit\"},{\"name\":\"B\",\"type\":\"inherit\"}]}";
        Api.Answer answer = api.upload("POST", APP + "/versions?bindings_inherit=strict", two, "x");
        assertThat(answer.refused(400, 10057)).startsWith("inherit binding 'A' is invalid");
        assertThat(answer.body().path("errors")).hasSize(2);
        JsonNode lenient = api.upload("POST", APP + "/versions", two, "x").result();
        assertThat(lenient.path("resources").path("bindings")).isEmpty();
    }

    private String refused(String metadata) throws IOException, InterruptedException {
        return put(metadata).refused(400, 10021);
    }

    private Api.Answer put(String metadata) throws IOException, InterruptedException {
        return api.upload("PUT", APP, metadata, "export default {}");
    }

    private String etag(String version) throws IOException, InterruptedException {
        return api.get(APP + "/versions/" + version)
                .result()
                .path("resources")
                .path("script")
                .path("etag")
                .asText();
    }

    private List<String> names(String version) throws IOException, InterruptedException {
        return fixture.bindings(version).findValuesAsText("name");
    }

    private static String binding(String fields) {
        return "{\"bindings\":[{\"name\":\"A\"," + fields + "}]}";
    }
}
