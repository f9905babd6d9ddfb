package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.progress;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.VirtualTime;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.ContractReader;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.PomContract;
import com.pmerit.d4.contract.PomXml;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.SandboxSettings;
import com.pmerit.d4.sandbox.Visitor;
import com.pmerit.d4.sandbox.Wrangler;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.ScrubbedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What d4 publishes with a Worker is what the real wrangler publishes, and workerd serves beside it. */
final class WranglerBesideAssetsProcessTest {
    private static final String ACCOUNT = SandboxSettings.USUAL_ACCOUNT.id();
    private static final String HOST = "app.d4-sandbox.workers.dev";
    private static final List<String> PAGES = List.of(
            "/",
            "/about",
            "/about.html",
            "/old",
            "/index-aB3xY9zQ.js",
            "/a%20b/50%25%20%C3%BC.css",
            "/data/unknown.thing",
            "/data/no-extension",
            "/no/such/page",
            "/app.js.map",
            "/drafts/one.html",
            "/api/one",
            "/api/docs/index.html");
    private static final Map<String, String> BROWSER = Map.of("Sec-Fetch-Mode", "navigate");
    private static final String POM = """
            <worker><directory>.</directory></worker>
            <environments>
              <staging>
                <url>https://app.d4-sandbox.workers.dev</url>
                <smoke><path>/health</path><json><status>healthy</status></json></smoke>
              </staging>
            </environments>
            """;

    @TempDir
    private Path directory;

    private Path project;
    private Sandbox sandbox;
    private CloudflareApi api;
    private AccountApi account;
    private Wrangler wrangler;

    @BeforeEach
    void start() throws Exception {
        directory = directory.toRealPath();
        sandbox = Sandbox.start(SandboxSettings.in(directory.resolve("state"))
                .withWorkerdFrom(Path.of("target").toAbsolutePath()));
        Credential credential = new Credential(SecretValue.of(sandbox.token()), "the test");
        api = new CloudflareApi(
                ApiSettings.of(sandbox.api(), credential, "1"),
                new VirtualTime().waiting(),
                new Redactor(),
                ExchangeListener.NONE);
        account = api.account(new AccountId(ACCOUNT));
        wrangler = new Wrangler(sandbox, ACCOUNT, directory);
        project = Files.createDirectories(directory.resolve("project"));
        Files.createSymbolicLink(
                project.resolve("node_modules"), Path.of("target/node_modules").toAbsolutePath());
        write("index.js", """
                export default { async fetch(request, env) {
                    const inner = await env.ASSETS.fetch(new URL("/about", request.url));
                    return new Response("worker, and " + await inner.text());
                } };
                """);
    }

    @AfterEach
    void stop() throws IOException {
        api.close();
        sandbox.close();
    }

    @Test
    void uploadsTheVeryFilesAndNoneThatTheOtherHasUploaded() throws Exception {
        config("run_worker_first = [\"/api/*\", \"!/api/docs/*\"]\nnot_found_handling = \"404-page\"");
        writeSite();

        StepResult first = released();
        List<String> byD4 = answers();
        assertThat(first.summary()).contains(", 11 of 11 static files uploaded");
        assertThat(wrangled()).contains("No updated asset files");
        assertThat(answers()).isEqualTo(byD4);
        assertThat(assets(1)).isEqualTo(assets(0));

        write("public/about.html", "<p>another</p>");
        assertThat(wrangled()).contains("1 new or modified static asset");
        List<String> byWrangler = answers();
        assertThat(released().summary()).endsWith(", 0 of 11 static files uploaded");
        assertThat(answers()).isEqualTo(byWrangler).isNotEqualTo(byD4);
        assertThat(assets(3)).isEqualTo(assets(2)).isNotEqualTo(assets(1));
        assertThat(released()).isInstanceOf(StepResult.AlreadyDone.class);
    }

    @Test
    void servesWhatTheConfigSays() throws Exception {
        config("not_found_handling = \"single-page-application\"");
        writeSite();

        released();

        Visitor visitor = new Visitor(sandbox);
        assertThat(visitor.get(HOST, "/").body()).isEqualTo("<h1>home</h1>");
        Visitor.Page script = visitor.get(HOST, "/index-aB3xY9zQ.js");
        assertThat(script.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(script.header("cache-control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(visitor.get(HOST, "/old").header("location")).isEqualTo("/about");
        assertThat(visitor.ask("GET", HOST, "/deep/link", BROWSER).body()).isEqualTo("<h1>home</h1>");
        assertThat(visitor.get(HOST, "/api/one").body()).isEqualTo("worker, and about");
        assertThat(visitor.get(HOST, "/app.js.map").body()).startsWith("worker");
    }

    @Test
    void takesWhatTheBuildCommandHasMade() throws Exception {
        write("build.mjs", """
                import fs from "node:fs";
                fs.rmSync("public", { recursive: true, force: true });
                fs.mkdirSync("public");
                fs.writeFileSync("public/index.html", "built");
                """);
        write("wrangler.toml", """
                name = "app"
                main = "index.js"
                compatibility_date = "2026-01-01"
                [build]
                command = "node build.mjs"
                [assets]
                directory = "public"
                binding = "ASSETS"
                """);

        released();

        assertThat(new Visitor(sandbox).get(HOST, "/").body()).isEqualTo("built");
        assertThat(project.resolve("target/d4/assets")).isNotEmptyDirectory();
    }

    private void writeSite() throws IOException {
        write("public/index.html", "<h1>home</h1>");
        write("public/about.html", "about");
        write("public/404.html", "<p>not here</p>");
        write("public/index-aB3xY9zQ.js", "console.log(1)");
        write("public/a b/50% ü.css", "body{}");
        write("public/data/unknown.thing", "x");
        write("public/data/no-extension", "x");
        write("public/data/UPPER.JS", "x");
        write("public/empty.txt", "");
        write("public/.well-known/security.txt", "x");
        write("public/api/docs/index.html", "docs");
        write("public/app.js.map", "{}");
        write("public/drafts/one.html", "draft");
        write("public/drafts/kept.html", "draft");
        write("public/tmp/cache/a/b.txt", "x");
        write("public/notes [old].txt", "x");
        write("public/_headers", "/index-*\n  cache-control: public, max-age=31536000, immutable\n/*\n  x-own: yes\n");
        write("public/_redirects", "/old /about 301\n");
        write(
                "public/.assetsignore",
                "*.MAP\n/drafts/\n!/drafts/kept.html\ntmp/**/b.txt\nnotes \\[old\\].txt  \n# end\n");
    }

    private void config(String assets) throws IOException {
        write("wrangler.toml", """
                name = "app"
                main = "index.js"
                compatibility_date = "2026-01-01"
                [assets]
                directory = "public"
                binding = "ASSETS"
                %s
                """.formatted(assets));
    }

    /** What d4 does of a release for the files: bundles with the real wrangler, uploads, and puts live. */
    private StepResult released() throws Exception {
        ContractReading reading = ContractReader.read(new PomContract(project, "shop", "1.2.0", PomXml.tags(POM)));
        assertThat(reading).as("%s", reading).isInstanceOf(ContractReading.Agreed.class);
        Contract contract = ((ContractReading.Agreed) reading).contract();
        Environment staging = contract.environment("staging").orElseThrow();
        Processes processes = new Processes(
                new ScrubbedEnvironment(System.getenv(), Set.of(), Set.of(), known -> Redactor.of(known)::mask));
        Bundler bundler =
                new Bundler(contract.worker(), processes, project.resolve("target/d4"), Duration.ofMinutes(5));
        StepResult uploaded = new UploadStep(
                        staging, bundler, new LiveWorkers(account), account, "1.2.0 abc", text -> {})
                .run(Progress.none());
        Progress progress = progress(uploaded);
        progress(new DeployStep(staging, account, "1.2.0 abc").run(progress));
        progress(new AddressStep(staging, account).run(progress));
        return uploaded;
    }

    private String wrangled() throws Exception {
        return wrangler.run(project, "deploy").succeeded();
    }

    private List<String> answers() throws IOException {
        Visitor visitor = new Visitor(sandbox);
        List<String> answers = new ArrayList<>();
        for (String path : PAGES) {
            Visitor.Page page = visitor.ask("GET", HOST, path, path.startsWith("/no/") ? BROWSER : Map.of());
            answers.add(path + " " + page.status() + " " + page.header("content-type") + " " + page.header("location")
                    + " " + page.header("etag") + " " + page.header("cache-control") + " " + page.header("x-own") + " "
                    + page.body());
        }
        assertThat(answers).anyMatch(answer -> answer.startsWith("/no/such/page 404 text/html"));
        return answers;
    }

    private JsonNode assets(int version) throws IOException {
        return sandbox.snapshot(ACCOUNT)
                .path("workers")
                .path("scripts")
                .path("app")
                .path("versions")
                .path(version)
                .path("assets");
    }

    private void write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
    }
}
