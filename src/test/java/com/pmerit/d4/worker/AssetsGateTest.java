package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.ContractReader;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.PomContract;
import com.pmerit.d4.contract.PomXml;
import com.pmerit.d4.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AssetsGateTest {
    private static final String POM = """
            <worker><directory>.</directory></worker>
            <environments>
              <staging>
                <url>https://shop-staging.team.workers.dev</url>
                <smoke><path>/health</path><json><status>healthy</status></json></smoke>
              </staging>
              <production>
                <after>staging</after>
                <url>https://shop.team.workers.dev</url>
                <smoke><path>/health</path><json><status>healthy</status></json></smoke>
              </production>
            </environments>
            """;
    private static final String CONFIG = """
            name = "shop"
            main = "worker.js"
            compatibility_date = "2026-04-01"
            [assets]
            directory = "public"
            [vars]
            MAIL_URL = "https://mail.example.com/send"
            [env.staging]
            """;

    @TempDir
    private Path directory;

    private ShopAssets files;

    @BeforeEach
    void start() throws IOException {
        directory = directory.toRealPath();
        files = new ShopAssets(directory);
        Files.writeString(directory.resolve("wrangler.toml"), CONFIG);
        Files.writeString(directory.resolve("worker.js"), "export default {}");
    }

    @Test
    void saysWhatWillBePublished() throws Exception {
        assertThat(check())
                .isInstanceOfSatisfying(
                        Verdict.Passed.class,
                        passed -> assertThat(passed.summary()).startsWith("3 files, 0.0 KiB, content "));
    }

    @Test
    void passesOnWhyThereIsNothingToPublish() throws Exception {
        assertThat(failed(gate(ShopWorker.NO_BUNDLE)).summary()).isEqualTo("wrangler could not bundle the Worker");
        assertThat(failed(gate(ShopWorker.code("one"))).summary()).isEqualTo("no static files were read");
    }

    @Test
    void refusesAnEmptyDirectory() throws Exception {
        files.write(".assetsignore", "*");

        assertThat(failed(gate(files.with("one"))).details()).containsExactly("there is no file to publish");
    }

    @Test
    void refusesWhatBelongsToAnotherEnvironmentOrToTheTeamAlone() throws Exception {
        files.write("app.js", "fetch('https://shop.team.workers.dev/api')");
        files.write("deep/mail.js", "post('https://mail.example.com/send')");
        files.write("key.js", "'sk_live_" + "abcdefgh12345678abcdefgh'");
        files.write("known.js", "'the-known-secret'");
        files.write("_headers", "/*\n  x-api: https://shop.team.workers.dev\n");
        files.write(".env", "A=b");

        Verdict.Failed failed = failed(gate(files.with("one")));

        assertThat(failed.summary()).isEqualTo("the static files of staging must not be published: 6 faults");
        assertThat(failed.details())
                .containsExactlyInAnyOrder(
                        ".env holds variables and secrets of a development machine",
                        "/app.js holds shop.team.workers.dev, the API host of production",
                        "/deep/mail.js holds mail.example.com, a host in the variable MAIL_URL of production",
                        "/key.js holds what looks like a Stripe key",
                        "/known.js holds the value of one of the project's secrets",
                        "_headers holds shop.team.workers.dev, the API host of production");
        assertThat(failed.remedy())
                .isEqualTo("mend what fills public, or name what is not to be published in its .assetsignore");
        assertThat(failed.toString()).doesNotContain("abcdefgh12345678", "the-known-secret");
    }

    @Test
    void refusesWhatCloudflareDoesNotTake() throws Exception {
        Files.write(files.directory().resolve("large.bin"), new byte[25 * 1024 * 1024 + 1]);
        files.write("_redirects", "/a /b 301\n".repeat(2101));

        assertThat(failed(gate(files.with("one"))).details())
                .containsExactly(
                        "/large.bin has 25.0 MiB, and Cloudflare takes 25 MiB",
                        "_redirects has 2101 rules, and Cloudflare reads 2100");
    }

    @Test
    void warnsOfASourceMap() throws Exception {
        files.write("app.js.map", "{}");

        assertThat(check())
                .isInstanceOfSatisfying(
                        Verdict.Warned.class,
                        warned -> assertThat(warned.details())
                                .containsExactly(
                                        "/app.js.map is a source map: it shows everybody what the site was made of"));
    }

    private Verdict check() throws Exception {
        return gate(files.with("one"));
    }

    private Verdict gate(Bundling bundling) throws InterruptedException {
        ContractReading reading = ContractReader.read(new PomContract(directory, "shop", "1.2.0", PomXml.tags(POM)));
        assertThat(reading).as("%s", reading).isInstanceOf(ContractReading.Agreed.class);
        Contract contract = ((ContractReading.Agreed) reading).contract();
        return new AssetsGate(
                        contract,
                        contract.environment("staging").orElseThrow(),
                        environment -> bundling,
                        text -> text.contains("the-known-secret"))
                .check();
    }

    private static Verdict.Failed failed(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }
}
