package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StagingFirstGateTest {
    private static final String REMEDY = "mvn deploy -Pstaging   (then run this again)";

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
    void failsWhenTheCodeCannotBeBundled() throws Exception {
        Verdict.Failed failed = failed(check(ShopWorker.NO_BUNDLE, new Verdict.Passed("healthy")));

        assertThat(failed.summary()).isEqualTo("wrangler could not bundle the Worker");
        assertThat(failed.remedy()).isEqualTo("mend it");
    }

    @Test
    void failsWhenStagingWasNeverDeployed() throws Exception {
        Verdict.Failed failed = failed(check("one"));

        assertThat(failed.summary()).isEqualTo("staging was never deployed: there is no Worker shop-staging");
        assertThat(failed.remedy()).isEqualTo(REMEDY);
    }

    @Test
    void failsWhenStagingRunsWhatD4DidNotDeploy() throws Exception {
        shop.somebodyDeploys("");

        Verdict.Failed failed = failed(check("one"));

        assertThat(failed.summary())
                .isEqualTo("staging runs version " + shop.head().orElseThrow() + ", which d4 did not deploy");
        assertThat(failed.remedy()).isEqualTo(REMEDY);
    }

    @Test
    void failsWhenStagingRunsOtherCode() throws Exception {
        shop.release("one");

        Verdict.Failed failed = failed(check("two"));

        assertThat(failed.summary())
                .isEqualTo("staging runs code " + code("one").digest().shortForm() + ", this is code "
                        + code("two").digest().shortForm());
        assertThat(failed.remedy()).isEqualTo(REMEDY);
    }

    @Test
    void failsWhenThisCodeIsUploadedToStagingButNotLive() throws Exception {
        shop.release("one");
        shop.upload(code("two"));

        assertThat(failed(check("two")).summary()).startsWith("staging runs code ");
    }

    @Test
    void failsWhileStagingSplitsItsTraffic() throws Exception {
        shop.split();

        Verdict.Failed failed = failed(check("two"));

        assertThat(failed.summary()).contains("splits its traffic");
        assertThat(failed.remedy()).contains("npx wrangler versions deploy --name shop-staging");
    }

    @Test
    void failsWhileAnotherVersionIsStagedBesideTheLiveOne() throws Exception {
        String live = shop.release("one");
        String next = shop.release("two");
        shop.somebodyShifts(ShopWorker.share(live, 100) + "," + ShopWorker.share(next, 0));

        Verdict.Failed failed = failed(check("one"));

        assertThat(failed.summary())
                .isEqualTo("a release to staging is not finished: a version is staged there beside the live one");
        assertThat(failed.details()).singleElement().asString().contains(live + " at 100", next + " at 0");
        assertThat(failed.remedy()).isEqualTo(REMEDY);
    }

    @Test
    void failsWhenSomebodyDeploysWhileStagingIsSmokeTested() throws Exception {
        shop.release("one");

        Verdict.Failed failed = failed(check(
                code("one"),
                version -> new Answering(() -> {
                    shop.release("two");
                    return new Verdict.Passed("healthy");
                })));

        assertThat(failed.summary()).isEqualTo("somebody deployed to staging while it was smoke-tested");
        assertThat(failed.remedy()).startsWith("run the same command again");
    }

    @Test
    void failsWhenStagingCannotBeReadAgainAfterItsSmokeTest() throws Exception {
        shop.release("one");

        Verdict.Failed failed = failed(check(
                code("one"),
                version -> new Answering(() -> {
                    shop.account.drops("GET", "/workers/scripts/{script}/deployments", 1, 1_000, Moment.BEFORE_ACTING);
                    return new Verdict.Passed("healthy");
                })));

        assertThat(failed.summary()).isEqualTo("what staging runs cannot be read");
    }

    @Test
    void asksTheVersionThatIsLive() throws Exception {
        String live = shop.release("one");
        shop.upload(code("two"));
        List<String> asked = new ArrayList<>();

        Verdict verdict = check(code("one"), version -> {
            asked.add(version);
            return new Answering(() -> new Verdict.Passed("healthy"));
        });

        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        assertThat(asked).containsExactly(live);
    }

    @Test
    void failsWhenStagingCannotBeRead() throws Exception {
        shop.release("one");
        shop.account.drops("GET", "/workers/scripts/{script}/deployments", 1, 1_000, Moment.BEFORE_ACTING);

        assertThat(failed(check("one")).summary()).isEqualTo("what staging runs cannot be read");
    }

    @Test
    void failsWhenStagingIsNotHealthyNow() throws Exception {
        shop.release("one");

        Verdict.Failed failed =
                failed(check(code("one"), new Verdict.Failed("503", List.of("degraded"), "look at the database")));

        assertThat(failed.summary()).isEqualTo("staging runs this code, but is not healthy: 503");
        assertThat(failed.details()).containsExactly("degraded");
        assertThat(failed.remedy()).isEqualTo("look at the database");
    }

    @Test
    void failsWhenStagingWasNotSmokeTested() throws Exception {
        shop.release("one");

        Verdict.Failed failed = failed(check(code("one"), new Verdict.Skipped("nothing to ask")));

        assertThat(failed.summary()).contains("was not smoke-tested: nothing to ask");
        assertThat(failed.remedy()).isEqualTo("give <staging> a <smoke> in the POM");
    }

    @Test
    void passesWhenStagingRunsThisCodeAndIsHealthy() throws Exception {
        shop.release("one");

        assertThat(check("one"))
                .isEqualTo(new Verdict.Passed(
                        "staging runs code " + code("one").digest().shortForm() + "; healthy"));
    }

    @Test
    void failsWhenStagingRunsThisCodeWithOtherStaticFiles() throws Exception {
        ShopAssets files = new ShopAssets(directory);
        Bundling.Made released = files.with("one");
        shop.upload(released);
        files.write("index.html", "<h1>new</h1>");
        Bundling.Made changed = files.with("one");

        assertThat(check(released, new Verdict.Passed("healthy"))).isInstanceOf(Verdict.Passed.class);
        assertThat(failed(check(changed, new Verdict.Passed("healthy"))).summary())
                .isEqualTo("staging runs code " + code("one").digest().shortForm()
                        + " with other static files than this commit makes for it");
    }

    @Test
    void comparesFilesThatAreBuiltForOneEnvironmentWithWhatThisCommitBuildsForStaging() throws Exception {
        ShopAssets files = new ShopAssets(directory);
        Bundling.Made forStaging = files.with("one");
        shop.upload(forStaging);
        files.write("index.html", "<h1>of production</h1>");
        Bundling.Made forProduction = files.with("one");
        Environment production = Environments.like(shop.staging, "production", Optional.of("staging"), Map.of());

        Verdict verdict = new StagingFirstGate(
                        production,
                        shop.staging,
                        environment -> environment.name().equals("staging") ? forStaging : forProduction,
                        shop.live(),
                        version -> new Answering(() -> new Verdict.Passed("healthy")))
                .check();

        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
    }

    private Verdict check(String text) throws InterruptedException {
        return check(code(text), new Verdict.Passed("healthy"));
    }

    private Verdict check(Bundling bundling, Verdict health) throws InterruptedException {
        return check(bundling, version -> new Answering(() -> health));
    }

    private Verdict check(Bundling bundling, Function<String, Gate> smoke) throws InterruptedException {
        return new StagingFirstGate(shop.staging, shop.staging, environment -> bundling, shop.live(), smoke).check();
    }

    private static Verdict.Failed failed(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }

    /** A smoke test that is known to end so. */
    private record Answering(Callable<Verdict> verdict) implements Gate {
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
            try {
                return verdict.call();
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }
    }
}
