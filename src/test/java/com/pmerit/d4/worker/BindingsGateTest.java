package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Disagreement;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Project;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
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
                .containsExactly("<databases><DB><id>: the POM says \"a\", env.staging.d1_databases says \"b\"");
    }

    @Test
    void failsForADatabaseThatTheAccountDoesNotHave() throws Exception {
        shop.account
                .others
                .call("DELETE", "/d1/database/" + Environments.DATABASE_ID, "")
                .result();

        Verdict.Failed failed = failed(check(code("one")));

        assertThat(failed.summary()).isEqualTo("the account does not have what staging binds");
        assertThat(failed.details())
                .containsExactly("DB: the account has no D1 database with the id " + Environments.DATABASE_ID);
        assertThat(failed.remedy()).contains("npx wrangler d1 list");
    }

    @Test
    void failsForAnIdThatBelongsToADatabaseOfAnotherName() throws Exception {
        String otherName = "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"uuid\":\""
                + Environments.DATABASE_ID + "\",\"name\":\"somebody-elses\",\"version\":\"production\","
                + "\"created_at\":\"2026-01-01T00:00:00Z\",\"num_tables\":0,\"file_size\":0}}";
        shop.account.answers("GET", "/d1/database/{database}", 1, 200, otherName);

        assertThat(failed(check(code("one"))).details())
                .containsExactly("DB: the id " + Environments.DATABASE_ID
                        + " is the database 'somebody-elses', not 'shop-db-staging'");
    }

    @Test
    void failsForABucketThatTheAccountDoesNotHave() throws Exception {
        shop.account
                .others
                .call("DELETE", "/r2/buckets/shop-images-staging", "")
                .result();

        assertThat(failed(check(code("one"))).details())
                .containsExactly("IMAGES: the account has no R2 bucket 'shop-images-staging'");
    }

    @Test
    void failsWhenTheAccountDoesNotAnswer() throws Exception {
        shop.account.drops("GET", "/r2/buckets/{bucket}", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(failed(check(code("one"))).details())
                .singleElement()
                .asString()
                .startsWith("IMAGES: ")
                .contains("gave no answer");
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
        assertThat(check(code("one"), Optional.of(accepted)))
                .isEqualTo(new Verdict.Passed("4 bindings; 2 new, 3 accepted differences"));
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
        assertThat(check(code("one"))).isEqualTo(new Verdict.Passed("4 bindings; shop-staging does not exist yet"));
    }

    @Test
    void passesWhenLiveIsBoundAsWanted() throws Exception {
        shop.release("one");

        assertThat(check(code("two"))).isEqualTo(new Verdict.Passed("4 bindings, as live"));
    }

    @Test
    void comparesWithTheVersionThatUsersMeetAndNotWithOneThatIsOnlyStaged() throws Exception {
        String live = shop.release("one");
        shop.somebodyDeploys("");
        String other = shop.head().orElseThrow();
        shop.somebodyShifts(ShopWorker.share(live, 100) + "," + ShopWorker.share(other, 0));

        assertThat(check(code("two"))).isEqualTo(new Verdict.Passed("4 bindings, as live"));
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
                new Project(directory, "1.2.0", List.of()),
                new Worker(directory, directory.resolve("wrangler.toml"), List.of()),
                Optional.empty(),
                List.of(staging),
                disagreements,
                List.of());
    }

    private static Verdict.Failed failed(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }
}
