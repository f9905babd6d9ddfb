package com.pmerit.d4.mojo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.VirtualTime;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.SandboxSettings;
import com.pmerit.d4.smoke.Answer;
import com.pmerit.d4.smoke.DataPlane;
import com.pmerit.d4.smoke.Smoker;
import com.pmerit.d4.smoke.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An embedded Cloudflare with nothing but what the shop needs to be released to staging. */
final class StagingCloud implements AutoCloseable {
    private static final byte[] HEALTHY = "{\"status\":\"healthy\"}".getBytes(StandardCharsets.UTF_8);

    private Contract contract;
    private Environment staging;
    private final String account;

    private Transport front = question -> new Answer(question.url().getPath().equals("/health") ? 200 : 404, HEALTHY)
            .with("Content-Type", "application/json");

    /** The embedded Cloudflare. */
    final Sandbox sandbox;

    StagingCloud(Contract contract, Path state) throws IOException {
        this.contract = contract;
        this.staging = contract.environment("staging").orElseThrow();
        SandboxSettings usual = EmbeddedSettings.of(contract);
        this.account = usual.accounts().get(0).id();
        this.sandbox = Sandbox.start(
                new SandboxSettings(state, 0, 0, usual.accounts(), usual.seeds(), state, false, List.of()));
    }

    /** The shop, copied to this directory with these secrets in its POM; the state lies beside it. */
    static StagingCloud ofShop(Path project, String secrets) throws IOException {
        return new StagingCloud(ShopProject.in(project, secrets), project.resolveSibling("state"));
    }

    /** Users and smoke tests meet this from now on. */
    void answersBy(Transport other) {
        front = other;
    }

    /** What a build does with the project and its target. */
    interface Work<T> {
        T with(Workbench bench, Target target) throws Exception;
    }

    /** The project has another commit checked out from now on. */
    void checksOut(Contract other) {
        contract = other;
        staging = other.environment("staging").orElseThrow();
    }

    /** A whole build, as a person would start it: nothing is remembered from the one before. */
    DeployRun.Ended deploy() throws Exception {
        return deploy(ExchangeListener.NONE);
    }

    /** The same, and this one is told of every exchange. */
    DeployRun.Ended deploy(ExchangeListener listener) throws Exception {
        return build(listener, Deploying::deploy);
    }

    /** A build that does something else, heard by a listener. */
    <T> T build(ExchangeListener listener, Work<T> work) throws Exception {
        VirtualTime time = new VirtualTime();
        ApiSettings settings = ApiSettings.of(
                sandbox.api(), new Credential(SecretValue.of(sandbox.token()), "the embedded Cloudflare"), "1");
        try (CloudflareApi api = new CloudflareApi(settings, time.waiting(), new Redactor(), listener)) {
            Smoker smoker = new Smoker(front, DataPlane.behind(sandbox.front()), time.waiting(), (asker, result) -> {});
            Target target = Target.of(contract, staging, api.account(new AccountId(account)), smoker, time.waiting());
            Workbench bench = new Workbench(contract, knobs(), Map.of("PATH", System.getenv("PATH")), Set.of());
            return work.with(bench, target);
        }
    }

    /** What somebody else does to the account. */
    Api others() {
        return new Api(sandbox, account);
    }

    /** Two minutes pass in which nobody renews a lock, for the database. */
    void locksRunOut() throws IOException, InterruptedException {
        for (Database database : staging.databases().values()) {
            others().call(
                            "POST",
                            "/d1/database/" + database.id() + "/query",
                            "{\"sql\":\"UPDATE d4_lock SET expires_at = expires_at - 121\"}");
        }
    }

    ObjectNode snapshot() throws IOException {
        return sandbox.snapshot(account);
    }

    /** The same without the way to it: what d4 notes about its runs, and deployments that were replaced. */
    ObjectNode settled() throws IOException {
        ObjectNode settled = snapshot();
        settled.path("databases")
                .forEach(database -> ((ObjectNode) database.path("tables"))
                        .remove(List.of("d4_lock", "d4_release", "d4_migration", "sqlite_sequence")));
        settled.path("workers").path("scripts").forEach(script -> {
            ArrayNode deployments = (ArrayNode) script.path("deployments");
            JsonNode head = deployments.path(deployments.size() - 1);
            ((ObjectNode) script).set("deployments", head);
        });
        return settled;
    }

    /** What users of staging meet: its deployments, newest last. */
    JsonNode deployments() throws IOException {
        return snapshot().path("workers").path("scripts").path(staging.worker()).path("deployments");
    }

    /** The version that takes all traffic of staging. */
    Optional<String> live() throws IOException, InterruptedException {
        JsonNode shares = others().get("/workers/scripts/" + staging.worker() + "/deployments")
                .result()
                .path("deployments")
                .path(0)
                .path("versions");
        return shares.size() == 1
                ? Optional.of(shares.path(0).path("version_id").asText())
                : Optional.empty();
    }

    /** Who of the versions of staging gets how much of the traffic; those without any left out. */
    JsonNode traffic() throws IOException {
        JsonNode deployments = deployments();
        JsonNode shares = deployments.path(deployments.size() - 1).path("versions");
        ObjectNode traffic = JsonNodeFactory.instance.objectNode();
        shares.properties().stream()
                .filter(share -> share.getValue().asDouble() > 0)
                .forEach(share -> traffic.set(share.getKey(), share.getValue()));
        return traffic;
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
    }

    private static Knobs knobs() {
        return new Knobs(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Duration.ofMinutes(1),
                false,
                Optional.empty(),
                Optional.empty(),
                Overrides.none());
    }
}
