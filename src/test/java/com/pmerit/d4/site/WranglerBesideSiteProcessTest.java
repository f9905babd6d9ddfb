package com.pmerit.d4.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.cloudflare.Limits;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.Visitor;
import com.pmerit.d4.sandbox.Wrangler;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.ScrubbedEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same tree, published to one project by d4 and after it by the real wrangler. */
final class WranglerBesideSiteProcessTest {
    private static final int LARGEST = 25 * 1024 * 1024;
    private static final Set<String> OF_THE_MOMENT = Set.of("cf-ray", "date");

    @TempDir
    private Path directory;

    private Path ui;
    private LiveAccount account;

    @BeforeEach
    void start() throws Exception {
        ui = Files.createDirectories(directory.resolve("ui"));
        Files.writeString(ui.resolve("package.json"), "{\"scripts\":{\"build\":\"cp -R tree dist\"}}");
        Path tools = Path.of("target").toAbsolutePath();
        Files.createSymbolicLink(ui.resolve("node_modules"), tools.resolve("node_modules"));
        account = new LiveAccount(directory.resolve("state"), Limits.STANDARD, tools);
        account.others
                .call("POST", "/pages/projects", "{\"name\":\"shop\",\"production_branch\":\"main\"}")
                .result();
        write("tree/index.html", "<h1>home</h1>");
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void publishFilesOfAllNamesSizesAndNumbersAlike() throws Exception {
        write("tree/a b/50% ü.css", "body{}");
        write("tree/a b/%41.txt", "no letter");
        write("tree/데이터/größe & co.html", "far");
        write("tree/data/noextension", "x");
        write("tree/data/UPPER.JS", "x");
        write("tree/nested/.well-known/security.txt", "x");
        write("tree/empty.txt", "");
        byte[] largest = new byte[LARGEST];
        largest[LARGEST - 1] = 1;
        Files.write(ui.resolve("tree/largest.bin"), largest);
        for (int number = 0; number < 5_000; number++) {
            write("tree/many/" + number % 50 + "/" + number + ".json", "{\"number\":" + number + "}");
        }
        write("tree/_headers", "/*\n  x-own: yes\n/a%20b/*\n  x-styled: yes\n");
        write("tree/_redirects", "/old /about 301\n/goods/:id /many/:id 302\n");

        Published published = publishedByBoth(5_009);

        assertThat(published.byD4().path("_redirects").asText()).startsWith("/old ");
        answerAlike(
                published,
                "/",
                "/index.html",
                "/a%20b/50%25%20%C3%BC.css",
                "/a%20b/%2541.txt",
                "/%EB%8D%B0%EC%9D%B4%ED%84%B0/gr%C3%B6%C3%9Fe%20&%20co",
                "/data/noextension",
                "/data/UPPER.JS",
                "/nested/.well-known/security.txt",
                "/empty.txt",
                "/largest.bin",
                "/many/49/4999.json",
                "/old?a=1",
                "/goods/7",
                "/not/there");
        assertThat(answer(published.d4sHost(), "/a%20b/50%25%20%C3%BC.css").header("x-styled"))
                .isEqualTo("yes");
        assertThat(answer(published.d4sHost(), "/old").header("location")).isEqualTo("/about");
        assertThat(answer(published.d4sHost(), "/largest.bin").body()).hasSize(LARGEST);
    }

    @Test
    void publishAWorkerAlike() throws Exception {
        write("tree/other.html", "other");
        write("tree/_worker.js", """
                import { greeting } from "./greeting.js";
                export default { async fetch(request, env) {
                    const { pathname } = new URL(request.url);
                    return pathname.startsWith("/api/") ? new Response(greeting + pathname) : env.ASSETS.fetch(request);
                } };
                """);
        write("tree/greeting.js", "export const greeting = 'hello from ';");
        write("tree/_routes.json", "{\"version\":1,\"include\":[\"/api/*\"],\"exclude\":[]}");

        Published published = publishedByBoth(3);

        answerAlike(published, "/", "/other", "/api/me", "/not/there");
        assertThat(answer(published.d4sHost(), "/api/me").body()).isEqualTo("hello from /api/me");
    }

    @Test
    void publishFunctionsAlike() throws Exception {
        write(
                "functions/api/[name].js",
                "export const onRequest = ({ params }) => new Response('I am ' + params.name);");
        write("functions/_middleware.js", """
                export const onRequest = async ({ next }) => {
                    const answer = await next();
                    const own = new Response(answer.body, answer);
                    own.headers.set("x-middle", "yes");
                    return own;
                };
                """);

        Published published = publishedByBoth(1);

        answerAlike(published, "/", "/api/me", "/not/there");
        assertThat(answer(published.d4sHost(), "/api/me").body()).isEqualTo("I am me");
        assertThat(answer(published.d4sHost(), "/").header("x-middle")).isEqualTo("yes");
    }

    /** The two deployments, as the embedded Cloudflare has them, and where each is met. */
    private record Published(JsonNode byD4, String d4sHost, String wranglersHost) {}

    /** Publishes the tree with d4, which sends all files, and then with wrangler, which finds that none is missing. */
    private Published publishedByBoth(int files) throws Exception {
        SitePlacement placement = new SitePlacement(
                "production",
                ui,
                ui.resolve("dist"),
                "shop",
                Optional.empty(),
                "build",
                Map.of(),
                Optional.empty(),
                true);
        SiteRelease release = new SiteRelease("1.2.0", Optional.of(ShopSite.COMMIT), false);
        SiteOfRelease part = new SiteOfRelease(placement, source(placement), account.api, release);
        StepResult uploaded = new SiteUploadStep(part, account.time.waiting(), text -> {}).run(Progress.none());
        assertThat(uploaded.summary()).as("%s", uploaded).startsWith(files + " of " + files + " files uploaded");
        StepResult published = new SitePublishStep(part, account.time.waiting()).run(Progress.none());
        assertThat(published).isInstanceOf(StepResult.Done.class);

        String said = new Wrangler(account.sandbox, LiveAccount.ID, directory)
                .run(ui, "pages", "deploy", "dist", "--project-name", "shop", "--branch", "main", "--commit-dirty=true")
                .succeeded();
        assertThat(said).contains("Uploaded 0 files (" + files + " already uploaded)");

        JsonNode deployments = account.sandbox
                .snapshot(LiveAccount.ID)
                .path("pages")
                .path("shop")
                .path("deployments");
        assertThat(deployments).hasSize(2);
        for (String same : List.of("manifest", "_headers", "_redirects", "_routes.json")) {
            assertThat(deployments.get(1).path(same))
                    .as(same)
                    .isEqualTo(deployments.get(0).path(same));
        }
        assertThat(deployments.get(0).path("manifest")).hasSize(files);
        List<String> hosts = account.api.pages().deployments("shop").orElseThrow().stream()
                .map(deployment -> URI.create(deployment.url()).getHost())
                .toList();
        return new Published(deployments.get(0), hosts.get(1), hosts.get(0));
    }

    private SiteSource source(SitePlacement placement) throws InterruptedException {
        Map<String, String> machine = Map.of("PATH", System.getenv("PATH"), "HOME", directory.toString());
        Processes processes =
                new Processes(new ScrubbedEnvironment(machine, Set.of(), Set.of(), known -> text -> text));
        SiteBuild build = new SiteBuilder(processes, directory.resolve("target"), Duration.ofMinutes(2))
                .built(placement, account.api.pages().project("shop").orElseThrow());
        assertThat(build).isInstanceOf(SiteBuild.Made.class);
        return (asked, project) -> build;
    }

    private void answerAlike(Published published, String... targets) throws IOException {
        List<String> statuses = new ArrayList<>();
        for (String target : targets) {
            Visitor.Page byD4 = answer(published.d4sHost(), target);
            Visitor.Page byWrangler = answer(published.wranglersHost(), target);
            assertThat(byD4.status()).as(target).isEqualTo(byWrangler.status());
            assertThat(byD4.headers()).as(target).isEqualTo(byWrangler.headers());
            assertThat(byD4.body().equals(byWrangler.body()))
                    .as("the body of " + target + " is the same")
                    .isTrue();
            statuses.add(String.valueOf(byD4.status()));
        }
        assertThat(statuses).contains("200");
    }

    /** Without what is another at each visit, and with the host of this deployment left out. */
    private Visitor.Page answer(String host, String target) throws IOException {
        Visitor.Page page = new Visitor(account.sandbox).get(host, target);
        Map<String, String> headers = new TreeMap<>();
        page.headers().forEach((name, value) -> {
            if (!OF_THE_MOMENT.contains(name)) {
                headers.put(name, value.replace(host, "HOST"));
            }
        });
        return new Visitor.Page(page.status(), headers, page.body());
    }

    private void write(String file, String text) throws IOException {
        Path path = ui.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
