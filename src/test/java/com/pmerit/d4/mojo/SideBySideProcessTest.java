package com.pmerit.d4.mojo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.SandboxSettings;
import com.pmerit.d4.sandbox.SandboxSettings.Seed;
import com.pmerit.d4.sandbox.account.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same project, released to one account by wrangler and to another one by d4. */
final class SideBySideProcessTest {
    private static final Account ONE = new Account("a".repeat(32), "released by wrangler", "one-team");
    private static final Account OTHER = new Account("b".repeat(32), "released by d4", "other-team");
    private static final String COLUMNS =
            "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('d1_migrations')";

    @TempDir
    private Path directory;

    private Sandbox sandbox;
    private TypedShop shop;
    private ShopAccount wranglers;
    private ShopAccount d4s;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        sandbox = Sandbox.start(SandboxSettings.in(directory.resolve("state"))
                .withAccounts(List.of(ONE, OTHER))
                .withSeeds(List.of(seed(ONE), seed(OTHER)))
                .withWorkerdFrom(Path.of("target").toAbsolutePath()));
        shop = new TypedShop(Files.createDirectories(directory.resolve("shop")));
        wranglers = new ShopAccount(shop, sandbox, ONE, directory.resolve("one"));
        d4s = new ShopAccount(shop, sandbox, OTHER, directory.resolve("other"));
    }

    @AfterEach
    void stop() throws IOException {
        shop.leaves();
        sandbox.close();
    }

    @Test
    void leavesTheStateThatWranglerLeaves() throws Exception {
        wranglers.setsSecretsWithWrangler();
        wranglers.releasesWithWrangler();
        d4s.setsSecretsByTheApi();
        assertThat(d4s.releasesWithD4().outcome()).isEqualTo(Outcome.DONE);
        assertThat(wranglers.health().path("keyed").asBoolean()).isTrue();
        assertThat(d4s.health().path("keyed").asBoolean()).isTrue();
        isReleased(6, "hello");
        isEqualButForTheNamedDifferences();
        namesNoDifferenceThatIsNone();

        shop.changes();
        wranglers.releasesWithWrangler();
        assertThat(d4s.releasesWithD4().outcome()).isEqualTo(Outcome.DONE);
        isReleased(7, "welcome");
        isEqualButForTheNamedDifferences();
    }

    @Test
    void leavesTheStateThatWranglerLeavesOfAWorkerThatWasNotThereBefore() throws Exception {
        shop.promisesNoSecrets();
        wranglers.releasesWithWrangler();
        assertThat(d4s.releasesWithD4().outcome()).isEqualTo(Outcome.DONE);

        assertThat(d4s.script().path("versions")).hasSize(1);
        isEqualButForTheNamedDifferences();
    }

    @Test
    void leavesWhatWranglerCanGoOnWith() throws Exception {
        d4s.setsSecretsByTheApi();
        assertThat(d4s.releasesWithD4().outcome()).isEqualTo(Outcome.DONE);
        shop.changes();
        ReleaseResult second = d4s.releasesWithD4();
        assertThat(second.outcome()).as("%s", second.steps()).isEqualTo(Outcome.DONE);

        assertThat(d4s.wrangler("d1", "migrations", "list", TypedShop.DATABASE, "--remote", "--env", "staging"))
                .contains("No migrations to apply");
        assertThat(d4s.wrangler("deployments", "list", "--env", "staging"))
                .contains("(100%) " + second.progress().version().orElseThrow());
        d4s.wrangler("rollback", "--env", "staging", "--message", "back", "--yes");
        assertThat(d4s.health().path("greeting").asText()).isEqualTo("hello");
        assertThat(d4s.health().path("version").asText())
                .isEqualTo(second.progress().anchor().orElseThrow());

        ReleaseResult again = d4s.releasesWithD4();
        assertThat(again.outcome()).isEqualTo(Outcome.DONE);
        assertThat(again.progress().version()).isEqualTo(second.progress().version());
        assertThat(d4s.health().path("greeting").asText()).isEqualTo("welcome");

        JsonNode before = live(d4s);
        JsonNode databases = d4s.state().path("databases");
        d4s.releasesWithWrangler();
        assertThat(d4s.state().path("databases")).isEqualTo(databases);
        isTheSameWorker(live(d4s), before);
    }

    @Test
    void goesOnWithWhatWranglerLeft() throws Exception {
        wranglers.setsSecretsWithWrangler();
        wranglers.releasesWithWrangler();
        JsonNode before = live(wranglers);

        ReleaseResult first = wranglers.releasesWithD4();
        assertThat(first.outcome()).isEqualTo(Outcome.DONE);
        assertThat(result(first, "migrate")).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(result(first, "triggers")).isInstanceOf(StepResult.AlreadyDone.class);
        isTheSameWorker(live(wranglers), before);

        String hash = sandbox.stateHash();
        assertThat(wranglers.releasesWithD4().outcome()).isEqualTo(Outcome.NOOP);
        assertThat(sandbox.stateHash()).isEqualTo(hash);
    }

    private static void isTheSameWorker(JsonNode version, JsonNode before) {
        assertThat(version.path("number").asInt())
                .isEqualTo(before.path("number").asInt() + 1);
        for (String kept :
                List.of("modules", "etag", "bindings", "secrets", "compatibility_date", "compatibility_flags")) {
            assertThat(version.path(kept)).as(kept).isEqualTo(before.path(kept));
        }
    }

    private void isReleased(int migrations, String greeting) throws Exception {
        for (ShopAccount account : List.of(wranglers, d4s)) {
            JsonNode live = live(account);
            assertThat(live.path("bindings").path("GREETING").path("text").asText())
                    .isEqualTo(greeting);
            assertThat(live.path("secrets").properties()).hasSameSizeAs(TypedShop.SECRETS);
            assertThat(account.state()
                            .path("databases")
                            .path(TypedShop.DATABASE)
                            .path("migrations"))
                    .hasSize(migrations);
            assertThat(account.health().path("greeting").asText()).isEqualTo(greeting);
        }
    }

    private void isEqualButForTheNamedDifferences() throws Exception {
        assertThat(without(Difference.ALL, d4s)).isEqualTo(without(Difference.ALL, wranglers));
        assertThat(d4s.query(COLUMNS)).hasSize(3).isEqualTo(wranglers.query(COLUMNS));
        // JSON.stringify shows the order of keys to the code, which the comparison above overlooks.
        assertThat(features(d4s)).contains("reviews").isEqualTo(features(wranglers));
    }

    private void namesNoDifferenceThatIsNone() throws Exception {
        for (Difference difference : Difference.ALL) {
            List<Difference> others = Difference.ALL.stream()
                    .filter(other -> !other.equals(difference))
                    .toList();
            assertThat(without(others, d4s))
                    .as("%s is no difference any more", difference.what())
                    .isNotEqualTo(without(others, wranglers));
        }
    }

    private static String features(ShopAccount account) throws Exception {
        return live(account).path("bindings").path("FEATURES").path("json").toString();
    }

    private static JsonNode without(List<Difference> forgotten, ShopAccount account) throws Exception {
        ObjectNode state = account.state();
        forgotten.forEach(difference -> difference.forget().accept(state));
        return state;
    }

    private static JsonNode live(ShopAccount account) throws Exception {
        JsonNode versions = account.script().path("versions");
        return versions.path(versions.size() - 1);
    }

    private static StepResult result(ReleaseResult release, String step) {
        return release.steps().stream()
                .filter(ran -> ran.id().equals(step))
                .findFirst()
                .orElseThrow()
                .result();
    }

    private static Seed seed(Account account) {
        String id = UUID.nameUUIDFromBytes(account.name().getBytes(UTF_8)).toString();
        return new Seed(account.id(), Map.of(id, TypedShop.DATABASE), List.of(TypedShop.BUCKET), Map.of());
    }
}
