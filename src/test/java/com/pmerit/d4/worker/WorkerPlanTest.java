package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Variable;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.release.Change;
import com.pmerit.d4.release.Forecast;
import com.pmerit.d4.release.Observation;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerPlanTest {
    private static final String HAND_SET = "a-value-that-somebody-set-by-hand";

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
    void cannotPlanWithoutABundle() throws Exception {
        assertThat(forecast(shop.staging, ShopWorker.NO_BUNDLE))
                .isEqualTo(new Forecast.Unknown("wrangler could not bundle the Worker", List.of("a line"), "mend it"));
    }

    @Test
    void cannotPlanWhenWhatIsLiveCannotBeRead() throws Exception {
        shop.release("one");
        shop.account.drops("GET", "/workers/scripts/{script}/versions", 1, 1_000, Moment.BEFORE_ACTING);

        Forecast forecast = forecast(shop.staging, code("one"));

        assertThat(forecast).isInstanceOf(Forecast.Unknown.class);
        assertThat(((Forecast.Unknown) forecast).why()).contains("list the versions of Worker \"shop-staging\"");
    }

    @Test
    void namesAllThatAFirstReleaseBrings() throws Exception {
        Forecast.Known known = known(shop.staging, code("one"));

        assertThat(known.changes())
                .contains(
                        new Change("code", "shop-staging", "nothing is live", shortDigest("one")),
                        new Change("var", "ENVIRONMENT", "not set", "set"),
                        new Change("binding", "IMAGES", "not set", "r2_bucket bucket_name=shop-images-staging"),
                        Change.none("secret", "PAYMENT_KEY", "not set"));
        assertThat(known.observed())
                .contains(new Observation("head deployment", "none"), new Observation("latest version", "none"));
    }

    @Test
    void changesNothingWhereThisCodeIsLive() throws Exception {
        String version = shop.release("one");

        Forecast.Known known = known(shop.staging, code("one"));

        assertThat(known.changes()).noneMatch(Change::isNeeded);
        assertThat(known.changes()).contains(Change.none("code", "shop-staging", shortDigest("one")));
        assertThat(known.observed()).contains(new Observation("latest version", version));
        assertThat(known.warnings()).isEmpty();
    }

    @Test
    void tellsOldCodeFromNew() throws Exception {
        shop.release("one");

        assertThat(needed(shop.staging, code("two")))
                .containsExactly(new Change("code", "shop-staging", shortDigest("one"), shortDigest("two")));
    }

    @Test
    void tellsAVariableWithAnotherValueWithoutShowingEither() throws Exception {
        shop.release("one");
        Environment other = with(shop.staging, Map.of("ENVIRONMENT", new Variable.Text(HAND_SET)));

        Forecast.Known known = known(other, code("one"));

        assertThat(known.changes().stream().filter(Change::isNeeded))
                .containsExactly(new Change("var", "ENVIRONMENT", "set", "set to another value"));
        assertThat(known.toString()).doesNotContain(HAND_SET);
        assertThat(upload(known)).isNotEqualTo(upload(known(shop.staging, code("one"))));
    }

    @Test
    void namesWhatIsDroppedRedirectedAndReplacedWithoutAnyValue() throws Exception {
        shop.somebodyDeploys("{\"type\":\"plain_text\",\"name\":\"BY_HAND\",\"text\":\"" + HAND_SET + "\"},"
                + "{\"type\":\"plain_text\",\"name\":\"IMAGES\",\"text\":\"" + HAND_SET + "\"}");
        shop.setSecret("ENVIRONMENT");

        Forecast.Known known = known(shop.staging, code("one"));

        assertThat(known.changes())
                .contains(
                        new Change("var", "BY_HAND", "set", "dropped"),
                        new Change("binding", "IMAGES", "set", "r2_bucket bucket_name=shop-images-staging"),
                        new Change("secret", "ENVIRONMENT", "set", "replaced by a plain binding"));
        assertThat(known.changes().get(0).before()).contains("which d4 did not deploy");
        assertThat(known.toString()).doesNotContain(HAND_SET).doesNotContain("a-secret-value");
    }

    @Test
    void keepsSecretsAndNamesThoseThatAreMissing() throws Exception {
        shop.release("one");
        assertThat(known(shop.staging, code("one")).changes())
                .contains(Change.none("secret", "PAYMENT_KEY", "not set"));

        shop.setSecret("PAYMENT_KEY");

        assertThat(known(shop.staging, code("one")).changes())
                .contains(Change.none("secret", "PAYMENT_KEY", "set"))
                .doesNotContain(Change.none("secret", "PAYMENT_KEY", "not set"));
    }

    @Test
    void saysNothingOfBindingsWhileTrafficIsSplit() throws Exception {
        shop.split();

        Forecast.Known known = known(shop.staging, code("two"));

        assertThat(known.changes()).singleElement().satisfies(change -> {
            assertThat(change.before()).startsWith("split between ").contains(" at 90 %", " at 10 %");
            assertThat(change.after()).isEqualTo(shortDigest("two"));
        });
        assertThat(known.warnings()).singleElement().asString().contains("npx wrangler versions deploy");
    }

    @Test
    void warnsOfAVersionThatWaitsAtNoTraffic() throws Exception {
        String live = shop.release("one");
        shop.upload(code("two"));
        String waiting = shop.versions().get(0);
        shop.somebodyShifts(ShopWorker.share(live, 100) + "," + ShopWorker.share(waiting, 0));

        Forecast.Known known = known(shop.staging, code("one"));

        assertThat(known.changes()).noneMatch(Change::isNeeded);
        assertThat(known.warnings()).singleElement().asString().contains(waiting + " at 0 %");
    }

    @Test
    void showsWhichStaticFilesAreNewToCloudflare() throws Exception {
        ShopAssets files = new ShopAssets(directory);
        Bundling.Made released = files.with("one");
        shop.upload(released);
        files.write("index.html", "<h1>new</h1>").write("about.html", "about");
        Bundling.Made changed = files.with("one");

        assertThat(needed(shop.staging, released)).isEmpty();
        assertThat(needed(shop.staging, changed))
                .containsExactly(
                        new Change(
                                "assets",
                                "shop-staging",
                                "others, or none",
                                "4 files, content " + changed.digest().assetsShortForm()),
                        new Change("assets", "/about.html", "not at Cloudflare", "uploaded"),
                        new Change("assets", "/index.html", "not at Cloudflare", "uploaded"));
        assertThat(known(shop.staging, changed).observed())
                .isNotEqualTo(known(shop.staging, released).observed());
        assertThat(ShopAssets.uploads(shop)).as("a plan uploads nothing").isEqualTo(1);
    }

    @Test
    void plansAllTheSameWhenNobodyTellsWhichStaticFilesAreNew() throws Exception {
        shop.account.answers(
                "POST",
                "/workers/scripts/{script}/assets-upload-session",
                1,
                403,
                "{\"success\":false,\"result\":null,\"errors\":[{\"code\":10023,\"message\":\"not for this token\"}],"
                        + "\"messages\":[]}");

        Forecast.Known known = known(shop.staging, new ShopAssets(directory).with("one"));

        assertThat(known.warnings())
                .singleElement()
                .asString()
                .startsWith("which static files are new to Cloudflare cannot be told: ")
                .contains("not for this token");
        assertThat(known.changes())
                .filteredOn(Change::isNeeded)
                .extracting(Change::subject)
                .contains("assets");
    }

    private Forecast forecast(Environment environment, Bundling bundling) throws InterruptedException {
        Worker worker = new Worker(directory, directory.resolve("wrangler.toml"), List.of("PAYMENT_KEY"));
        return new WorkerPlan(worker, environment, each -> bundling, shop.live(), shop.account.api).forecast();
    }

    private Forecast.Known known(Environment environment, Bundling bundling) throws InterruptedException {
        Forecast forecast = forecast(environment, bundling);
        assertThat(forecast).isInstanceOf(Forecast.Known.class);
        return (Forecast.Known) forecast;
    }

    private List<Change> needed(Environment environment, Bundling bundling) throws InterruptedException {
        return known(environment, bundling).changes().stream()
                .filter(Change::isNeeded)
                .toList();
    }

    private static String upload(Forecast.Known known) {
        return known.observed().stream()
                .filter(seen -> seen.name().equals("upload"))
                .map(Observation::value)
                .findFirst()
                .orElseThrow();
    }

    private static String shortDigest(String text) {
        return code(text).digest().shortForm();
    }

    private static Environment with(Environment environment, Map<String, Variable> vars) {
        return new Environment(
                environment.name(),
                environment.after(),
                environment.worker(),
                environment.script(),
                environment.url(),
                environment.databases(),
                environment.buckets(),
                vars,
                environment.smoke(),
                environment.traffic(),
                environment.wrangler());
    }
}
