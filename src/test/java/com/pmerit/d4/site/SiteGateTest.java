package com.pmerit.d4.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.assets.SiteLimits;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.ContractReader;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.PomContract;
import com.pmerit.d4.contract.PomXml;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SiteGateTest {
    private static final String POM = """
            <worker><directory>.</directory></worker>
            <site><directory>ui</directory><project>shop</project><callsWorker>%s</callsWorker></site>
            <environments>
              <staging>
                <url>https://shop-staging.team.workers.dev</url>
                <site><branch>%s</branch></site>
                <smoke><path>/health</path></smoke>
              </staging>
              <production>
                <after>staging</after>
                <url>https://api.example.com</url>
                <site><url>https://www.example.com</url><vars><CDN>https://cdn.example.com/x</CDN></vars></site>
                <smoke><path>/health</path></smoke>
              </production>
            </environments>
            """;
    private static final String WRANGLER = """
            name = "shop"
            main = "worker.js"
            compatibility_date = "2026-01-15"
            vars = { FRONTEND_URL = "https://front.example.com", ORIGINS = "https://staging.example.com, https://origin.example.com" }
            d1_databases = [ { binding = "DB", database_name = "db", database_id = "4222a800-ec94-479b-94d2-f1beaa7d01d9" } ]
            [env.staging]
            name = "shop-staging"
            vars = { FRONTEND_URL = "https://staging.example.com" }
            d1_databases = [ { binding = "DB", database_name = "db-staging", database_id = "e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9" } ]
            """;

    @TempDir
    private Path directory;

    private ShopSite shop;
    private String branch = "staging";
    private boolean callsWorker = true;

    @BeforeEach
    void start() throws Exception {
        shop = new ShopSite(directory, Optional.of("staging"));
        Files.writeString(directory.resolve("wrangler.toml"), WRANGLER);
        Files.writeString(directory.resolve("worker.js"), "export default {}");
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void refusesASiteOfAProjectThatDoesNotExist() throws Exception {
        shop.account.others.call("DELETE", "/pages/projects/shop", "").result();

        assertThat(failed().summary()).isEqualTo("there is no Pages project shop in this account");
        assertThat(failed().remedy()).startsWith("npx wrangler pages project create shop");
    }

    @Test
    void refusesAPreviewThatWouldBeProduction() throws Exception {
        branch = "main";

        assertThat(failed().summary()).startsWith("the branch main is the production branch of shop");
    }

    @Test
    void refusesASiteThatCannotBeBuilt() throws Exception {
        SiteBuild.Impossible impossible =
                new SiteBuild.Impossible("the site's build ended with exit code 1", "npm run build");

        assertThat(check(impossible))
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.summary()).isEqualTo(impossible.why()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fetch('https://api.example.com/v1')",
                "{host:\"API.example.com\"}",
                "https://www.example.com/",
                "https://front.example.com",
                "https://origin.example.com",
                "login?redirect_uri=https%3A%2F%2Fapi.example.com%2Fcallback",
                "login?next=https%253A%252F%252Fapi.example.com",
                "{\"host\":\"https:\\u002F\\u002Fapi.example.com\"}",
                "'https:\\x2f\\x2fapi.example.com'",
                "https://cdn.example.com/y.png",
                "4222a800-ec94-479b-94d2-f1beaa7d01d9"
            })
    void refusesWhatBelongsToTheOtherEnvironment(String text) throws Exception {
        shop.write("assets/other.js", text);

        assertThat(failed().details())
                .singleElement()
                .asString()
                .startsWith("/assets/other.js holds ")
                .endsWith(" of production");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other-api.example.com/",
                "https://api.example.com.evil.test/",
                "https://other%2Dapi.example.com/",
                "https://staging.example.com/",
                "e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9"
            })
    void takesNoOtherHostForTheOtherEnvironments(String text) throws Exception {
        shop.write("assets/other.js", text);

        assertThat(check()).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void refusesASiteThatAsksNobody() throws Exception {
        shop.write("assets/index-3aB3xY9zQ.js", "fetch('undefined/health')");

        assertThat(failed().details())
                .containsExactly(
                        "no file holds shop-staging.team.workers.dev, the API host of staging: whom does the site ask?");
        callsWorker = false;
        assertThat(check()).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void refusesSecretsWithoutShowingThem() throws Exception {
        shop.write("assets/a.js", "const key='sk_" + "live_abcdefgh12345678'");
        shop.write("assets/b.js", "const known='the-known-secret'");

        Verdict.Failed failed = failed();

        assertThat(failed.details())
                .containsExactly(
                        "/assets/a.js holds what looks like a Stripe key",
                        "/assets/b.js holds the value of one of the project's secrets");
        assertThat(failed.toString()).doesNotContain("abcdefgh12345678", "the-known-secret");
    }

    @Test
    void refusesFilesThatNobodyMayPublish() throws Exception {
        shop.write(".env", "A=b");
        shop.write("server.key", "x");

        assertThat(failed().details())
                .containsExactly(
                        ".env holds variables and secrets of a development machine",
                        "server.key looks like a key by its name");
    }

    @Test
    void refusesASiteWithoutAnIndexOrWithAFileThatIsTooLarge() throws Exception {
        Files.delete(shop.output().resolve("index.html"));
        Files.write(shop.output().resolve("large.bin"), new byte[25 * 1024 * 1024 + 1]);

        assertThat(failed().details())
                .containsExactly("/large.bin has 25.0 MiB, and Pages takes 25 MiB", "there is no index.html");
    }

    @Test
    void refusesMoreFilesThanTheAccountMayPublish() {
        assertThat(exceeded(2)).containsExactly("3 files, and this account may publish 2");
        assertThat(exceeded(3)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 KiB", "1536, 1.5 KiB", "1048575, 1024.0 KiB", "1048576, 1.0 MiB", "26214400, 25.0 MiB"})
    void showsASmallSiteInASmallUnit(long bytes, String shown) {
        assertThat(SiteLimits.shown(bytes)).isEqualTo(shown);
    }

    @Test
    void refusesMoreRulesThanPagesReads() {
        shop.part("_headers", "/a\n  x-own: yes\n".repeat(101));
        shop.part("_redirects", "# ours\n" + "/a /b 301\n".repeat(2100) + "/" + "a".repeat(1993) + " /b 301\n");

        assertThat(exceeded(100))
                .containsExactly(
                        "_headers has 101 rules, and Pages reads 100",
                        "_redirects has 2001 characters in line 2102, and Pages reads 2000",
                        "_redirects has 2101 rules, and Pages reads 2100");
    }

    @Test
    void warnsOfWhatMayBeMeantToBePublic() throws Exception {
        shop.write("assets/index.js.map", "{}");
        shop.write("assets/firebase.js", "apiKey:\"AIza" + "SyA1234567890123456789012345678901x\"");

        assertThat(check())
                .isInstanceOfSatisfying(
                        Verdict.Warned.class,
                        warned -> assertThat(warned.details())
                                .containsExactly(
                                        "/assets/firebase.js holds what looks like a Google API key",
                                        "/assets/index.js.map is a source map: it shows everybody what the site was made of"));
    }

    @Test
    void doesNotTakeAnEmbeddedFontForASecret() throws Exception {
        shop.write("assets/font.css", "url(data:font/woff2;base64," + "AKIAABCDEFGHIJKLMNOP".repeat(20) + "==)");

        assertThat(check()).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void saysWhatWillBePublished() throws Exception {
        assertThat(check().summary()).startsWith("3 files, 0.1 KiB, content ");
    }

    private List<String> exceeded(int mostFiles) {
        BuiltSite built = shop.built();
        return SiteLimits.exceeded(built.files(), built.rules(), mostFiles, "Pages");
    }

    private Verdict.Failed failed() throws InterruptedException {
        Verdict verdict = check();
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }

    private Verdict check() throws InterruptedException {
        return check(new SiteBuild.Made(shop.built()));
    }

    private Verdict check(SiteBuild build) throws InterruptedException {
        ContractReading reading = ContractReader.read(
                new PomContract(directory, "shop", "1.2.0", PomXml.tags(POM.formatted(callsWorker, branch))));
        assertThat(reading).as("%s", reading).isInstanceOf(ContractReading.Agreed.class);
        Contract contract = ((ContractReading.Agreed) reading).contract();
        Environment staging = contract.environment("staging").orElseThrow();
        SitePlacement placement = contract.site().orElseThrow().in("staging").orElseThrow();
        return new SiteGate(
                        contract,
                        staging,
                        placement,
                        (where, project) -> build,
                        shop.account.api,
                        text -> text.contains("the-known-secret"))
                .check();
    }
}
