package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopAssets.UPLOAD;
import static com.pmerit.d4.worker.ShopAssets.uploads;
import static com.pmerit.d4.worker.ShopWorker.failed;
import static com.pmerit.d4.worker.ShopWorker.progress;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Static files come with the versions of a Worker, and stay with them. */
final class ReleasedAssetsTest {
    @TempDir
    private Path directory;

    private ShopWorker shop;
    private ShopAssets files;

    @BeforeEach
    void start() throws IOException {
        shop = new ShopWorker(directory);
        files = new ShopAssets(directory);
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void bringsThemWithTheFirstVersionAndNothingWhenAllIsAsItWas() throws Exception {
        files.write("_headers", "/*\n  x-own: yes\n");

        StepResult first = shop.upload(files.with("one"));
        StepResult again = shop.upload(files.with("one"));

        assertThat(first.summary()).contains(", 3 of 3 static files uploaded;");
        assertThat(again).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(uploads(shop)).isEqualTo(1);
        assertThat(assets(0).path("config").path("html_handling").asText()).isEqualTo("none");
        assertThat(assets(0).path("config").path("_headers").asText()).isEqualTo("/*\n  x-own: yes\n");
        assertThat(assets(0).path("manifest").asText()).isNotEmpty();
    }

    @Test
    void noticesAChangedFileAndAChangedRule() throws Exception {
        release("one");

        files.write("index.html", "<h1>new</h1>");
        assertThat(shop.upload(files.with("one"))).isInstanceOf(StepResult.Done.class);
        files.write("_redirects", "/old /new 301\n");
        assertThat(shop.upload(files.with("one")).summary()).endsWith(", 0 of 3 static files uploaded");

        assertThat(assets(1).path("manifest")).isNotEqualTo(assets(0).path("manifest"));
        assertThat(assets(2).path("manifest")).isEqualTo(assets(1).path("manifest"));
    }

    @Test
    void adoptsTheVersionThatAnInterruptedReleaseLeftOnlyWithTheVeryFiles() throws Exception {
        release("one");
        String left = progress(shop.upload(files.with("two"))).version().orElseThrow();

        assertThat(progress(shop.upload(files.with("two"))).version()).contains(left);
        files.write("index.html", "<h1>new</h1>");
        assertThat(progress(shop.upload(files.with("two"))).version().orElseThrow())
                .isNotEqualTo(left);
    }

    @Test
    void leavesUsersAloneWhileFilesCannotBeUploaded() throws Exception {
        release("one");
        files.write("index.html", "<h1>new</h1>");
        shop.account.drops("POST", UPLOAD, 1, 1_000, Moment.BEFORE_ACTING);

        StepResult.Failed failed = failed(shop.upload(files.with("one")));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.NOTHING);
        assertThat(failed.liveNow()).isEqualTo("users still meet what they met before");
        assertThat(shop.versions()).hasSize(1);
    }

    @Test
    void keepsThemWhenASecretIsSet() throws Exception {
        release("one");

        Progress progress = progress(secrets().run(Progress.none()));

        assertThat(progress.version()).contains(shop.versions().get(0));
        assertThat(assets(1)).isEqualTo(assets(0));
        assertThat(uploads(shop)).isEqualTo(1);
    }

    @Test
    void setsNoSecretWhileCloudflareWouldKeepTheFilesOfAnotherVersion() throws Exception {
        String live = release("one");
        files.write("index.html", "<h1>never released</h1>");
        String later = progress(shop.upload(files.with("one"))).version().orElseThrow();

        StepResult.Failed failed = failed(secrets().run(Progress.none()));

        assertThat(failed.summary()).startsWith("version " + later + " was uploaded after the live one");
        assertThat(failed.details()).containsExactly("version " + live + " is live");
        assertThat(failed.remedy()).startsWith("release first (mvn deploy -Pstaging)");
        assertThat(shop.versions()).hasSize(2);
    }

    @Test
    void verifiesThatTheVeryFilesAreLive() throws Exception {
        String live = release("one");
        Progress serving = Progress.none().withVersion(live).nowServing();
        Worker worker = new Worker(directory, directory.resolve("wrangler.toml"), List.of());
        Bundling same = files.with("one");
        files.write("index.html", "<h1>other</h1>");
        Bundling other = files.with("one");

        assertThat(new VerifyStep(worker, shop.staging, any -> same, shop.live())
                        .run(serving)
                        .summary())
                .endsWith(", static files 3");
        assertThat(failed(new VerifyStep(worker, shop.staging, any -> other, shop.live()).run(serving))
                        .details())
                .containsExactly("the live version's tag names other code or other static files");
    }

    private SecretsStep secrets() {
        Worker worker = new Worker(directory, directory.resolve("wrangler.toml"), List.of("KEY"));
        return new SecretsStep(
                worker,
                Environments.withAssets(shop.staging, files.stated()),
                shop.live(),
                shop.account.api,
                new NewSecrets(Map.of("KEY", SecretValue.of("a value of the test"))));
    }

    private String release(String code) throws Exception {
        Progress uploaded = progress(shop.upload(files.with(code)));
        new DeployStep(shop.staging, shop.account.api, "1.2.0 abc").run(uploaded);
        return uploaded.version().orElseThrow();
    }

    /** What is served beside the nth version. */
    private JsonNode assets(int version) throws IOException {
        return shop.account
                .sandbox
                .snapshot(LiveAccount.ID)
                .path("workers")
                .path("scripts")
                .path("shop-staging")
                .path("versions")
                .path(version)
                .path("assets");
    }
}
