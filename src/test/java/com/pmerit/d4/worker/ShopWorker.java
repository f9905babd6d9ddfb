package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shop's Worker in an account of its own, and what this team and others do to it. */
final class ShopWorker implements AutoCloseable {
    static final String SCRIPT = "/workers/scripts/shop-staging";
    static final Bundling NO_BUNDLE =
            new Bundling.Impossible("wrangler could not bundle the Worker", List.of("a line"), "mend it");

    final LiveAccount account;
    final Environment staging;

    ShopWorker(Path directory) throws IOException {
        account = new LiveAccount(directory.resolve("state"));
        staging = Environments.staging(directory);
    }

    /** A bundle of this code, as the shop's wrangler config binds it. */
    static Bundling.Made code(String text) {
        Bundle bundle = Bundles.of(
                List.of(Binding.versionMetadata("VERSION")),
                Bundles.module("worker.js", "export default {}; // " + text));
        return new Bundling.Made(bundle, CodeDigest.of(bundle));
    }

    LiveWorkers live() {
        return new LiveWorkers(account.api);
    }

    StepResult upload(Bundling bundling) throws InterruptedException {
        return upload(bundling, Progress.none());
    }

    StepResult upload(Bundling bundling, Progress known) throws InterruptedException {
        return new UploadStep(staging, environment -> bundling, live(), account.api, "1.2.0 abc", text -> {})
                .run(known);
    }

    StepResult stage(Progress uploaded) {
        return new StageStep(staging, account.api, "1.2.0 abc").run(uploaded);
    }

    /** Releases this code; gives the version's id. */
    String release(String code) throws InterruptedException {
        Progress uploaded = progress(upload(code(code)));
        StepResult deployed = new DeployStep(staging, account.api, "1.2.0 abc").run(uploaded);
        assertThat(progress(deployed).serving()).isTrue();
        return uploaded.version().orElseThrow();
    }

    /** The progress of a step that went well. */
    static Progress progress(StepResult result) {
        if (result instanceof StepResult.Done done) {
            return done.progress();
        }
        assertThat(result).isInstanceOf(StepResult.AlreadyDone.class);
        return ((StepResult.AlreadyDone) result).progress();
    }

    static StepResult.Failed failed(StepResult result) {
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        return (StepResult.Failed) result;
    }

    /** Somebody puts another Worker of this name live, with these bindings as JSON. */
    void somebodyDeploys(String bindings) throws IOException, InterruptedException {
        account.others
                .upload(
                        "PUT",
                        SCRIPT,
                        "{\"compatibility_date\":\"2026-04-01\",\"bindings\":[" + bindings + "]}",
                        "export default {}; // not ours")
                .result();
    }

    /** Somebody shifts the traffic. */
    void somebodyShifts(String versions) throws IOException, InterruptedException {
        account.others
                .call("POST", SCRIPT + "/deployments", "{\"strategy\":\"percentage\",\"versions\":[" + versions + "]}")
                .result();
    }

    static String share(String version, int percentage) {
        return "{\"version_id\":\"" + version + "\",\"percentage\":" + percentage + "}";
    }

    /** Traffic goes to two versions. */
    void split() throws IOException, InterruptedException {
        String old = release("one");
        String next = release("two");
        somebodyShifts(share(old, 90) + "," + share(next, 10));
    }

    void setSecret(String name) throws IOException, InterruptedException {
        account.others
                .call(
                        "PUT",
                        SCRIPT + "/secrets",
                        "{\"name\":\"" + name + "\",\"text\":\"a-secret-value\",\"type\":\"secret_text\"}")
                .result();
    }

    /** The version that takes all traffic. */
    Optional<String> head() throws IOException, InterruptedException {
        JsonNode shares = account.others
                .get(SCRIPT + "/deployments")
                .result()
                .path("deployments")
                .path(0)
                .path("versions");
        return shares.size() == 1
                ? Optional.of(shares.path(0).path("version_id").asText())
                : Optional.empty();
    }

    /** The live versions with their percentages. */
    Map<String, Double> shares() throws IOException, InterruptedException {
        Map<String, Double> shares = new HashMap<>();
        deployments()
                .path(0)
                .path("versions")
                .forEach(share -> shares.put(
                        share.path("version_id").asText(),
                        share.path("percentage").asDouble()));
        return shares;
    }

    /** All deployments, newest first. */
    JsonNode deployments() throws IOException, InterruptedException {
        return account.others.get(SCRIPT + "/deployments").result().path("deployments");
    }

    /** The ids of all versions, newest first. */
    List<String> versions() throws IOException, InterruptedException {
        return account.others.get(SCRIPT + "/versions").result().path("items").findValuesAsText("id");
    }

    @Override
    public void close() throws IOException {
        account.close();
    }
}
