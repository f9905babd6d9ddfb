package com.pmerit.d4.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.SandboxSettings.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WranglerPagesProcessTest {
    private static final String ACCOUNT = SandboxSettings.USUAL_ACCOUNT.id();
    private static final String DATABASE = "11111111-1111-4111-8111-111111111111";
    private static final String HOST = "site.pages.dev";
    private static final int LARGEST = 25 * 1024 * 1024;

    @TempDir
    private Path directory;

    private Path project;
    private Sandbox sandbox;
    private Wrangler wrangler;
    private Visitor visitor;

    @BeforeEach
    void start() throws Exception {
        Seed seed = new Seed(ACCOUNT, Map.of(DATABASE, "app-db"), List.of(), Map.of());
        sandbox = Sandbox.start(SandboxSettings.in(directory.resolve("state"))
                .withSeeds(List.of(seed))
                .withWorkerdFrom(Path.of("target").toAbsolutePath()));
        wrangler = new Wrangler(sandbox, ACCOUNT, directory);
        visitor = new Visitor(sandbox);
        project = Files.createDirectories(directory.resolve("project"));
        write("dist/index.html", "<h1>home</h1>");
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    @Test
    void publishesASiteOnceAndUploadsNothingTheSecondTime() throws Exception {
        run("pages", "project", "create", "site", "--production-branch", "main").succeeded();
        assertThat(run("pages", "project", "list").succeeded()).contains(HOST);
        write("dist/about.html", "about");
        write("dist/empty.txt", "");
        write("dist/a b/50% ü.css", "body{}");
        write("dist/.env", "dotted");
        Files.write(project.resolve("dist/largest.bin"), new byte[LARGEST]);
        write("dist/_headers", "/*\n  x-own: yes\n/a%20b/*\n  x-styled: yes\n");
        write("dist/_redirects", "/old /about 301\n/goods/:id /about?id=:id 302\n");

        String first = deploy("--commit-hash", "c0ffee", "--commit-message", "one ü", "--commit-dirty=true");
        assertThat(first).contains("Uploaded 6 files", "Uploading _headers", "Uploading _redirects", "." + HOST);
        assertThat(deploy()).contains("Uploaded 0 files (6 already uploaded)");

        assertThat(visitor.get(HOST, "/").body()).isEqualTo("<h1>home</h1>");
        assertThat(visitor.get(HOST, "/old?a=1").header("location")).isEqualTo("/about?a=1");
        assertThat(visitor.get(HOST, "/goods/7").header("location")).isEqualTo("/about?id=7");
        assertThat(visitor.get(HOST, "/empty.txt").status()).isEqualTo(200);
        assertThat(visitor.get(HOST, "/.env").body()).isEqualTo("dotted");
        assertThat(visitor.get(HOST, "/largest.bin").body()).hasSize(LARGEST);
        Visitor.Page styled = visitor.get(HOST, "/a%20b/50%25%20%C3%BC.css");
        assertThat(styled.body()).isEqualTo("body{}");
        assertThat(styled.header("content-type")).isEqualTo("text/css; charset=utf-8");
        assertThat(styled.header("x-styled")).isEqualTo("yes");

        JsonNode deployments =
                sandbox.snapshot(ACCOUNT).path("pages").path("site").path("deployments");
        assertThat(deployments).hasSize(2);
        assertThat(deployments.get(0).path("commit_message").asText()).isEqualTo("one ü");
        assertThat(deployments.get(0).path("commit_dirty").asBoolean()).isTrue();
        assertThat(deployments.get(1).path("manifest"))
                .isEqualTo(deployments.get(0).path("manifest"));
        assertThat(run("pages", "deployment", "list", "--project-name", "site").succeeded())
                .contains("Production", "c0ffee");
    }

    @Test
    void publishesAWorkerThatSeesTheFilesTheSecretsAndTheDatabase() throws Exception {
        write("wrangler.toml", """
                name = "site"
                pages_build_output_dir = "dist"
                compatibility_date = "2026-01-01"
                [vars]
                GREETING = "hello"
                [[d1_databases]]
                binding = "DB"
                database_name = "app-db"
                database_id = "%s"
                """.formatted(DATABASE));
        write("dist/_worker.js", """
                export default { async fetch(request, env) {
                    if (new URL(request.url).pathname.startsWith("/api/")) {
                        const row = await env.DB.prepare("SELECT 1 + 1 AS two").first();
                        return new Response([env.GREETING, env.API_KEY, row.two, env.CF_PAGES_BRANCH].join(" "));
                    }
                    return env.ASSETS.fetch(request);
                } };
                """);
        write("dist/page.html", "page");
        write("dist/_headers", "/*\n  x-own: yes\n");
        run("pages", "project", "create", "site", "--production-branch", "main").succeeded();
        wrangler.runWithInput(project, "a-value", "pages", "secret", "put", "API_KEY", "--project-name", "site")
                .succeeded();
        assertThat(run("pages", "secret", "list", "--project-name", "site").succeeded())
                .contains("API_KEY: Value Encrypted");

        assertThat(run("pages", "deploy", "--branch", "main").succeeded()).contains("Uploading Worker bundle");

        Visitor.Page answer = visitor.get(HOST, "/api/x");
        assertThat(answer.body()).isEqualTo("hello a-value 2 main");
        assertThat(answer.header("x-own"))
                .as("rules for headers are for files only")
                .isEmpty();
        Visitor.Page page = visitor.get(HOST, "/page?x=1");
        assertThat(page.body()).isEqualTo("page");
        assertThat(page.header("x-own")).isEqualTo("yes");
        assertThat(visitor.get(HOST, "/page.html?x=1").header("location")).isEqualTo("/page?x=1");
    }

    @Test
    void publishesAFunctionsDirectoryAndRoutesOnlyItsPathsToIt() throws Exception {
        write("functions/api/[name].js", """
                export const onRequest = ({ params, env }) => new Response("I am " + params.name + env.MODE);
                """);
        run("pages", "project", "create", "site", "--production-branch", "main").succeeded();

        assertThat(deploy()).contains("Uploading Functions bundle");

        assertThat(visitor.get(HOST, "/api/me").body()).isEqualTo("I am meundefined");
        assertThat(visitor.get(HOST, "/elsewhere").body()).isEqualTo("<h1>home</h1>");
        JsonNode routes = sandbox.snapshot(ACCOUNT)
                .path("pages")
                .path("site")
                .path("deployments")
                .get(0)
                .path("_routes.json");
        assertThat(routes.path("include").toString()).isEqualTo("[\"/api/*\"]");
    }

    @Test
    void failsADeploymentWhoseWorkerDoesNotStartAndLeavesTheLiveOne() throws Exception {
        run("pages", "project", "create", "site", "--production-branch", "main").succeeded();
        deploy();
        write("dist/index.html", "<h1>broken</h1>");
        write("dist/_worker.js", "throw new Error('no start'); export default {};");

        assertThat(run("pages", "deploy", "dist", "--project-name", "site", "--branch", "main")
                        .failed())
                .contains("no start");
        assertThat(visitor.get(HOST, "/").body()).isEqualTo("<h1>home</h1>");
    }

    private String deploy(String... more) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("pages", "deploy", "dist", "--project-name", "site", "--branch", "main"));
        command.addAll(List.of(more));
        return run(command.toArray(String[]::new)).succeeded();
    }

    private Wrangler.Run run(String... arguments) throws IOException, InterruptedException {
        return wrangler.run(project, arguments);
    }

    private void write(String file, String text) throws IOException {
        Path target = project.resolve(file);
        Files.createDirectories(target.getParent());
        Files.write(target, text.getBytes(UTF_8));
    }
}
