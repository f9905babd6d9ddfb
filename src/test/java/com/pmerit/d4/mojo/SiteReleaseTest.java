package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.ContractReader;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.PomContract;
import com.pmerit.d4.contract.PomXml;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.RequestLog.Entry;
import com.pmerit.d4.smoke.Answer;
import com.pmerit.d4.smoke.DataPlane;
import com.pmerit.d4.smoke.HttpTransport;
import com.pmerit.d4.smoke.Smoker;
import com.pmerit.d4.source.TemporaryRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop with a front end, released to its staging. */
final class SiteReleaseTest {
    private static final String HOST = "staging.shop-ui.pages.dev";
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

    @TempDir
    private Path directory;

    private Path project;
    private StagingCloud cloud;
    private String health = "healthy";
    private boolean siteAnswers = true;

    @BeforeEach
    void begin() throws Exception {
        project = Files.createDirectory(directory.resolve("shop"));
        ShopProject.copyFixture(project);
        Files.createDirectories(project.resolve("ui"));
        Files.writeString(project.resolve(".gitignore"), "target\ndist\n");
        Files.writeString(project.resolve("ui/package.json"), "{\"scripts\":{\"build\":\"node build.js\"}}");
        new TemporaryRepository(project).initialised();
        commit("one");
        cloud = new StagingCloud(contract(), directory.resolve("state"));
    }

    @AfterEach
    void end() throws IOException {
        cloud.close();
    }

    @Test
    void publishesNothingWhoseGateFails() throws Exception {
        commit("https://shop.team.workers.dev");

        DeployRun.Ended ended = deploy();

        assertThat(ended.release()).isEmpty();
        assertThat(ended.checklist().orElseThrow().failures()).singleElement().satisfies(gate -> {
            assertThat(gate.id()).isEqualTo("site");
            assertThat(gate.verdict().details())
                    .contains("/assets/index-aB3xY9zQ.js holds shop.team.workers.dev, the API host of production");
        });
        assertThat(writes(0)).isEmpty();
    }

    @Test
    void publishesTheSiteAfterTheWorkerAndChangesNothingTheSecondTime() throws Exception {
        assertThat(outcome(deploy())).contains(Outcome.DONE);
        assertThat(page()).endsWith("one");
        commit("two");

        ReleaseResult second = deploy().release().orElseThrow();
        int requests = cloud.sandbox.requests().entries().size();
        DeployRun.Ended third = deploy();

        assertThat(second.outcome()).isEqualTo(Outcome.DONE);
        assertThat(second.steps())
                .extracting(ReleaseResult.Ran::id)
                .containsSubsequence(
                        "site-upload",
                        "migrate",
                        "upload",
                        "deploy",
                        "smoke",
                        "verify",
                        "site",
                        "site-smoke",
                        "record");
        assertThat(page()).endsWith("two");
        assertThat(outcome(third)).contains(Outcome.NOOP);
        assertThat(writes(requests)).isEmpty();
    }

    @Test
    void takesARedSiteBackAndLetsTheWorkerStay() throws Exception {
        deploy();
        Optional<String> worker = cloud.live();
        commit("two");
        siteAnswers = false;

        ReleaseResult red = deploy().release().orElseThrow();

        assertThat(red.outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
        StepResult.Failed failed =
                (StepResult.Failed) red.steps().get(red.steps().size() - 1).result();
        assertThat(failed.summary()).endsWith("the site was taken back");
        assertThat(failed.liveNow())
                .endsWith("; the Worker stays as released, version "
                        + cloud.live().orElseThrow());
        assertThat(cloud.live()).isNotEqualTo(worker);
        siteAnswers = true;
        assertThat(page()).endsWith("one");

        commit("three");
        assertThat(outcome(deploy())).as("the mended site").contains(Outcome.DONE);
        assertThat(page()).endsWith("three");
    }

    @Test
    void showsTheOldSiteWhenTheWorkerIsTakenBack() throws Exception {
        deploy();
        int deployments = deployments().size();
        commit("two");
        health = "degraded";

        DeployRun.Ended ended = deploy();

        assertThat(outcome(ended)).isPresent().isNotEqualTo(Optional.of(Outcome.DONE));
        assertThat(deployments()).hasSize(deployments);
        assertThat(page()).endsWith("one");
    }

    private DeployRun.Ended deploy() throws Exception {
        return cloud.build(ExchangeListener.NONE, (bench, target) -> {
            try (HttpTransport front = new HttpTransport(
                    DataPlane.behind(cloud.sandbox.front()), Optional.empty(), UnaryOperator.identity())) {
                Smoker smoker = new Smoker(
                        question -> {
                            String host = question.url().getHost();
                            if (host.endsWith(".pages.dev")) {
                                return siteAnswers ? front.ask(question) : new Answer(503, new byte[0]);
                            }
                            return new Answer(200, ("{\"status\":\"" + health + "\"}").getBytes(StandardCharsets.UTF_8))
                                    .with(
                                            "Content-Type",
                                            question.url().getPath().equals("/health")
                                                    ? "application/json"
                                                    : "text/plain");
                        },
                        DataPlane.behind(cloud.sandbox.front()),
                        target.waiting(),
                        (asker, result) -> {});
                return Deploying.deploy(
                        bench,
                        new Target(
                                target.environment(),
                                target.before(),
                                target.isLast(),
                                target.account(),
                                target.live(),
                                target.judged(),
                                smoker,
                                target.waiting(),
                                target.site()));
            }
        });
    }

    private static Optional<Outcome> outcome(DeployRun.Ended ended) {
        assertThat(ended.release()).as("%s", ended.checklist()).isPresent();
        return ended.release().map(ReleaseResult::outcome);
    }

    private Contract contract() {
        ContractReading reading = ContractReader.read(new PomContract(project, "1.2.0", PomXml.tags(POM)));
        assertThat(reading).as("%s", reading).isInstanceOf(ContractReading.Agreed.class);
        return ((ContractReading.Agreed) reading).contract();
    }

    private void commit(String text) throws Exception {
        Files.writeString(project.resolve("ui/build.js"), BUILD.formatted(text));
        Path worker = project.resolve("src/worker.js");
        Files.writeString(worker, Files.readString(worker) + "\n// " + text);
        new TemporaryRepository(project).committed();
    }

    private String page() throws IOException {
        return new com.pmerit.d4.sandbox.Visitor(cloud.sandbox).get(HOST, "/").body();
    }

    private JsonNode deployments() throws IOException {
        return cloud.snapshot().path("pages").path("shop-ui").path("deployments");
    }

    private List<Entry> writes(int since) {
        return cloud.sandbox.requests().entries().stream()
                .skip(since)
                .filter(entry ->
                        !entry.method().equals("GET") && !entry.template().endsWith("/query"))
                .toList();
    }
}
