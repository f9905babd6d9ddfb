package com.pmerit.d4.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.SandboxSettings.Seed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WranglerWorkersProcessTest {
    private static final String ACCOUNT = SandboxSettings.USUAL_ACCOUNT.id();
    private static final String DATABASE = "11111111-1111-4111-8111-111111111111";
    private static final Pattern VERSION = Pattern.compile("Version ID: ([0-9a-f-]{36})");

    @TempDir
    private Path directory;

    private Path project;
    private Sandbox sandbox;
    private Wrangler wrangler;

    @BeforeEach
    void start() throws IOException {
        Seed seed = new Seed(ACCOUNT, Map.of(DATABASE, "app-db"), List.of(), Map.of());
        sandbox = Sandbox.start(SandboxSettings.in(directory.resolve("state"))
                .withSeeds(List.of(seed))
                .withWorkerdFrom(Path.of("target").toAbsolutePath()));
        wrangler = new Wrangler(sandbox, ACCOUNT, directory);
        project = Files.createDirectories(directory.resolve("project"));
        write("index.js", "export default { fetch() { return new Response('one'); } };");
        write("wrangler.toml", """
                name = "app"
                main = "index.js"
                compatibility_date = "2026-01-01"
                [vars]
                GREETING = "hello"
                [[d1_databases]]
                binding = "DB"
                database_name = "app-db"
                database_id = "%s"
                [triggers]
                crons = ["*/5 * * * *"]
                [env.staging.vars]
                GREETING = "hi"
                """.formatted(DATABASE));
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    @Test
    void deploysANewWorkerAndThenAnotherVersionOfIt() throws Exception {
        String first = run("deploy").succeeded();
        assertThat(first).contains("https://app.d4-sandbox.workers.dev", "schedule: */5 * * * *");
        write("index.js", "export default { fetch() { return new Response('two'); } };");
        String second = run("deploy").succeeded();
        assertThat(version(second)).isNotEqualTo(version(first));
        JsonNode app = script("app");
        assertThat(app.path("versions")).hasSize(2);
        assertThat(app.path("deployments").get(1).path("versions").toString()).isEqualTo("{\"2\":100.0}");
        assertThat(app.path("versions")
                        .get(1)
                        .path("bindings")
                        .path("DB")
                        .path("id")
                        .asText())
                .isEqualTo(DATABASE);
        assertThat(app.path("versions")
                        .get(1)
                        .path("bindings")
                        .path("GREETING")
                        .path("text")
                        .asText())
                .isEqualTo("hello");
        assertThat(app.path("workers_dev").asBoolean()).isTrue();
        assertThat(app.path("crons").toString()).isEqualTo("[\"*/5 * * * *\"]");
    }

    @Test
    void deploysAnEnvironmentAsAScriptOfItsOwn() throws Exception {
        run("deploy", "--env", "staging").succeeded();
        assertThat(script("app-staging")
                        .path("versions")
                        .get(0)
                        .path("bindings")
                        .path("GREETING")
                        .path("text")
                        .asText())
                .isEqualTo("hi");
        assertThat(script("app").isMissingNode()).isTrue();
    }

    @Test
    void refusesABindingToADatabaseThatDoesNotExist() throws Exception {
        write(
                "wrangler.toml",
                Files.readString(project.resolve("wrangler.toml")).replace(DATABASE, "2" + DATABASE.substring(1)));
        assertThat(run("deploy").failed()).contains("which was not found", "10181");
        assertThat(script("app").isMissingNode()).isTrue();
    }

    @Test
    void uploadsDeploysAndListsVersions() throws Exception {
        run("deploy").succeeded();
        String uploaded =
                run("versions", "upload", "--message", "second", "--tag", "v2").succeeded();
        String second = match(Pattern.compile("Worker Version ID: ([0-9a-f-]{36})"), uploaded);
        assertThat(script("app").path("deployments")).hasSize(1);
        String first = versions().get(0);
        run("versions", "deploy", first + "@90", second + "@10", "--yes").succeeded();
        assertThat(script("app").path("deployments").get(1).path("versions").toString())
                .isEqualTo("{\"1\":90.0,\"2\":10.0}");
        assertThat(run("versions", "list").succeeded()).contains(first, second, "second", "v2");
        assertThat(run("deployments", "list").succeeded()).contains("(90%) " + first, "(10%) " + second);
    }

    @Test
    void rollsBackToTheDeploymentBefore() throws Exception {
        run("deploy").succeeded();
        write("index.js", "export default { fetch() { return new Response('two'); } };");
        run("deploy").succeeded();
        assertThat(run("rollback", "--message", "oops", "--yes").succeeded()).contains("SUCCESS");
        JsonNode last = script("app").path("deployments").get(2);
        assertThat(last.path("versions").toString()).isEqualTo("{\"1\":100.0}");
        assertThat(last.path("annotations").path("workers/message").asText()).isEqualTo("oops");
    }

    @Test
    void keepsSecretsAcrossDeploysAndAsksBeforeOldOnesComeBack() throws Exception {
        run("deploy").succeeded();
        input("first-value", "secret", "put", "API_KEY").succeeded();
        write("more.json", "{\"SECOND\":\"second-value\",\"THIRD\":\"third-value\"}");
        run("secret", "bulk", "more.json").succeeded();
        run("deploy").succeeded();
        assertThat(run("secret", "list").succeeded()).contains("API_KEY", "SECOND", "THIRD");
        run("secret", "delete", "THIRD").succeeded();
        assertThat(run("secret", "list").succeeded()).doesNotContain("THIRD");
        String rolledBack = run("rollback", versions().get(0), "--yes").succeeded();
        assertThat(rolledBack)
                .contains("The following secrets have changed since version", "* API_KEY\n", "* SECOND\n");
        assertThat(input("x", "secret", "put", "API_KEY").failed()).contains("isn't currently deployed");
    }

    @Test
    void makesADraftWorkerForASecretOfAWorkerThatDoesNotExist() throws Exception {
        input("a-value", "secret", "put", "API_KEY").succeeded();
        JsonNode draft = script("app");
        assertThat(draft.path("versions")).hasSize(2);
        assertThat(draft.path("versions").get(1).path("secrets").has("API_KEY")).isTrue();
        run("deploy").succeeded();
        assertThat(run("secret", "list").succeeded()).contains("API_KEY");
    }

    @Test
    void setsASecretInAVersionThatIsNotDeployed() throws Exception {
        run("deploy").succeeded();
        input("a-value", "versions", "secret", "put", "API_KEY").succeeded();
        assertThat(script("app").path("deployments")).hasSize(1);
        JsonNode version = script("app").path("versions").get(1);
        assertThat(version.path("secrets").has("API_KEY")).isTrue();
        assertThat(version.path("bindings").path("DB").path("type").asText()).isEqualTo("d1");
        assertThat(version.path("etag"))
                .isEqualTo(script("app").path("versions").get(0).path("etag"));
    }

    @Test
    void saysWhoItIs() throws Exception {
        assertThat(run("whoami").succeeded()).contains(ACCOUNT, "d4 sandbox");
    }

    @Test
    void deletesAWorker() throws Exception {
        run("deploy").succeeded();
        run("delete", "--force").succeeded();
        assertThat(script("app").isMissingNode()).isTrue();
    }

    @Test
    void servesWhatItDeployed() throws Exception {
        write("index.js", """
                export default { async fetch(request, env) {
                    const row = await env.DB.prepare("SELECT 1 + 1 AS two").first();
                    return new Response(env.GREETING + " " + env.API_KEY + " " + row.two);
                } };
                """);
        input("a-value", "secret", "put", "API_KEY").succeeded();
        run("deploy").succeeded();
        assertThat(page("app.d4-sandbox.workers.dev")).endsWith("hello a-value 2");
    }

    @Test
    void refusesCodeThatDoesNotStart() throws Exception {
        run("deploy").succeeded();
        String before = sandbox.stateHash();
        write("index.js", "throw new Error('no start'); export default {};");
        assertThat(run("deploy").failed()).contains("no start", "10021");
        assertThat(sandbox.stateHash()).isEqualTo(before);
    }

    @Test
    void makesAndListsBuckets() throws Exception {
        run("r2", "bucket", "create", "images").succeeded();
        assertThat(run("r2", "bucket", "list").succeeded()).contains("images");
        assertThat(run("r2", "bucket", "create", "images").failed()).contains("already exists");
    }

    @Test
    void refusesAnAccountThatTheTokenDoesNotReach() throws Exception {
        run("deploy").succeeded();
        String before = sandbox.stateHash();
        Wrangler stranger = new Wrangler(sandbox, "e".repeat(32), directory.resolve("stranger"));
        assertThat(stranger.run(project, "deploy").failed()).contains("10000");
        assertThat(sandbox.stateHash()).isEqualTo(before);
    }

    private Wrangler.Run run(String... arguments) throws IOException, InterruptedException {
        return wrangler.run(project, arguments);
    }

    private Wrangler.Run input(String input, String... arguments) throws IOException, InterruptedException {
        return wrangler.runWithInput(project, input, arguments);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(project.resolve(file), text);
    }

    private JsonNode script(String name) throws IOException {
        return sandbox.snapshot(ACCOUNT).path("workers").path("scripts").path(name);
    }

    /** The whole answer of a Worker, headers first. */
    private String page(String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), sandbox.front().getPort())) {
            String request = "GET / HTTP/1.0\r\nHost: " + host + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** The ids of all versions, oldest first, as wrangler lists them. */
    private List<String> versions() throws IOException, InterruptedException {
        Matcher ids = VERSION.matcher(run("versions", "list").succeeded().replace("Version ID:  ", "Version ID: "));
        return ids.results().map(result -> result.group(1)).distinct().toList();
    }

    private static String version(String output) {
        return match(Pattern.compile("Current Version ID: ([0-9a-f-]{36})"), output);
    }

    private static String match(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        return matcher.group(1);
    }
}
