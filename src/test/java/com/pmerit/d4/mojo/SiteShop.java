package com.pmerit.d4.mojo;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.release.Recovery;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.RollbackReadiness;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.sandbox.http.RequestLog.Entry;
import com.pmerit.d4.smoke.Answer;
import com.pmerit.d4.smoke.DataPlane;
import com.pmerit.d4.smoke.HttpTransport;
import com.pmerit.d4.smoke.Question;
import com.pmerit.d4.smoke.Reply;
import com.pmerit.d4.source.TemporaryRepository;
import com.pmerit.d4.trial.DirectoryCopy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The shop with a front end in a git repository, and the embedded Cloudflare of its staging, whose site is a preview. */
final class SiteShop implements AutoCloseable {
    /** Where users meet the site of staging. */
    static final String HOST = "staging.shop-ui.pages.dev";

    private static final String POM = """
            <worker><directory>.</directory></worker>
            <site><directory>ui</directory><project>shop-ui</project></site>
            <environments>
              <staging>
                <url>https://shop-staging.team.workers.dev</url>
                <site><vars><API>https://shop-staging.team.workers.dev</API></vars></site>
                <smoke><path>/health</path><json><status>healthy</status></json></smoke>
              </staging>
              <production>
                <after>staging</after>
                <url>https://shop.team.workers.dev</url>
                <smoke><path>/health</path><json><status>healthy</status></json></smoke>
              </production>
            </environments>
            """;
    private static final String BUILD = """
            const fs = require("fs");
            fs.mkdirSync("dist/assets", {recursive: true});
            fs.writeFileSync("dist/index.html", '<script src="/assets/index-aB3xY9zQ.js"></script>%1$s');
            fs.writeFileSync("dist/assets/index-aB3xY9zQ.js", `fetch("${process.env.API}"); // %1$s`);
            """;

    /** The embedded Cloudflare. */
    final StagingCloud cloud;

    private final HttpTransport front;
    private final Path project;
    private String health = "healthy";
    private Predicate<String> siteAnswers = host -> true;

    private SiteShop(Path directory) throws IOException {
        project = directory.resolve("shop");
        cloud = new StagingCloud(ShopProject.agreed(project, POM), directory.resolve("state"));
        front = new HttpTransport(DataPlane.behind(cloud.sandbox.front()), Optional.empty(), UnaryOperator.identity());
        cloud.answersBy(this::answer);
    }

    /** A new one in an empty directory, with one commit and nothing released. */
    static SiteShop in(Path directory) throws Exception {
        Path project = Files.createDirectory(directory.resolve("shop"));
        ShopProject.copyFixture(project);
        Files.createDirectories(project.resolve("ui"));
        Files.writeString(project.resolve(".gitignore"), "target\ndist\n");
        Files.writeString(project.resolve("ui/package.json"), "{\"scripts\":{\"build\":\"node build.js\"}}");
        new TemporaryRepository(project).initialised();
        SiteShop shop = new SiteShop(directory);
        shop.commit("one");
        return shop;
    }

    /** A copy of one that was closed. */
    static SiteShop copied(Path closed, Path directory) throws IOException {
        return new SiteShop(DirectoryCopy.of(closed, directory.resolve("copy")));
    }

    /** What the Worker says of its health from now on. */
    void isHealthy(String word) {
        health = word;
    }

    /** The hosts of the site that answer from now on; all others fail with 503. */
    void siteAnswers(Predicate<String> hosts) {
        siteAnswers = hosts;
    }

    /** A commit that changes Worker and site. */
    void commit(String text) throws Exception {
        Path worker = project.resolve("src/worker.js");
        Files.writeString(worker, Files.readString(worker) + "\n// " + text);
        commitSite(text);
    }

    /** A commit that changes the site alone. */
    void commitSite(String text) throws Exception {
        Files.writeString(project.resolve("ui/build.js"), BUILD.formatted(text));
        new TemporaryRepository(project).committed();
    }

    /** A whole release of the commit in hand. */
    DeployRun.Ended deploy() throws Exception {
        return build(Deploying::deploy);
    }

    /** A build that is to do something about a run that was left open. */
    DeployRun.Ended recover(Recovery.Wish wish) throws Exception {
        return build((bench, target) -> Deploying.deploy(bench, target, wish, Optional.empty()));
    }

    /** Goes back to a version, or to the last one that was proven. */
    ReleaseResult rollBack(Optional<String> version, Consumer<Step> beforeEach) throws Exception {
        return build((bench, target) ->
                new RollbackRun(bench, target, version, Optional::empty, Duration.ZERO, line -> {}, beforeEach).run());
    }

    /** Whether what is live could be put back, as a plan says it. */
    RollbackReadiness wayBack() throws Exception {
        return build(Outlooks::rollback);
    }

    private <T> T build(StagingCloud.Work<T> work) throws Exception {
        return cloud.build(ExchangeListener.NONE, work);
    }

    private Reply answer(Question question) throws InterruptedException {
        String host = question.url().getHost();
        if (host.endsWith(".pages.dev")) {
            return siteAnswers.test(host) ? front.ask(question) : new Answer(503, new byte[0]);
        }
        return new Answer(200, ("{\"status\":\"" + health + "\"}").getBytes(StandardCharsets.UTF_8))
                .with("Content-Type", question.url().getPath().equals("/health") ? "application/json" : "text/plain");
    }

    /** What users of the site meet. */
    String page() throws IOException {
        return new com.pmerit.d4.sandbox.Visitor(cloud.sandbox).get(HOST, "/").body();
    }

    /** The deployments of the site, oldest first. */
    JsonNode deployments() throws IOException {
        return cloud.snapshot().path("pages").path("shop-ui").path("deployments");
    }

    /** The requests after the first so many that were no mere reading. */
    List<Entry> writes(int since) {
        return cloud.sandbox.requests().entries().stream()
                .skip(since)
                .filter(entry ->
                        !entry.method().equals("GET") && !entry.template().endsWith("/query"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        front.close();
        cloud.close();
    }
}
