package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.RollbackReadiness;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RollbackCheckTest {
    private static final Verdict HEALTHY = new Verdict.Passed("healthy");

    @TempDir
    private Path directory;

    private ShopWorker shop;

    @BeforeEach
    void start() throws IOException {
        shop = new ShopWorker(directory);
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void isNotReadyWhereNothingIsLive() throws Exception {
        assertThat(look().sentence()).isEqualTo("Rollback ready: no, because nothing is live yet");
    }

    @Test
    void isNotReadyWhileTrafficIsSplit() throws Exception {
        shop.split();

        assertThat(look().obstacles())
                .singleElement()
                .asString()
                .startsWith("traffic is split between ")
                .endsWith(", and none of them is the one to go back to");
    }

    @Test
    void isNotReadyWhenTheRecordOfTheVersionCannotBeRead() throws Exception {
        shop.release("one");
        shop.account.drops("GET", "/workers/scripts/{script}/versions/{version}", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(look().obstacles()).singleElement().asString().startsWith("what is live cannot be read: ");
    }

    @Test
    void isNotReadyForAVersionThatCloudflareDoesNotDeployAnyMore() throws Exception {
        String version = shop.release("one");
        shop.account.answers(
                "GET",
                "/workers/scripts/{script}/versions",
                1,
                200,
                "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"items\":[]}}");

        assertThat(look().obstacles())
                .containsExactly("version " + version + " is not among those that Cloudflare still deploys");
    }

    @Test
    void isNotReadyWhenItIsNotKnownWhatCanBeDeployed() throws Exception {
        shop.release("one");
        shop.account.drops("GET", "/workers/scripts/{script}/versions", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(look().obstacles())
                .singleElement()
                .asString()
                .startsWith("it is not known which versions can be deployed: ");
    }

    @Test
    void isNotReadyWithoutTheDatabase() throws Exception {
        shop.release("one");
        shop.account
                .others
                .call("DELETE", "/d1/database/" + Environments.DATABASE_ID, "")
                .result();

        assertThat(look().obstacles()).containsExactly("its D1 database " + Environments.DATABASE_ID + " (DB) is gone");
    }

    @Test
    void isNotReadyWithoutTheBucket() throws Exception {
        shop.release("one");
        shop.account
                .others
                .call("DELETE", "/r2/buckets/shop-images-staging", "")
                .result();

        assertThat(look().obstacles()).containsExactly("its R2 bucket shop-images-staging (IMAGES) is gone");
    }

    @Test
    void isNotReadyWithoutTheNamespace() throws Exception {
        String id = shop.account
                .others
                .call("POST", "/storage/kv/namespaces", "{\"title\":\"carts\"}")
                .result()
                .path("id")
                .asText();
        shop.somebodyDeploys("{\"type\":\"kv_namespace\",\"name\":\"CARTS\",\"namespace_id\":\"" + id + "\"}");
        assertThat(look().proofs()).contains("its resource is there");

        shop.account.others.call("DELETE", "/storage/kv/namespaces/" + id, "").result();

        assertThat(look().obstacles()).containsExactly("its KV namespace " + id + " (CARTS) is gone");
    }

    @Test
    void isNotReadyWhenAResourceCannotBeLookedFor() throws Exception {
        shop.release("one");
        shop.account.drops("GET", "/r2/buckets/{bucket}", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(look().obstacles()).singleElement().asString().startsWith("IMAGES: Could not read R2 bucket");
    }

    @Test
    void isNotReadyWhenTheReleaseReplacesASecret() throws Exception {
        shop.somebodyDeploys("");
        shop.setSecret("ENVIRONMENT");

        assertThat(look().obstacles()).containsExactly("the version to come has no secret ENVIRONMENT any more");
    }

    @Test
    void isNotReadyWhenTheVersionToComeCannotBeMade() throws Exception {
        shop.release("one");

        assertThat(look(ShopWorker.NO_BUNDLE, HEALTHY).obstacles())
                .containsExactly("the version to come cannot be made, so its secrets are not known");
    }

    @Test
    void isNotReadyForAVersionThatIsIll() throws Exception {
        shop.release("one");

        assertThat(look(code("two"), new Verdict.Failed("503", "mend it")).obstacles())
                .containsExactly("it does not pass its smoke test now: 503");
    }

    @Test
    void takesASmokeTestThatWasNotMadeForNone() throws Exception {
        shop.release("one");

        assertThat(look(code("two"), new Verdict.Skipped("nothing to ask")).ready())
                .isFalse();
    }

    @Test
    void isReadyForAHealthyVersionAndSaysWhatItSaw() throws Exception {
        String version = shop.release("one");
        shop.setSecret("PAYMENT_KEY");
        String live = shop.head().orElseThrow();

        RollbackReadiness readiness = look();

        assertThat(live).isNotEqualTo(version);
        assertThat(readiness.sentence())
                .isEqualTo("Rollback ready: yes, to version " + live + ": Cloudflare still deploys it; its 2 resources"
                        + " are there; the version to come keeps its secrets (1); " + live + " is healthy");
    }

    @Test
    void saysWhichResourcesItCannotLookFor() throws Exception {
        BoundResources resources = BoundResources.of(
                List.of(
                        new Binding("AUTH", "service", Map.of()),
                        Binding.plainText("NAME", "value"),
                        new Binding("DB", "d1", Map.of())),
                shop.account.api);

        assertThat(resources).isEqualTo(new BoundResources(0, List.of(), List.of("service AUTH", "D1 database DB")));
    }

    private RollbackReadiness look() throws InterruptedException {
        return look(code("two"), HEALTHY);
    }

    private RollbackReadiness look(Bundling bundling, Verdict health) throws InterruptedException {
        return new RollbackCheck(
                        shop.staging,
                        environment -> bundling,
                        shop.live(),
                        shop.account.api,
                        version -> new Answering(version, health))
                .look();
    }

    /** A smoke test of a version that is known to end so. */
    private record Answering(String version, Verdict verdict) implements Gate {
        @Override
        public String id() {
            return "smoke-staging";
        }

        @Override
        public String title() {
            return "staging is healthy";
        }

        @Override
        public Verdict check() {
            return verdict.equals(HEALTHY) ? new Verdict.Passed(version + " is healthy") : verdict;
        }
    }
}
