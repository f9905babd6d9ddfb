package com.pmerit.d4.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WranglerAssetsProcessTest {
    private static final String ACCOUNT = SandboxSettings.USUAL_ACCOUNT.id();
    private static final String HOST = "app.d4-sandbox.workers.dev";

    @TempDir
    private Path directory;

    private Path project;
    private Sandbox sandbox;
    private Wrangler wrangler;
    private Visitor visitor;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.in(directory.resolve("state"))
                .withWorkerdFrom(Path.of("target").toAbsolutePath()));
        wrangler = new Wrangler(sandbox, ACCOUNT, directory);
        visitor = new Visitor(sandbox);
        project = Files.createDirectories(directory.resolve("project"));
        write("public/index.html", "<h1>home</h1>");
        write("public/about.html", "about");
        write("public/a b/50% ü.css", "body{}");
        write("public/_headers", "/*\n  x-own: yes\n");
        write("public/_redirects", "/old /about 301\n");
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    @Test
    void servesTheFilesOfAWorkerAndTheWorkerWhereThereIsNone() throws Exception {
        write("index.js", """
                export default { async fetch(request, env) {
                    const inner = await env.ASSETS.fetch(new URL("/about", request.url));
                    return new Response("worker " + await inner.text());
                } };
                """);
        config("main = \"index.js\"", "directory = \"public\"\nbinding = \"ASSETS\"");

        assertThat(run("deploy").succeeded()).contains("3 new or modified static assets");
        assertThat(run("deploy").succeeded()).contains("No updated asset files");

        Visitor.Page about = visitor.get(HOST, "/about");
        assertThat(about.body()).isEqualTo("about");
        assertThat(about.header("x-own")).isEqualTo("yes");
        assertThat(visitor.get(HOST, "/old").header("location")).isEqualTo("/about");
        assertThat(visitor.get(HOST, "/about.html").status()).isEqualTo(307);
        assertThat(visitor.get(HOST, "/a%20b/50%25%20%C3%BC.css").header("content-type"))
                .isEqualTo("text/css; charset=utf-8");
        Visitor.Page worker = visitor.get(HOST, "/api");
        assertThat(worker.body()).isEqualTo("worker about");
        assertThat(worker.header("x-own")).isEmpty();

        wrangler.runWithInput(project, "a-value", "secret", "put", "KEY").succeeded();
        assertThat(visitor.get(HOST, "/about").body())
                .as("a secret leaves the files alone")
                .isEqualTo("about");
        assertThat(script().path("versions")).hasSize(3);
    }

    @Test
    void servesAWorkerThatHasFilesOnly() throws Exception {
        config("", "directory = \"public\"\nnot_found_handling = \"single-page-application\"");

        run("deploy").succeeded();

        assertThat(visitor.get(HOST, "/deep/link").body()).isEqualTo("<h1>home</h1>");
        sandbox.close();
        start();
        assertThat(visitor.get(HOST, "/about").body()).as("after a restart").isEqualTo("about");
    }

    private void config(String main, String assets) throws IOException {
        write("wrangler.toml", """
                name = "app"
                compatibility_date = "2026-01-01"
                %s
                [assets]
                %s
                """.formatted(main, assets));
    }

    private JsonNode script() throws IOException {
        return sandbox.snapshot(ACCOUNT).path("workers").path("scripts").path("app");
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
