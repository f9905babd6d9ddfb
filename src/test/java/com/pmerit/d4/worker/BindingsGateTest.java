package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Bucket;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Disagreement;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Project;
import com.pmerit.d4.contract.Variable;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BindingsGateTest {
    @TempDir
    private Path directory;

    private ShopWorker shop;
    private Environment staging;
    private List<Disagreement> disagreements = List.of();

    @BeforeEach
    void start() throws IOException {
        shop = new ShopWorker(directory);
        staging = shop.staging;
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void failsWhenPomAndWranglerConfigDisagree() throws Exception {
        disagreements = List.of(
                new Disagreement("staging", "<databases><DB><id>", "a", "env.staging.d1_databases", Optional.of("b")),
                new Disagreement("production", "<worker>", "c", "name", Optional.of("d")));

        Verdict.Failed failed = failed(check(code("one")));

        assertThat(failed.summary()).isEqualTo("POM and wrangler config disagree in 1 place");
        assertThat(failed.details())
                .containsExactly(
                        "<databases><DB><id>: the POM says \"a\", env.staging.d1_databases says \"b\"",
                        "POM and wrangler config differ  DB           D1   " + Environments.DATABASE_ID
                                + " (shop-db-staging)",
                        "not compared                    ENVIRONMENT  var  staging",
                        "not compared                    IMAGES       R2   shop-images-staging");
    }

    @Test
    void failsForAnAddressThatInitCouldNotKnow() throws Exception {
        staging = at(URI.create("https://shop-staging.address-unknown.invalid"));

        Verdict.Failed failed = failed(check(code("one")));

        assertThat(failed.summary()).isEqualTo("nobody has said yet where staging is met");
        assertThat(failed.remedy()).contains("https://shop-staging.ACCOUNT.workers.dev");
    }

    @Test
    void warnsOfAVariableThatLooksLikeASecretWithTheStepsThatMakeOneOfIt() throws Exception {
        shop.release("one");
        staging = bound(Map.of(
                "ENVIRONMENT", new Variable.Text("staging"),
                "AUTH_SALT", new Variable.Text("shop-salt-2026"),
                "STRIPE_PUBLIC_KEY", new Variable.Text("known")));

        Verdict verdict = check(code("two"));

        assertThat(verdict).isInstanceOf(Verdict.Warned.class);
        assertThat(verdict.summary()).endsWith("; AUTH_SALT looks like a secret");
        assertThat(verdict.details().get(0)).startsWith("AUTH_SALT: a variable that looks like a secret");
        assertThat(verdict.toString()).doesNotContain("shop-salt-2026").contains("known");
        assertThat(((Verdict.Warned) verdict).remedy())
                .contains(
                        "1. in wrangler.toml and the POM take AUTH_SALT out of the vars, into <worker><secrets>",
                        "2. mvn d4:put-secret -Dd4.environment=staging -Dd4.secrets=AUTH_SALT -Dd4.fromEnvironment",
                        "3. mvn deploy -Pstaging");
    }

    @Test
    void givesEachBindingARowWithAVerdict() throws Exception {
        shop.release("one");
        staging = bound(Map.of("ENVIRONMENT", new Variable.Text("canary"), "REGION", new Variable.Text("eu")));

        assertThat(check(code("two")).details())
                .containsExactlyInAnyOrder(
                        "new value  ENVIRONMENT  var               canary",
                        "new        REGION       var               eu",
                        "ok         VERSION      version_metadata  -",
                        "ok         DB           D1                " + Environments.DATABASE_ID + " (shop-db-staging)",
                        "ok         IMAGES       R2                shop-images-staging");
    }

    private Environment bound(Map<String, Variable> vars) {
        return new Environment(
                staging.name(),
                staging.after(),
                staging.worker(),
                staging.script(),
                staging.url(),
                staging.databases(),
                staging.buckets(),
                vars,
                staging.smoke(),
                staging.traffic(),
                staging.wrangler());
    }

    private Environment at(URI url) {
        return new Environment(
                staging.name(),
                staging.after(),
                staging.worker(),
                staging.script(),
                url,
                staging.databases(),
                staging.buckets(),
                staging.vars(),
                staging.smoke(),
                staging.traffic(),
                staging.wrangler());
    }

    @Test
    void failsForADatabaseThatTheAccountDoesNotHave() throws Exception {
        shop.account
                .others
                .call("DELETE", "/d1/database/" + Environments.DATABASE_ID, "")
                .result();

        Verdict.Failed failed = failed(check(code("one")));

        assertThat(failed.summary())
                .isEqualTo("DB: the account has no D1 database with the id " + Environments.DATABASE_ID);
        assertThat(failed.details())
                .startsWith(
                        "missing in the account  DB           D1   " + Environments.DATABASE_ID + " (shop-db-staging)");
        assertThat(failed.remedy())
                .startsWith("mvn d4:init -Dd4.create makes what is missing; or correct")
                .contains("npx wrangler d1 list");
    }

    @Test
    void failsForAnIdThatBelongsToADatabaseOfAnotherName() throws Exception {
        String otherName = "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"uuid\":\""
                + Environments.DATABASE_ID + "\",\"name\":\"somebody-elses\",\"version\":\"production\","
                + "\"created_at\":\"2026-01-01T00:00:00Z\",\"num_tables\":0,\"file_size\":0}}";
        shop.account.answers("GET", "/d1/database/{database}", 1, 200, otherName);

        Verdict.Failed failed = failed(check(code("one")));

        assertThat(failed.remedy()).startsWith("correct the id or name");
        assertThat(failed.summary())
                .isEqualTo("DB: the id " + Environments.DATABASE_ID
                        + " is the database 'somebody-elses', not 'shop-db-staging'");
    }

    @Test
    void failsForABucketThatTheAccountDoesNotHave() throws Exception {
        shop.account
                .others
                .call("DELETE", "/r2/buckets/shop-images-staging", "")
                .result();

        assertThat(failed(check(code("one"))).summary())
                .isEqualTo("IMAGES: the account has no R2 bucket 'shop-images-staging'");
    }

    @Test
    void looksForABucketInItsJurisdictionAndNowhereElse() throws Exception {
        staging = Environments.withImages(staging, new Bucket("shop-images-staging", Optional.of("eu")));

        assertThat(shop.account
                        .api
                        .buckets()
                        .get("shop-images-staging")
                        .orAbsent()
                        .orElseThrow())
                .as("a bucket of no jurisdiction is another one")
                .isPresent();
        assertThat(failed(check(code("one"))).summary())
                .isEqualTo("IMAGES: the account has no R2 bucket 'shop-images-staging' in the jurisdiction eu");

        shop.account
                .api
                .buckets()
                .in(Optional.of("eu"))
                .create("shop-images-staging")
                .orElseThrow();
        assertThat(check(code("one")).details())
                .contains("new  IMAGES       R2                shop-images-staging (jurisdiction eu)");
    }

    @Test
    void failsWhenTheAccountDoesNotAnswer() throws Exception {
        shop.account.drops("GET", "/r2/buckets/{bucket}", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(failed(check(code("one"))).summary()).startsWith("IMAGES: ").contains("gave no answer");
    }

    @Test
    void failsWhenTheCodeCannotBeBundled() throws Exception {
        assertThat(failed(check(ShopWorker.NO_BUNDLE)).summary()).isEqualTo("wrangler could not bundle the Worker");
    }

    @Test
    void failsWhileTrafficIsSplit() throws Exception {
        shop.split();

        assertThat(failed(check(code("one"))).summary()).contains("splits its traffic");
    }

    @Test
    void failsWhenTheLiveVersionCannotBeRead() throws Exception {
        shop.release("one");
        shop.account.drops("GET", "/workers/scripts/{script}/versions/{version}", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(failed(check(code("one"))).summary()).isEqualTo("the live bindings cannot be read");
    }

    @Test
    void failsForABindingThatTheReleaseWouldPointElsewhereDropOrOverwrite() throws Exception {
        String other = redirect();

        Verdict.Failed failed = failed(check(code("one")));

        assertThat(failed.summary()).isEqualTo("the live version is bound to something else");
        assertThat(failed.details())
                .hasSize(3 + 5)
                .satisfiesOnlyOnce(
                        line -> assertThat(line).isEqualTo("only live          ARCHIVE      R2                archive"))
                .satisfiesOnlyOnce(line -> assertThat(line).startsWith("differs from live  DB"))
                .filteredOn(line -> line.contains(": live is "))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith("DB: live is d1")
                                .contains(other)
                                .contains(Environments.DATABASE_ID),
                        line -> assertThat(line)
                                .startsWith("ARCHIVE: live is r2_bucket")
                                .contains("would drop it"),
                        line -> assertThat(line).startsWith("ENVIRONMENT: live is a secret"));
        assertThat(failed.remedy()).containsPattern("-Dd4\\.acceptDrift=[0-9a-f]{12}$");
    }

    @Test
    void acceptsExactlyTheDifferenceThatWasShown() throws Exception {
        redirect();
        String accepted = failed(check(code("one"))).remedy().replaceFirst(".*=", "");

        assertThat(failed(check(code("one"), Optional.of("000000000000"))).remedy())
                .endsWith(accepted);
        assertPassed(check(code("one"), Optional.of(accepted)), "4 bindings; 2 new, 3 accepted differences");
    }

    @Test
    void warnsThatRoutesArePublishedByNobody() throws Exception {
        Map<String, JsonNode> raw = new HashMap<>();
        raw.put("routes", new ObjectMapper().readTree("[\"shop.example.com/*\"]"));
        staging = Environments.staging(directory, raw);

        Verdict verdict = check(code("one"));

        assertThat(verdict).isInstanceOf(Verdict.Warned.class);
        assertThat(verdict.summary()).contains("routes of the wrangler config are not published");
    }

    @Test
    void passesForAWorkerThatDoesNotExistYet() throws Exception {
        assertPassed(check(code("one")), "4 bindings; shop-staging does not exist yet");
    }

    @Test
    void passesWhenLiveIsBoundAsWanted() throws Exception {
        shop.release("one");

        assertPassed(check(code("two")), "4 bindings, as live");
    }

    @Test
    void comparesWithTheVersionThatUsersMeetAndNotWithOneThatIsOnlyStaged() throws Exception {
        String live = shop.release("one");
        shop.somebodyDeploys("");
        String other = shop.head().orElseThrow();
        shop.somebodyShifts(ShopWorker.share(live, 100) + "," + ShopWorker.share(other, 0));

        assertPassed(check(code("two")), "4 bindings, as live");
    }

    /** Live is bound to another database, whose id it gives, to one bucket more, and has a secret where a variable is wanted. */
    private String redirect() throws Exception {
        shop.account.others.call("POST", "/d1/database", "{\"name\":\"other\"}").result();
        String other = shop.account
                .others
                .get("/d1/database?name=other")
                .result()
                .path(0)
                .path("uuid")
                .asText();
        shop.account
                .others
                .call("POST", "/r2/buckets", "{\"name\":\"archive\"}")
                .result();
        shop.somebodyDeploys("{\"name\":\"DB\",\"type\":\"d1\",\"id\":\"" + other + "\"},"
                + "{\"name\":\"ARCHIVE\",\"type\":\"r2_bucket\",\"bucket_name\":\"archive\"},"
                + "{\"name\":\"ENVIRONMENT\",\"type\":\"secret_text\",\"text\":\"hidden-value\"}");
        return other;
    }

    private Verdict check(Bundling bundling) throws InterruptedException {
        return check(bundling, Optional.empty());
    }

    private Verdict check(Bundling bundling, Optional<String> acceptedDrift) throws InterruptedException {
        return new BindingsGate(
                        contract(), staging, environment -> bundling, shop.live(), shop.account.api, acceptedDrift)
                .check();
    }

    private Contract contract() {
        return new Contract(
                new Project(directory, "shop", "1.2.0", List.of()),
                new Worker(directory, directory.resolve("wrangler.toml"), List.of()),
                Optional.empty(),
                List.of(staging),
                disagreements,
                List.of());
    }

    private static void assertPassed(Verdict verdict, String summary) {
        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        assertThat(verdict.summary()).isEqualTo(summary);
    }

    private static Verdict.Failed failed(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }
}
