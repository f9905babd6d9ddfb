package com.pmerit.d4.sandbox.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.SandboxFixture;
import com.pmerit.d4.sandbox.Visitor;
import com.pmerit.d4.sandbox.assets.AssetHash;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublishingTest {
    private static final String SITE = "{\"name\":\"site\",\"production_branch\":\"main\"}";
    private static final String HOST = "site.pages.dev";
    private static final String SECRET = "a-very-secret-value";

    @TempDir
    private Path directory;

    @AutoClose
    private SandboxFixture fixture;

    private Api api;
    private PagesUpload pages;

    @BeforeEach
    void start() throws Exception {
        open();
        api.call("POST", "/pages/projects", SITE).result();
    }

    private void open() throws IOException {
        fixture = new SandboxFixture(directory);
        api = fixture.api;
        pages = new PagesUpload(api, fixture.sandbox.api());
    }

    @Test
    void servesWhatWasPublishedAndStillAfterARestart() throws Exception {
        JsonNode made = pages.publish("one", "");
        assertThat(made.path("environment").asText()).isEqualTo("production");
        assertThat(made.path("latest_stage").path("name").asText()).isEqualTo("deploy");
        assertThat(made.path("latest_stage").path("status").asText()).isEqualTo("success");
        assertThat(made.path("url").asText()).matches("https://[0-9a-f]{8}\\.site\\.pages\\.dev");
        ObjectNode before = fixture.sandbox.snapshot(SandboxFixture.ACCOUNT);

        fixture.close();
        open();

        assertThat(fixture.sandbox.snapshot(SandboxFixture.ACCOUNT)).isEqualTo(before);
        Visitor visitor = new Visitor(fixture.sandbox);
        assertThat(visitor.get(HOST, "/").body()).isEqualTo("one");
        assertThat(visitor.get(HOST + ".localhost:80", "/").body()).isEqualTo("one");
        assertThat(visitor.get(made.path("url").asText().substring(8), "/").body())
                .isEqualTo("one");
        Visitor.Page head = visitor.ask("HEAD", HOST, "/", Map.of());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(visitor.ask("GET", HOST, "/", Map.of("If-None-Match", head.header("etag")))
                        .status())
                .isEqualTo(304);
        assertThat(visitor.get("other.pages.dev", "/").body()).contains("nothing here");
    }

    @Test
    void leadsABranchToItsNewestPreviewAndLeavesProductionAlone() throws Exception {
        pages.publish("live", "main");
        JsonNode older = pages.publish("older", "Fix/Login_Form");
        JsonNode newer = pages.publish("newer", "Fix/Login_Form");
        Visitor visitor = new Visitor(fixture.sandbox);

        assertThat(newer.path("environment").asText()).isEqualTo("preview");
        assertThat(newer.path("aliases").get(0).asText()).isEqualTo("https://fix-login-form.site.pages.dev");
        Visitor.Page preview = visitor.get("fix-login-form." + HOST, "/");
        assertThat(preview.body()).isEqualTo("newer");
        assertThat(preview.header("x-robots-tag")).isEqualTo("noindex");
        assertThat(visitor.get(HOST, "/").body()).isEqualTo("live");

        String newest = PagesUpload.PROJECT + "/deployments/" + newer.path("id").asText();
        assertThat(api.call("DELETE", newest, "").refused(400, 8000035)).contains("force=true");
        api.call("DELETE", newest + "?force=true", "").result();
        assertThat(visitor.get("fix-login-form." + HOST, "/").body()).isEqualTo("older");
        assertThat(api.get(PagesUpload.PROJECT + "/deployments?env=preview")
                        .result()
                        .findValuesAsText("url"))
                .containsExactly(older.path("url").asText());
    }

    @Test
    void rollsProductionBackAndForthAndKeepsTheOrderOfDeployments() throws Exception {
        String first = pages.publish("first", "").path("id").asText();
        String second = pages.publish("second", "").path("id").asText();
        String preview = pages.publish("preview", "dev").path("id").asText();
        Visitor visitor = new Visitor(fixture.sandbox);

        assertThat(api.call("POST", rollback(preview), "").refused(400, 10001)).contains("preview");
        api.call("POST", rollback("none"), "").refused(404, 8000009);
        api.call("POST", rollback(first), "").result();

        assertThat(visitor.get(HOST, "/").body()).isEqualTo("first");
        JsonNode project = api.get(PagesUpload.PROJECT).result();
        assertThat(project.path("latest_deployment").path("id").asText()).isEqualTo(preview);
        assertThat(project.path("canonical_deployment").path("id").asText()).isEqualTo(first);
        api.call("DELETE", PagesUpload.PROJECT + "/deployments/" + first, "").refused(400, 8000034);
        api.call("POST", PagesUpload.PROJECT + "/deployments/" + second + "/retry", "")
                .result();
        assertThat(visitor.get(HOST, "/").body()).isEqualTo("second");
    }

    @Test
    void publishesRulesAndTellsWhichLinesItIgnored() throws Exception {
        JsonNode made = pages.deploy(
                        pages.upload(Map.of("/index.html", "home", "/new.html", "new")),
                        Map.of("_headers", "/*\n x-own: yes\nnonsense\n", "_redirects", "/old /new 301\n"))
                .result();
        Visitor visitor = new Visitor(fixture.sandbox);

        assertThat(visitor.get(HOST, "/old?a=b").header("location")).isEqualTo("/new?a=b");
        assertThat(visitor.get(HOST, "/new").header("x-own")).isEqualTo("yes");
        JsonNode log = api.get(PagesUpload.PROJECT + "/deployments/"
                        + made.path("id").asText() + "/history/logs?size=10000000")
                .result();
        assertThat(log.path("data").findValuesAsText("line"))
                .contains("_redirects has 1 rules", "_headers has 1 rules")
                .anySatisfy(line -> assertThat(line).startsWith("line 3 of _headers is ignored"));
    }

    @Test
    void asksOnlyForFilesThatAreMissing() throws Exception {
        String token = pages.token();
        String known = pages.upload(Map.of("/a.html", "a")).path("/a.html").asText();
        String unknown = "0".repeat(32);

        assertThat(pages.assets(token, "check-missing", PagesUpload.hashes(known, unknown))
                        .result()
                        .toString())
                .isEqualTo("[\"" + unknown + "\"]");
        pages.assets(token, "upsert-hashes", PagesUpload.hashes(known)).result();
        pages.assets(token, "check-missing", PagesUpload.hashes("not a hash")).refused(400, 10001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check-missing", "upload", "upsert-hashes"})
    void takesFilesWithAnUploadTokenOnly(String step) throws Exception {
        String token = pages.token();
        pages.assets(fixture.sandbox.token(), step, PagesUpload.hashes()).refused(401, 8000013);
        pages.assets(token + "x", step, PagesUpload.hashes()).refused(401, 8000013);
        api.call("DELETE", PagesUpload.PROJECT, "").result();
        assertThat(pages.assets(token, step, PagesUpload.hashes()).refused(401, 8000013))
                .contains("its project is gone");
    }

    @Test
    void refusesFilesThatCloudflareWouldNotTake() throws Exception {
        String token = pages.token();
        String hash = "0".repeat(32);
        byte[] large = new byte[25 * 1024 * 1024 + 1];

        assertThat(pages.assets(token, "upload", PagesUpload.file(hash, large, "text/plain"))
                        .refused(400, 10001))
                .contains("at most 26214400");
        ObjectNode broken =
                PagesUpload.file(hash, new byte[1], "text/plain").get(0).deepCopy();
        assertThat(pages.assets(token, "upload", Json.mapper().createArrayNode().add(broken.put("value", "*")))
                        .refused(400, 10001))
                .contains("not Base64");
        pages.assets(token, "check-missing", PagesUpload.hashes(hash)).result();
    }

    @Test
    void refusesADeploymentOfFilesThatWereNeverUploaded() throws Exception {
        String before = fixture.sandbox.stateHash();
        ObjectNode manifest = Json.mapper().createObjectNode().put("/index.html", "0".repeat(32));

        assertThat(pages.deploy(manifest, Map.of()).refused(400, 10001)).contains("/index.html", "no such file");
        assertThat(fixture.sandbox.stateHash()).isEqualTo(before);
    }

    @Test
    void refusesADeploymentOfAFileWhoseHashLies() throws Exception {
        Content content = Content.of("x");
        String html = AssetHash.of(content, "html");
        pages.assets(pages.token(), "upload", PagesUpload.file(html, content.bytes(), "text/html"))
                .result();

        ObjectNode wrongExtension = Json.mapper().createObjectNode().put("/index.css", html);
        assertThat(pages.deploy(wrongExtension, Map.of()).refused(400, 10001)).contains("/index.css", "another hash");
        pages.deploy(Json.mapper().createObjectNode().put("/index.html", html), Map.of())
                .result();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "_worker.js", "commit_dirty", "_routes.json", "manifest"})
    void refusesAFormThatItDoesNotUnderstand(String part) throws Exception {
        ObjectNode manifest = pages.upload(Map.of("/index.html", "x"));
        Map<String, String> parts = Map.of(part, "{\"version\":2}");

        Api.Answer answer = part.equals("manifest")
                ? pages.deploy(Json.mapper().createObjectNode().put("index.html", "x"), Map.of())
                : pages.deploy(manifest, parts);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").get(0).path("message").asText()).contains(part);
        assertThat(api.get(PagesUpload.PROJECT + "/deployments").result()).isEmpty();
    }

    @Test
    void neverShowsASecretAgainAndNeverWritesItDown() throws Exception {
        JsonNode changed =
                api.call("PATCH", PagesUpload.PROJECT, """
                        {"deployment_configs":{"production":{"env_vars":{
                          "TOKEN":{"type":"secret_text","value":"%s"},"MODE":{"type":"plain_text","value":"fast"}}}}}
                        """.formatted(SECRET)).result();
        JsonNode variables =
                changed.path("deployment_configs").path("production").path("env_vars");

        assertThat(variables.path("TOKEN").toString()).isEqualTo("{\"type\":\"secret_text\",\"value\":\"\"}");
        assertThat(variables.path("MODE").path("value").asText()).isEqualTo("fast");
        assertThat(pages.publish("x", "").toString()).contains("TOKEN", "fast").doesNotContain(SECRET);
        assertThat(api.get(PagesUpload.PROJECT).result().toString()).doesNotContain(SECRET);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), UTF_8)).doesNotContain(SECRET);
            }
        }
    }

    @Test
    void changesAConfigurationPieceByPiece() throws Exception {
        patch("{\"d1_databases\":{\"DB\":{\"id\":\"" + SandboxFixture.DATABASE + "\"}},"
                        + "\"env_vars\":{\"A\":{\"value\":\"1\"},\"B\":{\"value\":\"2\"}}}")
                .result();
        patch("{\"env_vars\":{\"A\":null},\"compatibility_date\":\"2026-01-01\"}")
                .result();

        JsonNode config =
                api.get(PagesUpload.PROJECT).result().path("deployment_configs").path("production");
        assertThat(config.path("env_vars").has("A")).isFalse();
        assertThat(config.path("env_vars").has("B")).isTrue();
        assertThat(config.path("d1_databases").has("DB")).isTrue();
        assertThat(config.path("compatibility_date").asText()).isEqualTo("2026-01-01");
        patch("{\"d1_databases\":{\"DB\":{\"id\":\"" + "2".repeat(36) + "\"}}}").refused(400, 10181);
        assertThat(patch("{\"queue_producers\":{\"Q\":{\"name\":\"q\"}}}").refused(400, 10405))
                .contains("queue_producers", "not supported");
        patch("{\"nonsense\":1}").refused(400, 10001);
    }

    @Test
    void answersAtACustomDomain() throws Exception {
        pages.publish("live", "");
        api.call("POST", PagesUpload.PROJECT + "/domains", "{\"name\":\"www.example.com\"}")
                .result();

        assertThat(new Visitor(fixture.sandbox).get("www.example.com", "/").body())
                .isEqualTo("live");
        assertThat(api.get(PagesUpload.PROJECT).result().path("domains").toString())
                .isEqualTo("[\"site.pages.dev\",\"www.example.com\"]");
        api.call("POST", PagesUpload.PROJECT + "/domains", "{\"name\":\"www.example.com\"}")
                .refused(400, 10001);
        api.call("DELETE", PagesUpload.PROJECT + "/domains/www.example.com", "").result();
        assertThat(new Visitor(fixture.sandbox).get("www.example.com", "/").status())
                .isEqualTo(404);
    }

    @Test
    void listsDeploymentsNewestFirstAndByPage() throws Exception {
        List<String> made = List.of(
                pages.publish("1", "").path("id").asText(),
                pages.publish("2", "dev").path("id").asText(),
                pages.publish("3", "").path("id").asText());

        assertThat(listed("?env=production")).containsExactly(made.get(2), made.get(0));
        assertThat(listed("?page=2&per_page=2")).containsExactly(made.get(0));
        api.get(PagesUpload.PROJECT + "/deployments?env=staging").refused(400, 10001);
    }

    private List<String> listed(String query) throws IOException, InterruptedException {
        return api.get(PagesUpload.PROJECT + "/deployments" + query).result().findValuesAsText("id");
    }

    private Api.Answer patch(String production) throws IOException, InterruptedException {
        return api.call("PATCH", PagesUpload.PROJECT, "{\"deployment_configs\":{\"production\":" + production + "}}");
    }

    private static String rollback(String id) {
        return PagesUpload.PROJECT + "/deployments/" + id + "/rollback";
    }
}
